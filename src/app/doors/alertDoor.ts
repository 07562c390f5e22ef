// From an alert rule, or from one of its alerts: their labels and the query of the rule say of which workload they speak.
// Grafana shows links at a rule only where the rule bears the label `__grafana_origin: plugin/truce-autoscaling-app`.
import type { Labels } from '../../model/series';
import { clueOfLabels, cluesOfQuery, hintOf } from '../../queries/workloadClues';
import { doorPath } from './doorPath';

/** What `grafana/alerting/instance/action` tells. */
export interface AlertInstance {
  readonly instance: { readonly labels?: Labels; readonly activeAt?: string };
  readonly rule?: { readonly query?: string; readonly labels?: Labels };
}

/** What `grafana/alerting/alertingrule/action` tells; its `namespace` is a folder of rules. */
export interface AlertRule {
  readonly expression: string;
  readonly labels?: Labels;
}

/** So long before an alert began there is something to see of how it came about. */
const BEFORE_MS = 3_600_000;

/** From an hour before the alert began until now; '' where the beginning is not told (Go's zero time is year 1). */
function since(activeAt: string | undefined): { from: string; to: string } {
  const at = Date.parse(activeAt ?? '');
  return at > BEFORE_MS ? { from: new Date(at - BEFORE_MS).toISOString(), to: 'now' } : { from: '', to: '' };
}

/** Where the fights of the workload are, of which this alert speaks; undefined when it speaks of none. */
export function alertDoor({ instance, rule }: AlertInstance): string | undefined {
  const labels = clueOfLabels({ ...rule?.labels, ...instance.labels });
  const hint = hintOf([labels]) ?? hintOf([labels, ...cluesOfQuery(rule?.query ?? '')]);
  return hint && doorPath(hint, { ds: '', ...since(instance.activeAt) });
}

/** The same for a rule as a whole. */
export function ruleDoor({ expression, labels }: AlertRule): string | undefined {
  const hint = hintOf([clueOfLabels(labels ?? {}), ...cluesOfQuery(expression)]);
  return hint && doorPath(hint, { ds: '', from: '', to: '' });
}
