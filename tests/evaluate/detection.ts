// When a page that stays open would have told: the story is read again every minute, as far as it has come.
import { analyze } from '../../src/engine';
import type { Interval } from '../../src/kit/interval';
import type { Finding } from '../../src/model/finding';
import { readSimulated } from '../support/simulatedSource';
import { says, type Recorded } from './recordLife';

const STEP = 60_000;
/** Once told, it is looked at again this often: what happened must not be unsaid by what happens next. */
const REVIEW = 300_000;

export interface Detection {
  /** Seconds from the begin of the fight until it was told as running, in steps of a minute. */
  readonly seconds: number;
  /** Told, and later gone although the range still holds it. */
  readonly unsaid: boolean;
}

/** Told as a fight that runs or ran: what is only set up for one can be known before it begins. */
function isTold(findings: readonly Finding[], rule: string): boolean {
  return findings.some((f) => says(f, rule) && f.severity !== 'info');
}

/** When the rule was first told, and whether it stayed; undefined when no reading told it. */
export function detectionOf({ series, range }: Recorded, rule: string, fight: Interval): Detection | undefined {
  const tellsAt = (to: number): boolean =>
    isTold(analyze(readSimulated(series, { from: range.from, to })).findings, rule);
  let first: number | undefined;
  for (let at = fight.from + STEP; at <= range.to && first === undefined; at += STEP) {
    first = tellsAt(at) ? at : undefined;
  }
  if (first === undefined) {
    return undefined;
  }
  let unsaid = false;
  for (let at = first + REVIEW; at <= range.to && !unsaid; at += REVIEW) {
    unsaid = !tellsAt(at);
  }
  return { seconds: (first - fight.from) / 1000, unsaid };
}
