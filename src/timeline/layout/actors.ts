// Which scalers and writers get a lane of their own, in the order H, V, K, W, N, P.
import { sortBy } from '../../kit/array';
import { remembered } from '../../kit/remembered';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import { isOutside, type ScalerRef } from '../../model/workload';
import { actorName } from '../marks/actorName';
import { letterOf } from '../paint/palette';

const ORDER = 'HVKWNP';

export interface ActorDraft {
  readonly scaler: ScalerRef;
  readonly note: string;
  /** False when there is nothing to draw: such lanes fold into one line. */
  readonly busy: boolean;
  readonly unknown?: string;
}

/** A mention without a name is the same actor as one of its family that has a name. */
export function isSameActor(a: ScalerRef, b: ScalerRef): boolean {
  return a.family === b.family && (a.name === b.name || !a.name || !b.name);
}

function mentioned(history: WorkloadHistory, findings: readonly Finding[]): ScalerRef[] {
  return [
    ...history.scalers.map((s) => s.scaler),
    ...history.actions.flatMap((a) => [a.actor, ...(a.others ?? [])]),
    // A rule may guess what kind of writer it was; what that writer did stands on the lane of the actions.
    ...findings.flatMap((f) => [...f.actors, ...f.caused.flatMap((c) => c.actors)]).filter((s) => !isOutside(s.family)),
  ];
}

function isBusy(history: WorkloadHistory, scaler: ScalerRef): boolean {
  const acts = history.actions.some((a) => [a.actor, ...(a.others ?? [])].some((who) => isSameActor(who, scaler)));
  return acts || history.curves.some((c) => c.scaler && isSameActor(c.scaler, scaler) && c.times.length > 0);
}

/** Every actor once, named ones first within their family: the same in every window. */
export function actorDrafts(history: WorkloadHistory, findings: readonly Finding[]): readonly ActorDraft[] {
  return draftsOf(history)(findings);
}

const draftsOf = remembered((history: WorkloadHistory) =>
  remembered((findings: readonly Finding[]) => draftsWith(history, findings))
);

function draftsWith(history: WorkloadHistory, findings: readonly Finding[]): readonly ActorDraft[] {
  const actors: ScalerRef[] = [];
  for (const scaler of sortBy(mentioned(history, findings), (s) => (s.name ? 0 : 1))) {
    if (!actors.some((known) => isSameActor(known, scaler))) {
      actors.push(scaler);
    }
  }
  const drafts = actors.map((scaler) => {
    const note = history.scalers.find((s) => isSameActor(s.scaler, scaler))?.note ?? '';
    const unknown = history.unknown?.find((u) => isSameActor(u.scaler, scaler))?.reason;
    return { scaler, note, busy: unknown !== undefined || isBusy(history, scaler), unknown };
  });
  return sortBy(
    drafts,
    (d) => ORDER.indexOf(letterOf(d.scaler.family)),
    (d) => actorName(d.scaler)
  );
}
