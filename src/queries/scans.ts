// The scans of a large fleet as data: for each condition of model/scan.ts that a database can decide, the text that names the
// objects which meet it. Every side of a comparison is folded to the same labels first: two scrapers of one object, or two
// spellings of a namespace, never meet as a matching error. Conditions that need two lists are decided from the census in
// sources/fleet. Costs: docs/performance.md.
import type { Millis, UnixMs } from '../kit/interval';
import type { SignalKind } from '../model/series';
import { USUAL_LIMITS, type ScanId, type ScanLimits } from '../model/scan';
import { patternOf, specOf, type SignalSpec } from './catalogue';
import { inFew } from './inFew';
import { objectLabels } from './objectLabels';
import {
  lengthOfRange,
  placeOf,
  selectorsFor,
  withMatchers,
  type ObjectNames,
  type PlannedQuery,
  type PlanScope,
} from './plan';
import { window } from './selector';

/** What an answer of a scan names; what is uncounted has no generation, and an uncounted HPA is one on such a target. */
export type ScanSubject =
  'workload' | 'uncounted' | 'hpa' | 'uncounted-hpa' | 'vpa' | 'scaledobject' | 'namespace' | 'pod';

/** Folds a kind of series over the range to one value per object; of one spelling of the namespace. */
interface Fold {
  /** `op by (object, more labels) (fn(series[range]))`. */
  over(op: 'max' | 'min' | 'count', fn: string, kind: SignalKind, more?: Folding): string;
  /** Objects with a series above zero that was not there when the range began. */
  born(kind: SignalKind): string;
  /** `op by (object) (text)`, for a text with further labels. */
  again(op: 'max' | 'min', kind: SignalKind, text: string): string;
  /** Begin and length of the range. */
  readonly from: UnixMs;
  readonly span: Millis;
}

/** A part of the range, so long and so long before its end. */
interface Window {
  readonly length: Millis;
  readonly back: Millis;
}

interface Folding {
  readonly matchers?: string;
  readonly labels?: readonly string[];
  /** The whole range when absent. */
  readonly within?: Window;
}

interface Scan {
  readonly id: ScanId;
  readonly about: ScanSubject;
  /** Kinds without which it cannot say anything. */
  readonly kinds: readonly SignalKind[];
  /** The kind whose labels name the objects in its answer. */
  readonly names: SignalKind;
  /** The conditions, any of which is enough. */
  readonly texts: (fold: Fold, limits: ScanLimits) => readonly string[];
}

export interface ScanQuery extends PlannedQuery {
  readonly scan: ScanId;
  readonly about: ScanSubject;
  readonly names: SignalKind;
}

const METRIC = { labels: ['metric_name', 'metric_target_type'] };
/** Lines of a quota that can refuse a pod. */
const REFUSES = 'resource=~"pods|count/pods|((requests|limits)[.])?(cpu|memory)"';
const USED = { labels: ['resource'], matchers: `type="used",${REFUSES}` };
const HARD = { labels: ['resource'], matchers: `type="hard",${REFUSES}` };
const MAY_SCALE = { matchers: 'condition=~"ScalingActive|AbleToScale",status="true"' };
const ABLE = { matchers: 'condition="AbleToScale",status="true"' };
const MEMORY = { matchers: 'metric_name="memory"' };
/** How KEDA names the metric of a cron trigger. */
const CRON = '"s[0-9]+-cron-.*"';

/** How long a series counts as standing after its last sample (Prometheus, --query.lookback-delta). */
const LOOKBACK: Millis = 300_000;
/** Beyond this share of its target a metric asks for another number of replicas (--horizontal-pod-autoscaler-tolerance). */
const ABOVE = 1.1;
/** What is told of a share holds with room for rounding. */
const ROUNDING = 0.01;
/** Part of the time that a rule wants in which a condition must really be seen: it passes over short pauses. */
const SEEN = 0.5;
/** The shortest span in which the longest window of an HPA ends (hpa-far-from-target), with room for samples that are lost. */
const FAR_BELOW: Millis = 48 * 60_000;
/** What a cron trigger must at least hold for (keda-cron-vs-metric). */
const CRON_HELD: Millis = 5 * 60_000;
/** Shorter waits than this fall between the samples of pod.unschedulable. */
const ALWAYS_SEEN: Millis = 60_000;

/** The share of the range that such a span is. */
const shareOf = (span: Millis, range: Millis): number => Math.min(0.9, span / range);

/** A number as it stands in a text, without the tail of its binary form. */
const plain = (value: number): string => String(Number(value.toFixed(4)));

/** A range function that tells what was exceeded for at least that share of the samples. */
const quantile = (share: number): string => `quantile_over_time(${share.toFixed(4)}, `;

const spread = (fold: Fold, kind: SignalKind, more: Folding = {}): string =>
  `${fold.over('max', 'max_over_time', kind, more)} - ${fold.over('min', 'min_over_time', kind, more)}`;

/** Changed twice or more. */
function movedTwice(fold: Fold, kind: SignalKind): string {
  // Where an exporter came back under another name, or two of them tell, each series may hold one of the moves.
  const several = `(${spread(fold, kind)} > 0 and ${fold.over('count', 'count_over_time', kind)} > 1)`;
  return `${movedTwiceInOne(fold, kind)} or ${several}`;
}

/**
 * Changed twice or more in one series. VictoriaMetrics' `changes` counts the first sample of a series as well where none stood
 * before it: the beginning of the range is looked at by itself, so that what stood there all the time has a sample before.
 */
function movedTwiceInOne(fold: Fold, kind: SignalKind): string {
  const changes = (within?: Window): string => fold.over('max', 'changes', kind, { within });
  if (fold.span <= 4 * LOOKBACK) {
    return `${changes()} >= 2`;
  }
  const rest = changes({ length: fold.span - LOOKBACK, back: 0 });
  const head = { length: 2 * LOOKBACK, back: fold.span - 2 * LOOKBACK };
  return `${rest} >= 2 or (${rest} >= 1 and ${spread(fold, kind, { within: head })} > 0) or ${changes(head)} >= 2`;
}

/**
 * A counter that rose, or that was not there when the range began: it is born with its first count. Each series is compared
 * with itself: one that is born stands beside others that stood there all the time, at the same number.
 */
const counted = (fold: Fold, kind: SignalKind): readonly string[] => [`${spread(fold, kind)} > 0`, fold.born(kind)];

/** The highest share of its target that any of these metrics had for all but that part of the range. */
function leastShare(fold: Fold, span: Millis, matchers?: string): string {
  const metric = { ...METRIC, matchers };
  const least = fold.over('min', quantile(shareOf(span, fold.span)), 'hpa.status-metric', metric);
  return fold.again('max', 'hpa.desired', `${least} / ${fold.over('max', 'max_over_time', 'hpa.spec-metric', metric)}`);
}

/** Pods that got their node in the range, after waiting so long. */
function boundLate(fold: Fold, { waitedFor }: ScanLimits): readonly string[] {
  const last = (kind: SignalKind): string => fold.over('max', 'last_over_time', kind, { labels: ['uid'] });
  const bound = `(${last('pod.scheduled')} >= ${Math.floor(fold.from / 1000)})`;
  return [`${bound} - ${last('pod.created')} >= ${Math.floor(waitedFor / 1000)}`];
}

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
  // Where nothing tells how often it was written to, the number that was written moves, which its HPA may never notice.
  scan('rewritten', 'uncounted', ['workload.replicas'], (fold) => [movedTwice(fold, 'workload.replicas')]),
  scan('moved', 'hpa', ['hpa.desired'], (fold) => [movedTwice(fold, 'hpa.desired')]),
  // A custom resource tells no number either: its HPA's count of pods moves, or is never what it wants.
  scan('moved', 'uncounted-hpa', ['hpa.current', 'hpa.desired'], (fold) => [
    movedTwice(fold, 'hpa.current'),
    `${fold.over('max', 'max_over_time', 'hpa.current')} > ${fold.over('max', 'max_over_time', 'hpa.desired')}`,
    `${fold.over('min', 'min_over_time', 'hpa.current')} < ${fold.over('min', 'min_over_time', 'hpa.desired')}`,
  ]),
  scan('grew', 'hpa', ['hpa.desired'], (fold, { grownBy }) => [`${spread(fold, 'hpa.desired')} >= ${grownBy}`]),
  scan('grew-on-memory', 'hpa', ['hpa.desired', 'hpa.spec-metric'], (fold) => [
    `${spread(fold, 'hpa.desired')} > 0 and ${fold.over('max', 'last_over_time', 'hpa.spec-metric', MEMORY)}`,
  ]),
  scan('at-maximum', 'hpa', ['hpa.desired', 'hpa.max'], (fold) => [
    `${fold.over('max', 'max_over_time', 'hpa.desired')} >= ${fold.over('min', 'min_over_time', 'hpa.max')}`,
  ]),
  scan('blind', 'hpa', ['hpa.condition', 'hpa.current'], (fold) => [
    `${fold.over('min', 'min_over_time', 'hpa.condition', MAY_SCALE)} == 0 and ${fold.over('max', 'max_over_time', 'hpa.current')} > 0`,
  ]),
  scan('dangling', 'hpa', ['hpa.condition'], (fold) => [
    `${fold.over('min', 'min_over_time', 'hpa.condition', ABLE)} == 0`,
  ]),
  scan('range-frozen', 'hpa', ['hpa.max', 'hpa.min'], (fold) => [
    `${fold.over('min', 'min_over_time', 'hpa.max')} <= ${fold.over('max', 'max_over_time', 'hpa.min')}`,
  ]),
  scan('far-from-target', 'hpa', ['hpa.desired', 'hpa.min', 'hpa.spec-metric', 'hpa.status-metric'], (fold, limits) => {
    const above = quantile(1 - shareOf(SEEN * limits.farFor, fold.span));
    const most = fold.over('max', above, 'hpa.status-metric', METRIC);
    const low = fold.over('min', 'min_over_time', 'hpa.spec-metric', METRIC);
    const desired = fold.over('max', 'max_over_time', 'hpa.desired');
    // The HPA takes the highest of its metrics: far below means all of them, and by a replica at least.
    const share = leastShare(fold, FAR_BELOW);
    return [
      `${most} > ${ABOVE} * ${low}`,
      `${share} <= ${plain(limits.farBelow + ROUNDING)} and ${desired} * (1 - ${share}) >= 0.99 and ${desired} > ${fold.over('min', 'min_over_time', 'hpa.min')}`,
    ];
  }),
  scan('held-by-cron', 'hpa', ['hpa.spec-metric', 'hpa.status-metric'], (fold, { cronLoad }) => {
    const share = leastShare(fold, SEEN * CRON_HELD, `metric_name!~${CRON}`);
    const cron = fold.over('max', 'last_over_time', 'hpa.spec-metric', { matchers: `metric_name=~${CRON}` });
    return [`${share} <= ${plain(cronLoad + ROUNDING)} and ${cron}`];
  }),
  scan('metric-missing', 'hpa', ['hpa.spec-metric', 'hpa.status-metric'], (fold, { missingFor }) => {
    const asked = fold.over('max', 'count_over_time', 'hpa.spec-metric', METRIC);
    const seen = fold.over('max', 'count_over_time', 'hpa.status-metric', METRIC);
    const share = 1 - shareOf(SEEN * missingFor, fold.span);
    return [`${asked} * ${share.toFixed(4)} > ${seen}`, `${asked} unless ${seen}`];
  }),
  scan('large', 'hpa', ['hpa.current'], (fold, { largeFrom }) => [
    `${fold.over('max', 'max_over_time', 'hpa.current')} >= ${largeFrom}`,
  ]),
  scan('idle', 'hpa', ['hpa.desired', 'hpa.min'], (fold, { idleShare, idleAbove }) => [
    `${fold.over('max', quantile(idleShare * 0.95), 'hpa.desired')} <= (${fold.over('max', 'max_over_time', 'hpa.min')} > ${idleAbove})`,
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
    `${fold.over('max', 'max_over_time', 'quota.limit', USED)} >= 0.9 * (${fold.over('min', 'min_over_time', 'quota.limit', HARD)} > 0)`,
  ]),
  // Where one pod is a large part of a quota it refuses pods long before it is full.
  scan('quota-full', 'workload', ['workload.condition'], (fold) => [
    `${fold.over('max', 'max_over_time', 'workload.condition')} > 0`,
  ]),
  scan('budget-at-zero', 'namespace', ['pdb.allowed'], (fold, { closedFor }) => [
    `${fold.over('min', quantile(shareOf(SEEN * closedFor, fold.span)), 'pdb.allowed')} == 0`,
  ]),
  // A rollout is written to the object: what stood unwritten, or is known to have, lost its pods in another way.
  scan('dipped', 'workload', ['workload.ready', 'workload.replicas'], (fold) => [
    `${fold.over('min', 'min_over_time', 'workload.ready')} < ${fold.over('min', 'min_over_time', 'workload.replicas')} unless ${spread(fold, 'workload.generation')} == 0`,
  ]),
  scan('waiting', 'pod', ['pod.unschedulable'], (fold) => [
    `${fold.over('max', 'max_over_time', 'pod.unschedulable')} > 0`,
  ]),
  scan('waiting', 'pod', ['pod.scheduled', 'pod.created'], (fold, limits) =>
    limits.waitedFor < ALWAYS_SEEN ? boundLate(fold, limits) : []
  ),
];

/** Scans that are decided from the lists of the census and not by a condition of their own, with the kinds they rest on. */
export const SCANS_OF_CENSUS: Readonly<Partial<Record<ScanId, readonly SignalKind[]>>> = {
  'shared-target': ['hpa.info'],
  'shared-stem': ['hpa.info', 'workload.replicas', 'usage.cpu'],
  'sized-twice': ['hpa.info', 'vpa.target', 'vpa.mode'],
  'sized-alone': ['vpa.target', 'workload.replicas'],
  dangling: ['hpa.info', 'workload.replicas'],
  'recommendation-moved': ['vpa.target'],
  'recommendation-capped': ['vpa.target', 'vpa.uncapped', 'limit.range'],
  'recommendation-over-node': ['vpa.target', 'node.allocatable'],
  nodes: ['node.created'],
};

/** The kinds that a scan rests on. */
export function kindsOfScan(id: ScanId): readonly SignalKind[] {
  // What stands in for a generation does not make up for it: its rules know less without it.
  const own = SCANS_OF_SERVER.filter((one) => one.id === id && one.about !== 'uncounted');
  const asked = own.flatMap((one) => one.kinds);
  return [...new Set([...(SCANS_OF_CENSUS[id] ?? []), ...asked])];
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
    from: scope.range.from,
    span: scope.range.to - scope.range.from,
    over: (op, fn, kind, { matchers, labels, within } = {}) => {
      const call = fn.endsWith(' ') ? fn : `${fn}(`;
      const length = within ? window(within.length) : range;
      const back = within && within.back > 0 ? ` offset ${window(within.back)}` : '';
      return `${op} by (${by(kind, labels)}) (${call}${selectorOf(kind, matchers)}[${length}]${back}))`;
    },
    born: (kind) => {
      const atBegin = `last_over_time(${selectorOf(kind)}[${window(LOOKBACK)}] offset ${range})`;
      return `max by (${by(kind)}) (last_over_time(${selectorOf(kind)}[${range}]) > 0 unless ${atBegin})`;
    },
    again: (op, kind, text) => `${op} by (${by(kind)}) (${text})`,
  };
}

/** Nothing by any name. */
export const NOBODY: ObjectNames = { hpas: [], deployments: [], statefulSets: [], vpas: [], scaledObjects: [] };

/**
 * Which scans: of targets without a generation, by their HPAs or by their own numbers, of exporters that few clusters have and
 * that tell of few objects, or the others.
 */
export type ScanGroup = 'uncounted' | 'uncounted-hpa' | 'rare' | 'usual';

const RARE: readonly string[] = ['keda', 'vpa-updater'];

function groupOf({ about, names }: Scan): ScanGroup {
  if (about === 'uncounted' || about === 'uncounted-hpa') {
    return about;
  }
  return RARE.includes(specOf(names)?.group ?? '') ? 'rare' : 'usual';
}

/** Under which label `rareNamesQuery` tells a name: that of a computed result cannot be relied on. */
export const TOLD_NAME = 'told_name';

/** Which metrics of rare exporters stand in the range at all: where there are none this costs next to nothing. */
export function rareNamesQuery(scope: PlanScope): PlannedQuery {
  const kinds = SCANS_OF_SERVER.filter((one) => groupOf(one) === 'rare').flatMap((one) => one.kinds);
  const names = [...new Set(kinds)].flatMap((kind) => patternsOf(specOf(kind) as SignalSpec));
  const texts = names.map(
    (name) =>
      `label_replace(count(last_over_time(${name}[${lengthOfRange(scope)}])), "${TOLD_NAME}", "${name}", "", "")`
  );
  return { id: 'rare-names', expr: texts.join(' or '), kinds: [] };
}

/**
 * The scans that the database answers, over the namespaces of the scope.
 * @param limits numbers that follow from the settings of the rules
 * @param group only these; all of them when absent
 * @param standing names of metrics of rare exporters that stand in the range; what looks at others is left out
 */
export function scanQueries(
  scope: PlanScope,
  limits: ScanLimits = USUAL_LIMITS,
  group?: ScanGroup,
  standing?: ReadonlySet<string>
): ScanQuery[] {
  const isLong = scope.range.to - scope.range.from >= DAY;
  const wanted = SCANS_OF_SERVER.filter(
    (one) => (isLong || one.id !== 'idle') && (group === undefined || groupOf(one) === group)
  );
  return wanted.flatMap((one) => {
    const spec = specOf(one.names) as SignalSpec;
    const spellings = selectorsFor(spec.pattern, spec, scope).map((_, i) => i);
    const patterns = patternsOf(spec).filter((name) => groupOf(one) !== 'rare' || (standing?.has(name) ?? true));
    return patterns.flatMap((pattern) =>
      spellings.flatMap((spelling) =>
        inFew(one.texts(foldFor(scope, spelling, one.names, pattern), limits)).map((expr, i) => ({
          id: `scan-${one.id}-${one.about === 'uncounted' ? 'uncounted-' : ''}${i}`,
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
