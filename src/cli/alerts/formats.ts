// The formats that rules are written in: a rule file (Prometheus, vmalert, Mimir, Thanos, Loki's ruler), the manifests of both
// operators, and a provisioning file of Grafana (grafana.com/docs, "Use configuration files to provision alerting resources").
import type { Plain } from '../../kit/yaml';
import type { AlertRule, RuleGroup, WriteRules } from './alertModel';

function ruleFile(groups: readonly RuleGroup[]): { groups: Plain } {
  return {
    groups: groups.map(({ name, interval, records, alerts }) => ({
      name,
      interval,
      rules: [
        ...records.map(({ record, expr, labels }): Plain => ({ record, expr, labels })),
        ...alerts.map(({ alert, expr, for: wait, labels, annotations }): Plain => ({
          alert,
          expr,
          for: wait,
          labels: Object.keys(labels).length > 0 ? labels : undefined,
          annotations,
        })),
      ],
    })),
  };
}

function manifest(apiVersion: string, kind: string, namespace: string): WriteRules {
  const metadata = { name: 'truce', namespace, labels: { 'app.kubernetes.io/name': 'truce-watcher' } };
  return (groups) => ({ apiVersion, kind, metadata, spec: ruleFile(groups) });
}

/** Uid of the rule in Grafana: at most 40 letters, digits, dashes and underscores. */
function uidOf(group: string, alert: string): string {
  const name = alert
    .replace(/^Truce/, '')
    .replace(/[A-Z]/g, (letter, at: number) => `${at > 0 ? '-' : ''}${letter.toLowerCase()}`);
  return `${group === 'truce-plain' ? 'tp' : 'tw'}-${name}`.slice(0, 40);
}

/** What fires is each series above 0. */
function grafanaData(expr: string, datasourceUid: string): Plain {
  return [
    {
      refId: 'A',
      relativeTimeRange: { from: 600, to: 0 },
      datasourceUid,
      model: { refId: 'A', expr, instant: true, range: false, intervalMs: 60_000, maxDataPoints: 43_200 },
    },
    {
      refId: 'B',
      relativeTimeRange: { from: 0, to: 0 },
      datasourceUid: '__expr__',
      model: {
        refId: 'B',
        type: 'threshold',
        datasource: { type: '__expr__', uid: '__expr__' },
        expression: 'A',
        conditions: [{ type: 'query', evaluator: { type: 'gt', params: [0] } }],
      },
    },
  ];
}

/** Grafana-managed rules. They record nothing: a data source that can be written to is not everybody's. */
function grafana(datasourceUid: string): WriteRules {
  const rule = (group: string, { alert, expr, unrecorded, for: wait, labels, annotations }: AlertRule): Plain => ({
    uid: uidOf(group, alert),
    title: group === 'truce-plain' ? `${alert} (plain)` : alert,
    condition: 'B',
    data: grafanaData(unrecorded ?? expr, datasourceUid),
    // No series is no fight. Whether anybody watches has an alert of its own.
    noDataState: 'OK',
    execErrState: 'Error',
    for: wait,
    labels: Object.keys(labels).length > 0 ? labels : undefined,
    annotations,
  });
  return (groups) => ({
    apiVersion: 1,
    groups: groups.map(({ name, interval, alerts }) => ({
      orgId: 1,
      name,
      folder: 'Truce',
      interval,
      rules: alerts.map((one) => rule(name, one)),
    })),
  });
}

export const FORMATS = ['prometheus', 'prometheusrule', 'vmrule', 'grafana'] as const;
export type Format = (typeof FORMATS)[number];

/**
 * Writes groups in a format.
 * @param namespace of the manifests
 * @param datasourceUid that Grafana asks
 */
export function writerOf(format: Format, namespace: string, datasourceUid: string): WriteRules {
  switch (format) {
    case 'prometheus':
      return ruleFile;
    case 'prometheusrule':
      return manifest('monitoring.coreos.com/v1', 'PrometheusRule', namespace);
    case 'vmrule':
      return manifest('operator.victoriametrics.com/v1beta1', 'VMRule', namespace);
    case 'grafana':
      return grafana(datasourceUid);
  }
}
