// VPAs with recommendations per container and resource. Presence of a target says that the VPA controls the resource.
import { distinct, groupBy, isPresent } from '../../kit/array';
import type { Interval, Millis, UnixMs } from '../../kit/interval';
import type { Labels, Series, SignalKind } from '../../model/series';
import { edgesOf, samplesIn, sumOfParts, valueAfter, valueAt, type Signal } from '../../model/signal';
import { requestAtBirth } from './podRequests';
import type { PodFacts, RecommendationFacts, VpaFacts } from './facts';
import type { Target } from './readHpas';
import { ofTarget, targetsHeld, whileHeld, type Held } from './targetSpans';

type ByKind = ReadonlyMap<SignalKind, readonly Series[]>;
type ToSignal = (series: Series | undefined) => Signal | undefined;

function readRecommendations(vpa: string, byKind: ByKind, toSignal: ToSignal): RecommendationFacts[] {
  const targets = (byKind.get('vpa.target') ?? []).filter((s) => s.object === vpa);
  return targets.map((target) => {
    const { container = '', resource = '' } = target.attributes;
    const twin = (kind: SignalKind): Signal | undefined =>
      toSignal(
        byKind
          .get(kind)
          ?.find(
            (s) =>
              s.object === vpa && (s.attributes.container ?? '') === container && s.attributes.resource === resource
          )
      );
    return {
      container,
      resource,
      target: toSignal(target),
      lower: twin('vpa.lower'),
      upper: twin('vpa.upper'),
      uncapped: twin('vpa.uncapped'),
    };
  });
}

/** An eviction that the API server refused; the updater's own rate limit counts here too under another reason. */
function isRefusal(series: Series): boolean {
  return (series.attributes.reason ?? '') === '' || series.attributes.reason === 'EvictionError';
}

/** A counter that is split by further labels (update mode, reason) as one. */
function counter(series: readonly Series[], toSignal: ToSignal): Signal | undefined {
  const parts = series.map(toSignal).filter(isPresent);
  const [first] = parts;
  return first && parts.length > 1 ? { ...first, ...sumOfParts(parts) } : first;
}

/** Two rounds of the updater (--updater-interval): what it gives now it was told by then. */
const UPDATER: Millis = 120_000;
/** Equal but for the rounding of quantities. */
const AS_RECOMMENDED = 0.01;
/** A living pod has exactly what was once recommended, or somebody else gave it. */
const EXACT = 0.001;

/** True when the pod has what was recommended as it was born. */
export function wasBornWith(pod: PodFacts, { container, resource, target }: RecommendationFacts): boolean {
  const size = requestAtBirth(pod, `${container}/${resource}`);
  const wanted = valueAt(target, pod.created) ?? valueAfter(target, pod.created, target?.staleAfter ?? 0);
  return size !== undefined && wanted !== undefined && Math.abs(size - wanted) <= AS_RECOMMENDED * wanted;
}

/** True when it recommended this size at some time in the span. */
export function recommended({ target }: RecommendationFacts, size: number, span: Interval): boolean {
  const wanted = [valueAt(target, span.from), ...samplesIn(target, span).map(([, value]) => value)].filter(isPresent);
  return wanted.some((value) => Math.abs(size - value) <= AS_RECOMMENDED * value);
}

/** Modes that never touch a pod but at its birth, or only by evicting it (Auto means Recreate: VPA 1.5). */
const NEVER_IN_PLACE = ['Off', 'Initial', 'Recreate', 'Auto'];

/** True unless its mode forbids resizes in place; modes that the exporter does not list stand at no value, and are unknown. */
export function mayResizeInPlace(vpa: VpaFacts, at: UnixMs): boolean {
  return NEVER_IN_PLACE.every((mode) => valueAt(vpa.modes.get(mode), at) !== 1);
}

/** True when a living pod changed to what was recommended just then. */
function wasResizedTo(pod: PodFacts, of: RecommendationFacts, vpa: VpaFacts): boolean {
  return edgesOf(pod.resized.get(`${of.container}/${of.resource}`)).some(
    ({ interval, to }) =>
      mayResizeInPlace(vpa, interval.to) && recommended(of, to, { from: interval.from - UPDATER, to: interval.to })
  );
}

/** True when it gave its own sizes to pods that it was first asked about after their birth: they were resized as they ran. */
function wasResized(pod: PodFacts, of: RecommendationFacts): boolean {
  const size = pod.requests.get(`${of.container}/${of.resource}`);
  const target = of.target;
  if (size === undefined || !target || wasBornWith(pod, of)) {
    return false;
  }
  const later = Array.from(target.values).filter((_, i) => (target.times[i] ?? 0) > pod.created);
  return later.some((wanted) => wanted > 0 && Math.abs(size - wanted) <= EXACT * wanted);
}

/**
 * True when pods of one template differ in size and some have what was recommended. A template that was given the
 * recommendation by hand bears equal pods, and so do pods that were all born in one minute: these show nothing.
 */
function rewrites(of: RecommendationFacts, pods: readonly PodFacts[]): boolean {
  const key = `${of.container}/${of.resource}`;
  return [...groupBy(pods, (pod) => pod.template).values()].some((own) => {
    const sizes = own.map((pod) => pod.requests.get(key)).filter(isPresent);
    const differ = sizes.some((size) => Math.abs(size - (sizes[0] ?? size)) > AS_RECOMMENDED * size);
    return differ && own.some((pod) => wasBornWith(pod, of) || wasResized(pod, of));
  });
}

/** The same VPA, with what the pods of its workload tell of it: births with its recommendation, evictions, resizes. */
export function seenAtWork(vpa: VpaFacts, pods: readonly PodFacts[]): VpaFacts {
  const counts = (counter: Signal | undefined): boolean => edgesOf(counter).some((edge) => edge.to > edge.from);
  const resizedInPlace =
    counts(vpa.inPlace) || vpa.recommendations.some((of) => pods.some((pod) => wasResizedTo(pod, of, vpa)));
  const seenActing = resizedInPlace || counts(vpa.evicted) || vpa.recommendations.some((of) => rewrites(of, pods));
  return { ...vpa, resizedInPlace, seenActing };
}

/**
 * Its target. The first example in the docs of kube-state-metrics put the VPA's own apiVersion where that of the target
 * belongs, so it tells nothing there.
 */
function targetOf({ targetKind = 'Deployment', targetName = '', targetApi = '' }: Labels): Target {
  const api = targetApi === '' || targetApi.startsWith('autoscaling.k8s.io/') ? {} : { api: targetApi };
  return { kind: targetKind, name: targetName, ...api };
}

/** One VPA, as long as it had this target. */
function readVpa(
  name: string,
  { labels }: Held,
  byKind: ByKind,
  toSignal: ToSignal
): { facts: VpaFacts; target: Target } {
  const modes = (byKind.get('vpa.mode') ?? []).filter((s) => s.object === name);
  const facts: VpaFacts = {
    name,
    ref: { family: 'vpa', name },
    isInferred: !labels.targetKind,
    recommendations: readRecommendations(name, byKind, toSignal),
    modes: new Map(
      modes.flatMap((s) => {
        const signal = toSignal(s);
        return signal ? [[s.attributes.mode ?? '', signal] as const] : [];
      })
    ),
    resizedInPlace: false,
    seenActing: false,
    evicted: counter(
      (byKind.get('vpa.evicted') ?? []).filter((s) => s.object === name),
      toSignal
    ),
    evictionFailed: counter(
      (byKind.get('vpa.eviction-failed') ?? []).filter((s) => s.object === name && isRefusal(s)),
      toSignal
    ),
    inPlace: counter(
      (byKind.get('vpa.in-place') ?? []).filter((s) => s.object === name),
      toSignal
    ),
    inPlaceFailed: counter(
      (byKind.get('vpa.in-place-failed') ?? []).filter((s) => s.object === name),
      toSignal
    ),
  };
  return { facts, target: targetOf(labels) };
}

/** All VPAs of one namespace with the workload each one targets. */
export function readVpas(byKind: ByKind, toSignal: ToSignal): Array<{ facts: VpaFacts; target: Target }> {
  const own = [...(byKind.get('vpa.target') ?? []), ...(byKind.get('vpa.mode') ?? [])];
  return distinct(own.map((s) => s.object))
    .sort()
    .flatMap((name) => {
      const mine = own.filter((s) => s.object === name);
      const held = targetsHeld(mine);
      // Where several cannot be told apart in time, the first.
      const [first] = mine;
      return (held.length > 0 ? held : [{ labels: first?.attributes ?? {}, span: undefined }]).map((one) =>
        readVpa(name, one, ofTarget(byKind, one), (series) => whileHeld(toSignal(series), one.span))
      );
    });
}
