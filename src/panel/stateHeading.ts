// What stands in place of a timeline, in a few words: the heading of the full text, and all there is in a small panel.
import { assertNever } from '../kit/result';
import type { PanelState } from './readPanel';

/** The states without a timeline. */
export type OtherState = Exclude<PanelState, { kind: 'ready' }>;

export function stateHeading(state: OtherState): string {
  switch (state.kind) {
    case 'loading':
      return 'Reading. Nothing is judged before everything is read.';
    case 'empty':
      return 'Nothing to draw yet';
    case 'failed':
      return 'The data source did not answer';
    case 'wrong':
      return 'These are not the series to draw';
    case 'absent':
      return 'The chosen workload is not in the data';
    default:
      return assertNever(state);
  }
}
