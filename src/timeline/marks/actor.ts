// The lane of one scaler or writer: a row of marks, and below it the values that held.
import type { ActorLane } from '../layout/model';
import { drawActorMarks } from './actorMarks';
import type { Drawing } from './drawing';
import { drawUnknown, hatchGap } from './gaps';
import { drawBlind, drawHolds } from './holds';

/** Middle of the marks in an actor's lane. */
export function markRowOf(lane: ActorLane): number {
  return lane.top + (lane.holds ? 15 : lane.height / 2 - 2);
}

export function drawActor(d: Drawing, lane: ActorLane): void {
  if (lane.unknown !== undefined) {
    drawUnknown(d, lane, lane.unknown);
    return;
  }
  d.model.history.gaps.forEach((gap, i) => hatchGap(d, lane, gap, i, false));
  if (lane.holds) {
    drawHolds(d, lane, lane.top + 42);
  }
  drawBlind(d, lane, markRowOf(lane));
  const row = { id: lane.id, scaler: lane.scaler, y: markRowOf(lane), small: lane.height < 40, holds: lane.holds };
  drawActorMarks(d, row);
}
