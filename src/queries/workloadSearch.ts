// Finds workloads by a part of their name: asked while somebody types, so few series come back.
import type { SignalKind } from '../model/series';
import { specOf } from './catalogue';
import { escapeRegex, quote, selector } from './selector';

export interface SearchQuery {
  readonly id: string;
  readonly expr: string;
  /** What the answers are read as: their metric name is gone. */
  readonly kind: SignalKind;
}

/** More than these nobody reads through; another letter brings others. */
const MOST = 50;

function contains(label: string, text: string): string {
  return `${label}=~${quote(`(?i).*${escapeRegex(text)}.*`)}`;
}

/** The selectors that let a text through: `web` by name or namespace, `shop/web` by both. */
function selectorsFor(metric: string, label: string, text: string): string[] {
  const [first = '', second] = text.trim().split(/\s*\/\s*/);
  const namespaces = ['namespace', 'exported_namespace'];
  if (second !== undefined) {
    return namespaces.map((namespace) => selector(metric, [contains(namespace, first), contains(label, second)]));
  }
  return first === ''
    ? [selector(metric, [])]
    : [label, ...namespaces].map((name) => selector(metric, [contains(name, first)]));
}

/** Deployments and StatefulSets of the last quarter of an hour whose name, or namespace, holds this text. */
export function searchQueries(text: string): SearchQuery[] {
  const kind = 'workload.replicas' as const;
  const metrics = specOf(kind)?.pattern.split('|') ?? [];
  return metrics.map((metric) => {
    const label = metric.includes('statefulset') ? 'statefulset' : 'deployment';
    const found = selectorsFor(metric, label, text).map((one) => `last_over_time(${one}[15m])`);
    return { id: metric, expr: `topk(${MOST}, ${found.join(' or ')})`, kind };
  });
}
