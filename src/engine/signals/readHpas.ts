// HPAs with their target, owner and metrics. Which HPA is KEDA's: docs/signals.md, "KEDA".
import { distinct, groupBy } from '../../kit/array';
import type { Labels, Series, SignalKind } from '../../model/series';
import type { Signal } from '../../model/signal';
import type { HpaFacts, MetricFacts } from './facts';
import { inferTargets, type Numbers } from './inferTargets';
import { withoutStaleStatus } from './staleStatus';
import { targetsHeld, whileHeld } from './targetSpans';

type ByKind = ReadonlyMap<SignalKind, readonly Series[]>;
type ToSignal = (series: Series | undefined) => Signal | undefined;

/** KEDA names the metrics of its HPAs `s<index>-<scaler>-...` or `composite-metric` (keda: GenerateMetricNameWithIndex). */
const KEDA_METRIC = /^(s\d+-.+|composite-metric)$/;
const KEDA_NAME = /^keda-hpa-(.+)$/;

/** The one ScaledObject of the namespace whose triggers carry one of these metric names: HPAs may have names of their own. */
function servedBy(metrics: readonly string[], byKind: ByKind): string | undefined {
  const triggers = [...(byKind.get('keda.active') ?? []), ...(byKind.get('keda.value') ?? [])];
  const owners = distinct(triggers.filter((s) => metrics.includes(s.attributes.metric ?? '')).map((s) => s.object));
  return owners.length === 1 ? owners[0] : undefined;
}

/** KEDA's operator itself tells of a ScaledObject of that name. */
function isTold(scaledObject: string, byKind: ByKind): boolean {
  const kinds: SignalKind[] = [
    'scaledobject.info',
    'scaledobject.condition',
    'keda.active',
    'keda.paused',
    'keda.value',
  ];
  return kinds.some((kind) => byKind.get(kind)?.some((s) => s.object === scaledObject));
}

interface Owner {
  readonly scaledObject: string | undefined;
  readonly isOwnerInferred: boolean;
}

function ownerOf(hpa: string, byKind: ByKind): Owner {
  const labels = byKind.get('hpa.labels')?.find((s) => s.object === hpa)?.attributes;
  const info = byKind.get('scaledobject.info')?.find((s) => s.attributes.hpa === hpa);
  const read =
    (labels?.scaledObject || info?.object) ??
    (labels?.managedBy === 'keda-operator' ? labels.partOf || undefined : undefined);
  if (read) {
    return { scaledObject: read, isOwnerInferred: false };
  }
  const name = KEDA_NAME.exec(hpa)?.[1];
  const metrics = (byKind.get('hpa.spec-metric') ?? []).filter((s) => s.object === hpa);
  if (name !== undefined) {
    return { scaledObject: name, isOwnerInferred: !isTold(name, byKind) };
  }
  if (labels?.managedBy === 'keda-operator' || metrics.some((s) => KEDA_METRIC.test(s.attributes.metric ?? ''))) {
    const names = metrics.map((s) => s.attributes.metric ?? '');
    return { scaledObject: servedBy(names, byKind) ?? hpa, isOwnerInferred: true };
  }
  return { scaledObject: undefined, isOwnerInferred: false };
}

function typeOf(text: string | undefined): MetricFacts['type'] {
  return text === 'utilization' || text === 'value' ? text : 'average';
}

/**
 * One entry per target; a Utilization target comes with two status series, % and per pod (kube-state-metrics, status.currentMetrics). The
 * `container` of a ContainerResource metric shares its label with the scraper's own target label, which is no container of ours.
 */
function readMetrics(hpa: string, byKind: ByKind, toSignal: ToSignal): MetricFacts[] {
  const targets = (byKind.get('hpa.spec-metric') ?? []).filter((s) => s.object === hpa);
  const status = (byKind.get('hpa.status-metric') ?? []).filter((s) => s.object === hpa);
  const scraper = byKind.get('hpa.desired')?.find((s) => s.object === hpa)?.attributes.scraper;
  const containerOf = (s: Series): string => (s.attributes.container === scraper ? '' : (s.attributes.container ?? ''));
  return targets.map((target) => {
    const { metric = '' } = target.attributes;
    const container = containerOf(target);
    const type = typeOf(target.attributes.target);
    const twin = (wanted: string): Series | undefined =>
      status.find(
        (s) => s.attributes.metric === metric && containerOf(s) === container && s.attributes.target === wanted
      );
    const average = type === 'utilization' ? toSignal(twin('average')) : undefined;
    return { name: metric, container, type, target: toSignal(target), status: toSignal(twin(type)), average };
  });
}

function readHpa(name: string, byKind: ByKind, toSignal: ToSignal): HpaFacts {
  const own = (kind: SignalKind): Series | undefined => byKind.get(kind)?.find((s) => s.object === name);
  const condition = (wanted: string): Signal | undefined =>
    toSignal(
      byKind
        .get('hpa.condition')
        ?.find((s) => s.object === name && s.attributes.condition === wanted && s.attributes.status === 'true')
    );
  const scalingActive = condition('ScalingActive');
  return {
    name,
    ref: { family: 'hpa', name },
    isInferred: false,
    ...ownerOf(name, byKind),
    desired: toSignal(own('hpa.desired')),
    current: toSignal(own('hpa.current')),
    min: toSignal(own('hpa.min')),
    max: toSignal(own('hpa.max')),
    scalingActive,
    ableToScale: condition('AbleToScale'),
    scalingLimited: condition('ScalingLimited'),
    metrics: withoutStaleStatus(readMetrics(name, byKind, toSignal), scalingActive),
  };
}

/** Kind and name of a scaled object. */
export interface Target {
  readonly kind: string;
  readonly name: string;
  /** Where a series tells it. */
  readonly api?: string;
}

/** Deployments and StatefulSets that no HPA is known to target, with their replicas. */
function untargeted(byKind: ByKind, told: readonly Target[], toSignal: ToSignal): Array<Numbers<Target>> {
  return (byKind.get('workload.replicas') ?? [])
    .map((s) => ({ of: { kind: s.attributes.kind ?? 'Deployment', name: s.object }, signal: toSignal(s) }))
    .filter(({ of }) => !told.some((target) => target.kind === of.kind && target.name === of.name));
}

function targetIn({ targetKind = '', targetName = '', targetApi = '' }: Labels): Target {
  return { kind: targetKind, name: targetName, ...(targetApi === '' ? {} : { api: targetApi }) };
}

/**
 * All HPAs of one namespace, each with the workload it targets; one that changed its target stands there for each of them, with
 * what it did meanwhile, the one of the end first. A name is no target: without `_info` the numbers must tell,
 * or the target stays undefined.
 */
export function readHpas(
  byKind: ByKind,
  toSignal: ToSignal
): Array<{ readonly facts: HpaFacts; readonly target: Target | undefined }> {
  const infos = groupBy(byKind.get('hpa.info') ?? [], (s) => s.object);
  const names = distinct([...infos.keys(), ...(byKind.get('hpa.desired') ?? []).map((s) => s.object)]).sort();
  const hpas = names.flatMap((name): Array<{ facts: HpaFacts; target: Target | undefined }> => {
    const held = targetsHeld(infos.get(name) ?? []);
    return held.length === 0
      ? [{ facts: readHpa(name, byKind, toSignal), target: undefined }]
      : held.map(({ labels, span }) => ({
          facts: readHpa(name, byKind, (series) => whileHeld(toSignal(series), span)),
          target: targetIn(labels),
        }));
  });
  const untold = hpas.filter(({ target }) => target === undefined);
  if (untold.length === 0) {
    return hpas;
  }
  const told = hpas.flatMap(({ target }) => target ?? []);
  const pairs = inferTargets(
    untold.map(({ facts }) => ({ of: facts.name, signal: facts.current ?? facts.desired })),
    untargeted(byKind, told, toSignal)
  );
  return hpas.map(({ facts, target }) => {
    const inferred = target ? undefined : pairs.find((pair) => pair.hpa === facts.name);
    return inferred ? { facts: { ...facts, isInferred: true }, target: inferred.workload } : { facts, target };
  });
}
