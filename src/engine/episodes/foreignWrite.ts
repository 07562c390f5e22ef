// One write to spec.replicas by somebody outside the autoscalers, as far as it is known.
import type { Interval } from '../../kit/interval';
import type { ScalerRef } from '../../model/workload';

export interface ForeignWrite {
  readonly interval: Interval;
  readonly from: number;
  readonly value: number;
  readonly actor: ScalerRef;
  /** Set where the number is this or a smaller one: the way back is the same from each of them. */
  readonly atMost?: true;
  /**
   * What tells of it: a sample, pods that were born meanwhile, the HPA's status alone, the stops of its way back, or the
   * rhythm of other deploys.
   */
  readonly witness: 'sample' | 'pods' | 'status' | 'stops' | 'rhythm';
  /** True when no metric of any HPA asked for so few around it. */
  readonly isUnasked: boolean;
  readonly withRollout: boolean;
  /** The edge that led back; undefined when nobody undid it in time. */
  readonly undone: Interval | undefined;
  readonly undoneBy: ScalerRef | undefined;
  readonly action: string;
  /** It was no write but a birth: the workload was deleted and created anew with this number. */
  readonly born?: true;
}

/**
 * True when a sample shows it, or pods tell of a fall by more than the one replica that an HPA may try and take back; so
 * does the HPA's status, where its metrics never asked for so few.
 */
export function isProven(write: ForeignWrite): boolean {
  const isRound = write.witness === 'stops' && write.value > write.from;
  const isDeep = (isRound ? -1 : 1) * (write.from - write.value) >= 2;
  const isTold =
    write.witness === 'pods' || write.born === true || (['status', 'stops'].includes(write.witness) && write.isUnasked);
  return write.witness === 'sample' || (isTold && isDeep);
}
