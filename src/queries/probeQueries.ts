// The questions of the capability probe: one count per signal, one sample of an HPA.
import type { Interval } from '../kit/interval';
import type { Labels, SignalKind } from '../model/series';
import { CATALOGUE, isReadOnce, metricNameOf, patternOf, specOf, type SignalSpec } from './catalogue';
import { clusterLabelsOf } from './clusterLabels';
import { anyOf, selector, window } from './selector';

/** Kinds whose series are many and whose presence follows from another kind of the same object. */
const SKIPPED: ReadonlySet<SignalKind> = new Set(['pod.request', 'pod.owner', 'usage.cpu']);

/** Any series of a kind. Where an old name says more than the kind, it has no label for what the matchers choose. */
function anySeries(spec: SignalSpec): string {
  return spec.old !== undefined && isReadOnce(spec)
    ? `${selector(spec.pattern, [spec.matchers])} or ${selector(spec.old, [])}`
    : selector(patternOf(spec), [spec.matchers]);
}

/** One question per kind: is there any series now. */
export function presenceQueries(): Array<{ id: string; expr: string; kind: SignalKind }> {
  return CATALOGUE.filter((spec) => !SKIPPED.has(spec.kind)).map((spec) => ({
    id: spec.kind,
    expr: `count(${anySeries(spec)})`,
    kind: spec.kind,
  }));
}

/**
 * Which of these kinds anybody exports now, and in which cluster, in one question: a count per metric name and cluster. Asked
 * of what is rare, or of what a narrow sweep holds nothing of: mostly there is nothing to count. Series that name no object say
 * nothing of any: they are no witness.
 */
export function exportedQuery(kinds: readonly SignalKind[], clusterLabel: string): string {
  const by = ['__name__', ...clusterLabelsOf(clusterLabel)].join(', ');
  const asked = CATALOGUE.filter((spec) => kinds.includes(spec.kind));
  const countOf = (specs: readonly SignalSpec[], matchers: readonly string[]): string[] =>
    specs.length === 0 ? [] : [`count by (${by}) (${selector(`(?:${specs.map(patternOf).join('|')})`, matchers)})`];
  const nameless = asked.filter((spec) => spec.nameless === true);
  return [
    ...countOf(
      asked.filter((spec) => spec.nameless !== true),
      []
    ),
    ...nameless.flatMap((spec) =>
      countOf(
        [spec],
        spec.object.slice(0, 1).map((label) => `${label}!=""`)
      )
    ),
  ].join(' or ');
}

/** Labels that tell one object, or one target, from another of the same cluster. */
const WITHIN_CLUSTER = [
  'horizontalpodautoscaler',
  'deployment',
  'namespace',
  'exported_namespace',
  'instance',
  'pod',
  'container',
  'endpoint',
  'service',
  'job',
  'node',
  'uid',
].join(', ');

/** What is left of the labels of HPAs and Deployments without those of object and target: few series, whatever the fleet. */
export function identityQueries(range: Interval): Array<{ id: string; expr: string }> {
  const names = ['hpa.max', 'workload.replicas'].map((kind) => metricNameOf(kind as SignalKind));
  const span = window(range.to - range.from);
  return names.map((name, i) => ({
    id: `cluster-label-${i}`,
    expr: `count without (${WITHIN_CLUSTER}) (last_over_time(${name}[${span}]))`,
  }));
}

/** A few names of Deployments that stand more than once in a store: in several clusters, or read by several scrapers. */
export function repeatedQuery(): string {
  const replicas = metricNameOf('workload.replicas');
  return `topk(8, count by (namespace, exported_namespace, deployment) (last_over_time(${replicas}[15m])) > 1)`;
}

/** What is told of the Deployments with these names over an hour, sample by sample. */
export function samplesOfQuery(names: readonly string[]): string {
  const metrics = (['workload.replicas', 'workload.generation'] as const).map(metricNameOf);
  return `${selector(metrics.join('|'), [anyOf('deployment', names)])}[1h]`;
}

/** One series of one HPA, with all its labels. */
export function sampleQuery(): string {
  const spec = specOf('hpa.desired') as SignalSpec;
  return `topk(1, ${selector(patternOf(spec), [])})`;
}

/** Raw samples of the series with these labels over ten minutes. */
export function scrapeQuery(labels: Labels): string {
  const spec = specOf('hpa.desired') as SignalSpec;
  const matchers = Object.entries(labels)
    .filter(([name]) => name !== '__name__')
    .map(([name, value]) => anyOf(name, [value]));
  return `${selector(patternOf(spec), matchers)}[10m]`;
}
