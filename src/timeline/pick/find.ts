// Findings by id, those that another one causes included.
import { overlaps } from '../../kit/interval';
import type { Action } from '../../model/action';
import type { Finding } from '../../model/finding';

export function findingById(findings: readonly Finding[], id: string): Finding | undefined {
  for (const finding of findings) {
    const found = finding.id === id ? finding : findingById(finding.caused, id);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** The finding that an action belongs to: an echo names it, or its actor fought just then. */
export function findingOfAction(findings: readonly Finding[], action: Action): Finding | undefined {
  const echoed = findings.find((f) => f.echoes.some((e) => e.cause === action.id || e.answer === action.id));
  return echoed ?? findings.find((f) => takesPart(f, action) && f.intervals.some((i) => overlaps(i, action.interval)));
}

function takesPart(finding: Finding, action: Action): boolean {
  return finding.actors.some((actor) => actor.family === action.actor.family);
}
