// How a sweep is cut to size: namespaces in chunks, usage only where an HPA cannot speak for demand itself.
import { groupBy, sortBy } from '../kit/array';
import type { Series } from '../model/series';

/** A namespace and how many workloads it holds. */
export interface NamespaceSize {
  readonly namespace: string;
  readonly workloads: number;
}

/** How many workloads these namespaces hold. */
export function workloadsIn(sizes: readonly NamespaceSize[]): number {
  return sizes.reduce((n, size) => n + size.workloads, 0);
}

/** PromQL text that a chunk of namespace names may take where a query names them once: VictoriaMetrics refuses more than 16 kB. */
const MAX_NAMES_LENGTH = 8_000;

/**
 * Lists of namespaces, each small enough for one request.
 * @param filtered false when a single chunk may stand for the whole fleet, without any namespace matcher
 * @param longest text that the names of a chunk may take
 * @returns `[[]]` for "everything in one"
 */
export function chunkNamespaces(
  sizes: readonly NamespaceSize[],
  perChunk: number,
  filtered: boolean,
  longest = MAX_NAMES_LENGTH
): string[][] {
  const total = workloadsIn(sizes);
  if (!filtered && total <= perChunk) {
    return [[]];
  }
  const chunks: string[][] = [];
  let room = 0;
  let text = 0;
  for (const { namespace, workloads } of sortBy(sizes, (size) => size.namespace)) {
    if (chunks.length === 0 || workloads > room || namespace.length + 1 > text) {
      chunks.push([]);
      room = perChunk;
      text = longest;
    }
    chunks.at(-1)?.push(namespace);
    room -= workloads;
    text -= namespace.length + 1;
  }
  return chunks;
}

function isBlind(series: Series): boolean {
  const isScalingActive = series.attributes.condition === 'ScalingActive' && series.attributes.status === 'true';
  return isScalingActive && series.values.some((value) => value === 0);
}

/** Steps of one climb, and how soon and how far the wish must fall again, to look like warm-up that called for more pods. */
const CLIMB_MS = 300_000;
const BACK_MS = 900_000;
const OVERSHOOT = 1.3;

/** A wish that rose twice within minutes and fell again by a third: only the use per pod tells warm-up from load. */
function overshot(series: Series): boolean {
  let rises: number[] = [];
  let peak = { at: NaN, value: Infinity };
  return series.values.some((value, i) => {
    const before = series.values[i - 1] ?? value;
    const at = series.times[i] ?? NaN;
    if (value > before && before > 0) {
      rises = [...rises.filter((t) => at - t <= CLIMB_MS), at];
      peak = rises.length >= 2 ? { at, value } : peak;
    }
    return value > 0 && value * OVERSHOOT <= peak.value && at - peak.at <= BACK_MS;
  });
}

/** Share of its passes in which an HPA must have seen a metric; below, its view of demand has holes. */
const MIN_STATUS_SHARE = 0.8;

/** Namespaces with an HPA that often saw no metric: a bounds pass computes none (docs/signals.md, "One scrape"). */
function namespacesWithoutStatus(series: readonly Series[]): string[] {
  const key = (s: Series): string => [s.cluster, s.namespace, s.object].join('/');
  const status = new Map<string, number>();
  for (const s of series.filter((x) => x.kind === 'hpa.status-metric')) {
    status.set(key(s), Math.max(status.get(key(s)) ?? 0, s.times.length));
  }
  return series
    .filter((s) => s.kind === 'hpa.desired')
    .filter((s) => (status.get(key(s)) ?? 0) < MIN_STATUS_SHARE * s.values.filter((desired) => desired > 0).length)
    .map((s) => s.namespace);
}

/** `web` of `web-batch`: what a selector made for the one may find of the other. */
function stem(name: string): string {
  return name.split('-')[0] ?? name;
}

/**
 * Namespaces where an HPA on CPU has a workload beside its target that nobody scales and that is named like it: the usual way
 * to pods of two workloads under one selector, which only their use shows.
 */
function namespacesWithSiblings(series: readonly Series[]): string[] {
  const place = (s: Series, name: string): string => [s.cluster, s.namespace, name].join('/');
  const onCpu = new Set(
    series.filter((s) => s.kind === 'hpa.spec-metric' && s.attributes.metric === 'cpu').map((s) => place(s, s.object))
  );
  const scaled = series.filter((s) => s.kind === 'hpa.info');
  const targets = new Set(scaled.map((s) => place(s, s.attributes.targetName ?? '')));
  const stems = new Set(
    scaled.filter((s) => onCpu.has(place(s, s.object))).map((s) => place(s, stem(s.attributes.targetName ?? '')))
  );
  return series
    .filter(
      (s) => s.kind === 'workload.replicas' && !targets.has(place(s, s.object)) && stems.has(place(s, stem(s.object)))
    )
    .filter((s) => s.values.some((replicas) => replicas > 0))
    .map((s) => s.namespace);
}

/** Namespaces where use must be read from the pods: an HPA was blind, never computed, or overshot, or may share its pods. */
export function namespacesNeedingUsage(series: readonly Series[]): string[] {
  const wanted = series
    .filter((s) => (s.kind === 'hpa.condition' && isBlind(s)) || (s.kind === 'hpa.desired' && overshot(s)))
    .map((s) => s.namespace);
  wanted.push(...namespacesWithoutStatus(series), ...namespacesWithSiblings(series));
  const targets = groupBy(
    series.filter((s) => s.kind === 'hpa.info'),
    (s) => [s.cluster, s.namespace, s.attributes.targetKind, s.attributes.targetName].join('/')
  );
  for (const group of targets.values()) {
    if (new Set(group.map((s) => s.object)).size > 1) {
      wanted.push(group[0]?.namespace ?? '');
    }
  }
  return [...new Set(wanted)].sort();
}
