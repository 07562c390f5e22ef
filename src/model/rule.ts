// What the outside may know of a rule: the configuration page, the docs, the query plan. The rule itself lives in engine/rules.
import type { RuleId } from './finding';
import type { SignalKind } from './series';

/** One adjustable number of a rule. */
export interface Threshold {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

export interface RuleDescription {
  readonly id: RuleId;
  /** One line: what goes wrong. */
  readonly title: string;
  /** Group of the catalogue: A several writers, B HPA x VPA, C HPA alone, D KEDA, E VPA, F nodes and policy, G rollouts. */
  readonly group: 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G';
  /** Without these the rule cannot judge. */
  readonly needs: readonly SignalKind[];
  /** With these it judges better. */
  readonly helps: readonly SignalKind[];
  readonly thresholds: readonly Threshold[];
}
