// The shape of a rule: one file, one mechanism. detect looks, severity weighs, explain says it, fix ends it.
import type { Interval, Millis } from '../../kit/interval';
import type { Confidence, Echo, Evidence, Impact, RuleId, Severity } from '../../model/finding';
import type { Unjudged } from '../../model/knowledge';
import type { RuleDescription, Threshold } from '../../model/rule';
import type { ReadingSource } from '../../model/series';
import type { Signal } from '../../model/signal';
import type { ScalerRef, WorkloadRef } from '../../model/workload';
import type { Facts } from '../episodes/facts';
import type { Check, Remedy } from '../remedies/remedy';

/** What a rule saw on one workload. `D` are its own numbers, handed on to severity, explain and fix. */
export interface Detection<D> {
  /** When it was on; for a bare precondition the span in which that stood. Not empty. */
  readonly intervals: readonly Interval[];
  /** True when only the precondition stands and nobody fights yet. */
  readonly preconditionOnly?: boolean;
  /** True where every sample shows the same and the counter tells of what lies between them: no pace hides such a case. */
  readonly stands?: boolean;
  /** True where it holds whatever else is in the cluster; of a rule that draws on all of it (`RuleDescription.everywhere`). */
  readonly witnessed?: boolean;
  /** What is left of it where the rest of the cluster is unknown; it is witnessed itself. */
  readonly otherwise?: Detection<D>;
  /** Set where something healthy looks the same in all that was read: of which kinds, and what it is. */
  readonly undecided?: Pick<Unjudged, 'kinds' | 'reason'>;
  /** True where its proof is its own, whoever else fights here: it is told as a story of its own, never as a consequence. */
  readonly apart?: boolean;
  /** Typical interval between conflicting writes: the finding has ended when 1.5 times as long has passed without one. */
  readonly rhythm?: Millis;
  readonly actors: readonly ScalerRef[];
  /** What it is about beside the workload, as a pool of nodes: detections about different things are findings of their own. */
  readonly about?: string;
  /** Workloads that it concerns, where it stands on the cluster. */
  readonly workloads?: readonly WorkloadRef[];
  readonly confidence: Confidence;
  readonly confidenceNotes: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly echoes?: readonly Echo[];
  /** Rules that this one case explains beside those that every case of its rule does. */
  readonly explains?: readonly RuleId[];
  readonly details: D;
}

/** What a rule may know besides the workload at hand: its own thresholds, by key, as they are set. */
export interface RuleContext<Key extends string = never> {
  readonly thresholds: Readonly<Record<Key, number>>;
  /** All workloads of the sweep, for rules about several of them. These need not be all of the cluster. */
  readonly fleet: readonly Facts[];
  /** How many metrics of a source had a status in all of a cluster; undefined where that was not asked (all was read). */
  readonly readings: (cluster: string, source: ReadingSource) => Signal | undefined;
}

/** The sentence, the second line, and the words on the bracket. */
export interface Story {
  readonly summary: string;
  readonly detail?: string;
  readonly label: string;
  /** Findings with the same text share one cause and one fix; the rule's id when absent. */
  readonly causeKey?: string;
  readonly causeTitle?: string;
}

export interface Rule<D = unknown> extends RuleDescription {
  /** Rules whose findings on the same workload are consequences of this one: told as one story. */
  readonly explains: readonly RuleId[];
  /** False where nothing could be found whatever is missing: a workload that never grew waits for no node. True when absent. */
  readonly concerns?: (facts: Facts, context: RuleContext<string>) => boolean;
  readonly detect: (facts: Facts, context: RuleContext<string>) => Array<Detection<D>>;
  /** Where the weighing begins: `findings/judge.ts` raises it a step where capacity was clearly short and lowers tiny fights. */
  readonly severity: (detection: Detection<D>, facts: Facts, impact: Impact) => Severity;
  readonly explain: (detection: Detection<D>, facts: Facts, impact: Impact) => Story;
  /** A read-only look at the cluster that shows whether the finding is true; it comes before every remedy. */
  readonly confirm: (detection: Detection<D>, facts: Facts, impact: Impact) => Check;
  /** Drafts: `findings/advice.ts` decides which of them may be pasted. */
  readonly fix: (detection: Detection<D>, facts: Facts, impact: Impact) => Remedy[];
}

/** A rule as its file declares it: thresholds by key, so that `detect` cannot ask for one that is not declared. */
interface Declared<D, Key extends string> extends Omit<Rule<D>, 'group' | 'thresholds' | 'concerns' | 'detect'> {
  readonly thresholds: Readonly<Record<Key, Omit<Threshold, 'key'>>>;
  readonly concerns?: (facts: Facts, context: RuleContext<Key>) => boolean;
  readonly detect: (facts: Facts, context: RuleContext<Key>) => Array<Detection<D>>;
}

/** Declares a rule; its own details stay typed inside, the list of rules does not need to know them. */
export function defineRule<D, Key extends string>(declared: Declared<D, Key>): Rule {
  const thresholds = Object.entries<Omit<Threshold, 'key'>>(declared.thresholds).map(([key, rest]) => ({
    key,
    ...rest,
  }));
  return { ...declared, group: declared.code.charAt(0), thresholds } as unknown as Rule;
}
