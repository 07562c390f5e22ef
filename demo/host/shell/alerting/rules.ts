// Alert rules in the shape of Grafana's provisioning API, and the series of their queries as alert instances.
import { dateTime, getDefaultTimeRange, LoadingState, type Labels } from '@grafana/data';
import { getBackendSrv, getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { useEffect, useState } from 'react';
import { from } from 'rxjs';
import { switchMap } from 'rxjs/operators';
import { EXPRESSION, type AlertQuery } from '../extensions/CreateAlertFromPanel';
import { runRequest } from '../services/runRequest';

export interface AlertRule {
  uid: string;
  title: string;
  folderUID: string;
  ruleGroup: string;
  condition: string;
  data: AlertQuery[];
  labels: Labels;
  annotations: Labels;
}

export interface Instance {
  activeAt: string;
  annotations: Labels;
  labels: Labels;
  state: string;
  value: string;
}

export function useRule(uid: string): AlertRule | undefined {
  const [rule, setRule] = useState<AlertRule>();
  useEffect(() => {
    let current = true;
    void getBackendSrv()
      .get<AlertRule>(`/api/v1/provisioning/alert-rules/${uid}`)
      .then((found) => current && setRule(found));
    return () => {
      current = false;
    };
  }, [uid]);
  return rule;
}

/** The text of a rule, as Grafana gives it to links: the expressions of its queries. */
export function queryText(rule: AlertRule): string {
  return queriesOf(rule)
    .map((query) => (query.model as { expr?: string }).expr ?? '')
    .join(' | ');
}

function queriesOf(rule: AlertRule): AlertQuery[] {
  return rule.data.filter((query) => query.datasourceUid !== EXPRESSION);
}

export function useInstances(rule: AlertRule | undefined): Instance[] {
  const [instances, setInstances] = useState<Instance[]>([]);
  useEffect(() => {
    const query = rule && queriesOf(rule)[0];
    if (!query) {
      return undefined;
    }
    const range = previewRange();
    const request = {
      requestId: rule.uid,
      app: 'unified-alerting',
      targets: [{ ...query.model, refId: query.refId, instant: true, range: false } as DataQuery],
      range,
      timezone: 'utc',
      interval: '1m',
      intervalMs: 60_000,
      startTime: Date.now(),
      scopedVars: {},
    };
    const run = from(getDataSourceSrv().get(query.datasourceUid))
      .pipe(switchMap((datasource) => runRequest(datasource, request)))
      .subscribe(({ state, series }) => {
        if (state === LoadingState.Done) {
          setInstances(
            series
              .flatMap((frame) => frame.fields.filter((field) => field.labels))
              .map((field) => instance(rule, field.labels))
          );
        }
      });
    return () => run.unsubscribe();
  }, [rule]);
  return instances;
}

function previewRange() {
  const { from: start, to } = window.grafanaBootData.preview;
  const isFixed = start !== undefined && to !== undefined && /^\d+$/.test(start) && /^\d+$/.test(to);
  const range = isFixed ? { from: dateTime(Number(start)), to: dateTime(Number(to)) } : getDefaultTimeRange();
  return { ...range, raw: { from: range.from, to: range.to } };
}

/** Labels of the series, of the rule, and the two that Grafana adds. */
function instance(rule: AlertRule, series: Labels = {}): Instance {
  return {
    activeAt: new Date().toISOString(),
    annotations: rule.annotations,
    labels: { ...series, ...rule.labels, alertname: rule.title, grafana_folder: rule.folderUID || 'Dashboards' },
    state: 'Alerting',
    value: '',
  };
}
