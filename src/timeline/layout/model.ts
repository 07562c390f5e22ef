// What is drawn where, before any pixel of time: lanes with tops and heights, decided from the history and the room there is.
import type { Interval, Millis, UnixMs } from '../../kit/interval';
import type { TimeWords } from '../../kit/times';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import type { ScalerFamily, ScalerRef } from '../../model/workload';
import type { Measure } from '../paint/surface';

/** full: every lane; short: bracket joins the curve, no hold bars; sketch: sentence, curve, bracket; then words only. */
export type Density = 'full' | 'short' | 'sketch' | 'sentence' | 'count';

export interface Viewport {
  readonly range: Interval;
  /** Pixels for labels, plot and end values together, and for lanes, axis and lens together. */
  readonly width: number;
  readonly height: number;
  /** A page gives every lane its natural height; a panel may leave optional lanes out and says so. */
  readonly frame: 'page' | 'panel';
  /** Decided by the caller who knows the size of the whole panel; computed from width and height when absent. */
  readonly density?: Density;
  /** How the lane of pods and pod size is drawn; logarithmic when absent. */
  readonly product?: 'log' | 'linear';
  /** Words for moments, in the zone of the reader; UTC when absent. */
  readonly words?: TimeWords;
  /** Measures the names of lanes; guessed when absent. */
  readonly measure?: Measure;
}

/** What the label of a lane says, cut to its column. */
export interface LaneText {
  readonly title: string;
  readonly notes: readonly string[];
}

/** One finding with its brackets, and those of the findings it causes. */
export interface FightRow {
  readonly finding: Finding;
  readonly brackets: readonly FightSpan[];
  /** One list per finding that this one causes. */
  readonly consequences: ReadonlyArray<readonly FightSpan[]>;
  readonly height: number;
}

export interface FightSpan {
  readonly finding: Finding;
  /** Place among the intervals of the finding: stays the same when the window moves. */
  readonly index: number;
  readonly interval: Interval;
  /** Still on at the end of the range: drawn as an open arrow. */
  readonly open: boolean;
}

interface LaneBase {
  readonly id: string;
  readonly title: string;
  /** The title where the label column is narrow. */
  readonly short: string;
  readonly notes: readonly string[];
  readonly badge?: ScalerRef;
  readonly label: LaneText;
  readonly top: number;
  readonly height: number;
}

export interface WritesLane extends LaneBase {
  readonly kind: 'writes';
  /** Length of one bar. */
  readonly bucket: Millis;
  /** Who takes part in the hidden writes; its hue hatches the surplus. */
  readonly writer: ScalerFamily;
}
export interface FightsLane extends LaneBase {
  readonly kind: 'fights';
  readonly rows: readonly FightRow[];
}
export interface ReplicasLane extends LaneBase {
  readonly kind: 'replicas';
  readonly max: number;
  /** Brackets drawn inside the lane where the fights lane has no room. */
  readonly fights: readonly FightRow[];
  /** The scaler whose marks stand under the curve where its own lane has no room. */
  readonly answering?: ScalerRef;
}
export interface ProductLane extends LaneBase {
  readonly kind: 'product';
  readonly axis: 'log' | 'linear';
  /** Start of the fight in the range. */
  readonly start: UnixMs;
  /** The moment whose values count as 1. */
  readonly reference: UnixMs;
  readonly resource: string;
}
export interface ActorLane extends LaneBase {
  readonly kind: 'actor';
  readonly scaler: ScalerRef;
  readonly holds: boolean;
  /** Why nothing is known of this actor; the lane is then hatched. */
  readonly unknown?: string;
}
export interface EvictionsLane extends LaneBase {
  readonly kind: 'evictions';
}
export interface PodsLane extends LaneBase {
  readonly kind: 'pods';
}
export interface FoldedLane extends LaneBase {
  readonly kind: 'folded';
}

export type Lane =
  WritesLane | FightsLane | ReplicasLane | ProductLane | ActorLane | EvictionsLane | PodsLane | FoldedLane;

/** One minute at sample level under the axis. */
export interface Lens {
  readonly interval: Interval;
  readonly height: number;
}

/** A lane without its place and without its label. */
export type LaneDraft = { [K in Lane['kind']]: Omit<Extract<Lane, { kind: K }>, 'top' | 'label'> }[Lane['kind']];

export interface TimelineModel {
  readonly history: WorkloadHistory;
  readonly words: TimeWords;
  readonly findings: readonly Finding[];
  readonly range: Interval;
  readonly density: Density;
  readonly lanes: readonly Lane[];
  readonly lens?: Lens;
  readonly labelWidth: number;
  /** Room right of the plot for end values. */
  readonly endWidth: number;
  readonly plotWidth: number;
  /** Height of all lanes together; more than the viewport's means that the body scrolls. */
  readonly bodyHeight: number;
  readonly axisHeight: number;
  /** Names of lanes that had no room. */
  readonly hidden: readonly string[];
}
