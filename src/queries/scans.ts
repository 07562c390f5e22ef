// The scans of a large fleet as data: for each condition of model/scan.ts that a database can decide, the text that names the
// objects which meet it. Every side of a comparison is folded to the same labels first: two scrapers of one object, or two
// spellings of a namespace, never meet as a matching error. Conditions that need two lists are decided from the census in
// sources/fleet. Costs: docs/performance.md.
import type { Millis } from '../kit/interval';
import type { SignalKind } from '../model/series';
import type { ScanId } from '../model/scan';
import { patternOf, specOf, type SignalSpec } from './catalogue';
import { objectLabels } from './objectLabels';
import { lengthOfRange, placeOf, selectorsFor, withMatchers, type PlannedQuery, type PlanScope } from './plan';
import { window } from './selector';

/** What an answer of a scan names. */
export type ScanSubject = 'workload' | 'hpa' | 'vpa' | 'scaledobject' | 'namespace' | 'pod';

/** Folds a kind of series over the range to one value per object; of one spelling of the namespace. */
interface Fold {
  /** `op by (object, more labels) (fn(series[range]))`. */
  over(op: 'max' | 'min', fn: string, kind: SignalKind, more?: Folding): string;
  /** The same for what stood when the range began. */
  atBegin(kind: SignalKind): string;
  /** `op by (object) (text)`, for a text with further labels. */
  again(op: 'max' | 'min', kind: SignalKind, text: string): string;
  /** Length of the range. */
  readonly span: Millis;
}

interface Folding {
  readonly matchers?: string;
  readonly labels?: readonly string[];
}

interface Scan {
  readonly id: ScanId;
  readonly about: ScanSubject;
  /** Kinds without which it cannot say anything. */
  readonly kinds: readonly SignalKind[];
  /** The kind whose labels name the objects in its answer. */
  readonly names: SignalKind;
  /** The conditions, any of which is enough. */
  readonly texts: (fold: Fold) => readonly string[];
}

export interface ScanQuery extends PlannedQuery {
  readonly scan: ScanId;
  readonly about: ScanSubject;
  readonly names: SignalKind;
}

const METRIC = { labels: ['metric_name', 'metric_target_type'] };
const USED = { labels: ['resource'], matchers: 'type="used"' };
const HARD = { labels: ['resource'], matchers: 'type="hard"' };
const MAY_SCALE = { matchers: 'condition=~"ScalingActive|AbleToScale",status="true"' };

/** Share of its target beyond which a metric asks for another number of replicas. */
const ABOVE = 1.1;
const BELOW = 0.86;
/** The shortest spans in which something must stand for a rule to speak of it, with room for samples that are lost: a metric
 * far above its target (hpa-far-from-target, minMinutes at its lowest) and far below (its longest window), a budget at zero (pdb-blocks-drain, drainMinutes). */
const FAR: Millis = 4 * 60_000;
const FAR_BELOW: Millis = 48 * 60_000;
const CLOSED: Millis = 10 * 60_000;

/** The share of the range that such a span is. */
const shareOf = (span: Millis, range: Millis): number => Math.min(0.9, span / range);

/** A range function that tells what was exceeded for at least that share of the samples. */
const quantile = (share: number): string => `quantile_over_time(${share.toFixed(4)}, `;

const spread = (fold: Fold, kind: SignalKind): string =>
  `${fold.over('max', 'max_over_time', kind)} - ${fold.over('min', 'min_over_time', kind)}`;

/** A counter that rose, or that was not there when the range began: it is born with its first count. */
const counted = (fold: Fold, kind: SignalKind): readonly string[] => [
  `${fold.over('max', 'changes', kind)} > 0`,
  `${fold.over('max', 'last_over_time', kind)} > 0 unless ${fold.atBegin(kind)}`,
];

function scan(
  id: ScanId,
  about: ScanSubject,
  [names, ...others]: readonly [SignalKind, ...SignalKind[]],
  texts: Scan['texts']
): Scan {
  return { id, about, kinds: [names, ...others], names, texts };
}

const SCANS_OF_SERVER: readonly Scan[] = [
  scan('rewritten', 'workload', ['workload.generation'], (fold) => [`${spread(fold, 'workload.generation')} >= 2`]),
  scan('moved', 'hpa', ['hpa.desired'], (fold) => [`${fold.over('max', 'changes', 'hpa.desired')} >= 2`]),
  scan('grew', 'hpa', ['hpa.desired'], (fold) => [`${spread(fold, 'hpa.desired')} >= 2`]),
  scan('at-maximum', 'hpa', ['hpa.desired', 'hpa.max'], (fold) => [
    `${fold.over('max', 'max_over_time', 'hpa.desired')} >= ${fold.over('min', 'min_over_time', 'hpa.max')}`,
  ]),
  scan('blind', 'hpa', ['hpa.condition', 'hpa.current'], (fold) => [
    `${fold.over('min', 'min_over_time', 'hpa.condition', MAY_SCALE)} == 0 and ${fold.over('max', 'max_over_time', 'hpa.current')} > 0`,
  ]),
  scan('range-frozen', 'hpa', ['hpa.max', 'hpa.min'], (fold) => [
    `${fold.over('min', 'min_over_time', 'hpa.max')} <= ${fold.over('max', 'max_over_time', 'hpa.min')}`,
  ]),
  scan('far-from-target', 'hpa', ['hpa.desired', 'hpa.min', 'hpa.spec-metric', 'hpa.status-metric'], (fold) => {
    const most = fold.over('max', quantile(1 - shareOf(FAR, fold.span)), 'hpa.status-metric', METRIC);
    const least = fold.over('min', quantile(shareOf(FAR_BELOW, fold.span)), 'hpa.status-metric', METRIC);
    const low = fold.over('min', 'min_over_time', 'hpa.spec-metric', METRIC);
    const high = fold.over('max', 'max_over_time', 'hpa.spec-metric', METRIC);
    const desired = fold.over('max', 'max_over_time', 'hpa.desired');
    // The HPA takes the highest of its metrics: far below means all of them, and by a replica at least.
    const share = fold.again('max', 'hpa.desired', `${least} / ${high}`);
    return [
      `${most} > ${ABOVE} * ${low}`,
      `${share} < ${BELOW} and ${desired} * (1 - ${share}) >= 0.99 and ${desired} > ${fold.over('min', 'min_over_time', 'hpa.min')}`,
    ];
  }),
  scan('metric-missing', 'hpa', ['hpa.spec-metric', 'hpa.status-metric'], (fold) => {
    const asked = fold.over('max', 'count_over_time', 'hpa.spec-metric', METRIC);
    const seen = fold.over('max', 'count_over_time', 'hpa.status-metric', METRIC);
    return [`${asked} > 1.1 * ${seen}`, `${asked} unless ${seen}`];
  }),
  scan('large', 'hpa', ['hpa.current'], (fold) => [`${fold.over('max', 'max_over_time', 'hpa.current')} >= 10`]),
  scan('idle', 'hpa', ['hpa.desired', 'hpa.min'], (fold) => [
    `${fold.over('max', 'max_over_time', 'hpa.desired')} <= (${fold.over('max', 'max_over_time', 'hpa.min')} > 1)`,
  ]),
  scan('scaler-errors', 'scaledobject', ['keda.errors'], (fold) => counted(fold, 'keda.errors')),
  scan('paused', 'scaledobject', ['keda.paused'], (fold) => [
    `${fold.over('max', 'max_over_time', 'keda.paused')} > 0`,
  ]),
  scan('asleep-with-work', 'scaledobject', ['keda.active', 'keda.value'], (fold) => [
    `${fold.over('min', 'min_over_time', 'keda.active')} == 0 and ${fold.over('max', 'max_over_time', 'keda.value')} > 0`,
  ]),
  ...(['vpa.evicted', 'vpa.eviction-failed', 'vpa.in-place', 'vpa.in-place-failed'] as const).map((kind) =>
    scan('evicted', 'vpa', [kind], (fold) => counted(fold, kind))
  ),
  // A deviation of exactly zero tells all that stand; `changes` would count the birth of a series on VictoriaMetrics.
  scan('resized', 'pod', ['pod.request'], (fold) => [`${fold.over('max', 'stdvar_over_time', 'pod.request')} > 0`]),
  scan('quota-full', 'namespace', ['quota.limit'], (fold) => [
    `${fold.over('max', 'max_over_time', 'quota.limit', USED)} >= 0.9 * ${fold.over('min', 'min_over_time', 'quota.limit', HARD)}`,
  ]),
  scan('budget-at-zero', 'namespace', ['pdb.allowed'], (fold) => [
    `${fold.over('min', quantile(shareOf(CLOSED, fold.span)), 'pdb.allowed')} == 0`,
  ]),
  scan('dipped', 'workload', ['workload.ready', 'workload.replicas'], (fold) => [
    `${fold.over('min', 'min_over_time', 'workload.ready')} < ${fold.over('min', 'min_over_time', 'workload.replicas')}`,
  ]),
  scan('waiting', 'pod', ['pod.unschedulable'], (fold) => [
    `${fold.over('max', 'max_over_time', 'pod.unschedulable')} > 0`,
  ]),
];

/** Scans that are decided from the lists of the census and not by a condition of their own, with the kinds they rest on. */
export const SCANS_OF_CENSUS: Readonly<Partial<Record<ScanId, readonly SignalKind[]>>> = {
  'shared-target': ['hpa.info'],
  'shared-stem': ['hpa.info', 'workload.replicas'],
  'sized-twice': ['hpa.info', 'vpa.target', 'vpa.mode'],
  'sized-alone': ['vpa.target', 'workload.replicas'],
  dangling: ['hpa.info', 'workload.replicas'],
  'recommendation-moved': ['vpa.target'],
  'recommendation-capped': ['vpa.target', 'vpa.uncapped'],
  'recommendation-over-node': ['vpa.target', 'node.allocatable'],
  nodes: ['node.created'],
};

/** The kinds that a scan rests on. */
export function kindsOfScan(id: ScanId): readonly SignalKind[] {
  return (
    SCANS_OF_CENSUS[id] ?? [...new Set(SCANS_OF_SERVER.filter((one) => one.id === id).flatMap((one) => one.kinds))]
  );
}

/** Ranges from which on standing idle is told as waste (hpa-floor-waste). */
const DAY: Millis = 86_400_000;

/** Names of exporters whose series of one kind bear the same labels: they are folded one by one, or they collide. */
function patternsOf(spec: SignalSpec): readonly string[] {
  return spec.group === 'keda' || spec.group === 'vpa-updater' ? spec.pattern.split('|') : [patternOf(spec)];
}

/** Folding for one spelling of the namespace and one name of the kind that names the objects. */
function foldFor(scope: PlanScope, spelling: number, names: SignalKind, pattern: string): Fold {
  const selectorOf = (kind: SignalKind, matchers?: string): string => {
    const spec = specOf(kind) as SignalSpec;
    const texts = selectorsFor(kind === names ? pattern : patternOf(spec), withMatchers(spec, matchers), scope);
    return texts[Math.min(spelling, texts.length - 1)] ?? '';
  };
  const by = (kind: SignalKind, labels: readonly string[] = []): string =>
    [...objectLabels(specOf(kind) as SignalSpec, scope.clusterLabel), ...labels].join(', ');
  const range = lengthOfRange(scope);
  return {
    span: scope.range.to - scope.range.from,
    over: (op, fn, kind, { matchers, labels } = {}) => {
      const call = fn.endsWith(' ') ? fn : `${fn}(`;
      return `${op} by (${by(kind, labels)}) (${call}${selectorOf(kind, matchers)}[${range}]))`;
    },
    atBegin: (kind) =>
      `max by (${by(kind)}) (last_over_time(${selectorOf(kind)}[${window(LOOKBACK)}] offset ${range}))`,
    again: (op, kind, text) => `${op} by (${by(kind)}) (${text})`,
  };
}

/** How long a series counts as standing after its last sample (Prometheus, --query.lookback-delta). */
const LOOKBACK: Millis = 300_000;

/** The scans that the database answers, over the namespaces of the scope. */
export function scanQueries(scope: PlanScope): ScanQuery[] {
  const isLong = scope.range.to - scope.range.from >= DAY;
  return SCANS_OF_SERVER.filter((one) => isLong || one.id !== 'idle').flatMap((one) => {
    const spec = specOf(one.names) as SignalSpec;
    const spellings = selectorsFor(spec.pattern, spec, scope).map((_, i) => i);
    return patternsOf(spec).flatMap((pattern) =>
      spellings.flatMap((spelling) =>
        one.texts(foldFor(scope, spelling, one.names, pattern)).map((expr, i) => ({
          id: `scan-${one.id}-${i}`,
          expr,
          scan: one.id,
          about: one.about,
          names: one.names,
          kinds: [],
          ...placeOf(scope),
        }))
      )
    );
  });
}
