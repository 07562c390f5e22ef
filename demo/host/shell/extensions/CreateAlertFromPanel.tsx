// Stand-in for `grafana/alerting/create-alert-from-panel/v1`: a modal of its own that opens the form for a new alert rule,
// filled with the panel's queries, a reduce and a threshold. There is no alerting here: the form only shows what arrived.
import { getNextRefId, type RawTimeRange } from '@grafana/data';
import { getDataSourceSrv, locationService } from '@grafana/runtime';
import type { DataQuery, DataSourceRef } from '@grafana/schema';
import { Button, Modal } from '@grafana/ui';

interface Props {
  panel?: { title?: string; targets: DataQuery[]; datasource?: DataSourceRef; maxDataPoints?: number };
  /** Taken, and not used: a rule looks ten minutes back. */
  range?: { raw: RawTimeRange };
  onDismiss?: () => void;
}

export interface AlertQuery {
  refId: string;
  datasourceUid: string;
  queryType: string;
  relativeTimeRange?: { from: number; to: number };
  model: object;
}

/** Grafana's server-side expressions are a data source of this uid. */
export const EXPRESSION = '__expr__';

export function CreateAlertFromPanel({ panel, onDismiss = () => undefined }: Props) {
  if (!panel) {
    return null;
  }
  const queries = alertQueries(panel);
  const open = (newTab: boolean) => {
    const form = {
      type: 'grafana-alerting',
      name: panel.title ?? '',
      queries,
      condition: queries[queries.length - 1].refId,
    };
    const url = `/alerting/new?defaults=${encodeURIComponent(JSON.stringify(form))}`;
    if (newTab) {
      window.open(url, '_blank');
      onDismiss();
    } else {
      locationService.push(url);
    }
  };
  return (
    <Modal title="Create alert rule" isOpen onDismiss={onDismiss}>
      <p>
        {queries.length > 0
          ? 'Open the alert creation form in the current tab or a new tab?'
          : 'No alerting-capable queries found in this panel.'}
      </p>
      <Modal.ButtonRow>
        <Button onClick={onDismiss} fill="outline" variant="secondary">
          Cancel
        </Button>
        {queries.length > 0 && (
          <>
            <Button variant="secondary" icon="external-link-alt" onClick={() => open(true)}>
              Open in new tab
            </Button>
            <Button icon="bell" onClick={() => open(false)}>
              Open
            </Button>
          </>
        )}
      </Modal.ButtonRow>
    </Modal>
  );
}

/** Queries of data sources that can alert, then, unless the panel brought expressions, a reduce and a threshold. */
function alertQueries({ targets, datasource, maxDataPoints }: NonNullable<Props['panel']>): AlertQuery[] {
  const queries = targets
    .filter((target) => !target.hide)
    .flatMap((target): AlertQuery[] => {
      const settings = getDataSourceSrv().getInstanceSettings(target.datasource ?? datasource);
      return settings?.meta.alerting
        ? [
            {
              refId: target.refId,
              datasourceUid: settings.uid,
              queryType: target.queryType ?? '',
              relativeTimeRange: { from: 600, to: 0 },
              model: { ...target, maxDataPoints, datasource: { type: settings.type, uid: settings.uid } },
            },
          ]
        : [];
    });
  const last = queries[queries.length - 1];
  if (last === undefined || queries.some((query) => query.datasourceUid === EXPRESSION)) {
    return queries;
  }
  const reduce = expression(queries, { type: 'reduce', expression: last.refId, reducer: 'last' });
  return [...queries, reduce, expression([...queries, reduce], { type: 'threshold', expression: reduce.refId })];
}

function expression(before: AlertQuery[], model: object): AlertQuery {
  const refId = getNextRefId(before.map((query) => ({ refId: query.refId })));
  return {
    refId,
    datasourceUid: EXPRESSION,
    queryType: '',
    model: { ...model, refId, datasource: { type: EXPRESSION, uid: EXPRESSION } },
  };
}
