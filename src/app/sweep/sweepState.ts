// What a page knows of its sweeps. The last good answer is never lost to a later failure.
import type { FailedQuery } from '../../model/series';
import type { Progress } from '../../views/states/LoadingState';
import { isTotalFailure } from './runSweep';
import type { Answer, Question } from './question';

export type SweepPhase = 'idle' | 'loading' | 'ready' | 'failed' | 'cancelled';

export interface SweepState {
  readonly phase: SweepPhase;
  /** The last good answer of this data source. */
  readonly answer?: Answer;
  readonly progress?: Progress;
  /** Why the last sweep failed. */
  readonly failed: readonly FailedQuery[];
}

type SweepEvent =
  | { readonly type: 'known'; readonly answer: Answer }
  | { readonly type: 'start'; readonly question: Question; readonly known?: Answer }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'done'; readonly answer: Answer }
  | { readonly type: 'broken'; readonly message: string }
  | { readonly type: 'cancel' };

export const NO_SWEEP: SweepState = { phase: 'idle', failed: [] };

/** An answer may stay on screen while the same data source is asked again, for another range or the same one. */
function stillShown(state: SweepState, question: Question): Answer | undefined {
  const { answer } = state;
  return answer && answer.question.ds === question.ds ? answer : undefined;
}

/** The next state. */
export function sweepReducer(state: SweepState, event: SweepEvent): SweepState {
  switch (event.type) {
    case 'known':
      return { phase: 'ready', answer: event.answer, failed: [] };
    case 'start':
      return { phase: 'loading', answer: event.known ?? stillShown(state, event.question), failed: [] };
    case 'progress':
      return state.phase === 'loading' ? { ...state, progress: event.progress } : state;
    case 'done':
      return isTotalFailure(event.answer)
        ? { phase: 'failed', answer: state.answer, failed: event.answer.failed }
        : { phase: 'ready', answer: event.answer, failed: [] };
    case 'broken':
      return { phase: 'failed', answer: state.answer, failed: [{ kinds: [], query: '', message: event.message }] };
    case 'cancel':
      return { phase: 'cancelled', answer: state.answer, failed: [] };
  }
}
