// What a page knows of its sweeps. The last good answer is never lost to a later failure.
import type { FailedQuery } from '../../model/series';
import { cleanMessage } from '../../sources/cleanMessage';
import type { Progress } from '../../views/states/LoadingState';
import { isPoorer } from './fuller';
import { isTotalFailure } from './runSweep';
import type { Answer, Question } from './question';

export type SweepPhase = 'idle' | 'loading' | 'ready' | 'failed' | 'cancelled';

export interface SweepState {
  readonly phase: SweepPhase;
  /** The last good answer of this data source. */
  readonly answer?: Answer;
  /** A newer answer that knows less and was set aside. */
  readonly aside?: Answer;
  readonly progress?: Progress;
  /** What the sweep under way knows so far. It stands as `answer` unless that knows more. */
  readonly soFar?: Answer;
  /** Why the last sweep failed. */
  readonly failed: readonly FailedQuery[];
}

export type SweepEvent =
  /** Nothing is asked, or it is not known yet what. */
  | { readonly type: 'none' }
  | { readonly type: 'known'; readonly answer: Answer }
  | { readonly type: 'start'; readonly question: Question; readonly known?: Answer }
  | { readonly type: 'progress'; readonly progress: Progress }
  /** A part of a large fleet was judged. */
  | { readonly type: 'part'; readonly answer: Answer }
  | { readonly type: 'done'; readonly answer: Answer }
  | { readonly type: 'broken'; readonly message: string }
  | { readonly type: 'cancel' }
  /** People want the answer that was set aside. */
  | { readonly type: 'accept' };

export const NO_SWEEP: SweepState = { phase: 'idle', failed: [] };

/** An answer may stay on screen while the same data source is asked again, for another range or the same one. */
function stillShown(state: SweepState, question: Question): Answer | undefined {
  const { answer } = state;
  return answer && answer.question.ds === question.ds ? answer : undefined;
}

/** True when the last sweep failed or brought less than was asked for. */
export function isSick({ phase, answer, aside }: SweepState): boolean {
  return phase === 'failed' || aside !== undefined || (answer?.failed.length ?? 0) > 0;
}

function settled(state: SweepState, answer: Answer): SweepState {
  if (isTotalFailure(answer)) {
    return { phase: 'failed', answer: state.answer, failed: answer.failed };
  }
  return isPoorer(answer, state.answer)
    ? { phase: 'ready', answer: state.answer, aside: answer, failed: [] }
    : { phase: 'ready', answer, failed: [] };
}

/** What stands when a sweep ended before its time: the fuller of what stood and what it knew, and the other one to choose. */
function stopped(
  { answer, soFar }: SweepState,
  phase: 'failed' | 'cancelled',
  failed: readonly FailedQuery[]
): SweepState {
  return { phase, answer, failed, ...(soFar && soFar !== answer && { aside: soFar }) };
}

/** The next state. */
export function sweepReducer(state: SweepState, event: SweepEvent): SweepState {
  switch (event.type) {
    case 'none':
      return { ...NO_SWEEP, answer: state.answer };
    case 'known':
      return { phase: 'ready', answer: event.answer, failed: [] };
    case 'start':
      return { phase: 'loading', answer: event.known ?? stillShown(state, event.question), failed: [] };
    case 'progress':
      return state.phase === 'loading' ? { ...state, progress: event.progress } : state;
    case 'part': {
      const { answer } = event;
      const shown = isPoorer(answer, state.answer) ? state.answer : answer;
      return state.phase === 'loading' ? { ...state, answer: shown, soFar: answer } : state;
    }
    case 'done':
      return settled(state, event.answer);
    case 'broken':
      return stopped(state, 'failed', [{ kinds: [], query: '', message: cleanMessage(event.message) }]);
    case 'cancel':
      return stopped(state, 'cancelled', []);
    case 'accept':
      return state.aside ? { phase: 'ready', answer: state.aside, failed: [] } : state;
  }
}
