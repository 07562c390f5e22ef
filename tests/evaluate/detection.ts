// When a page that stays open would have told: the story is read again every minute, as far as it has come.
import { analyze } from '../../src/engine';
import type { Interval } from '../../src/kit/interval';
import type { Finding } from '../../src/model/finding';
import { readSimulated } from '../support/simulatedSource';
import type { Story } from '../../demo/cluster';
import { recordLife, says, START, type Recorded } from './recordLife';

const STEP = 60_000;
/** Once told, it is looked at again this often: what happened must not be unsaid by what happens next. */
const REVIEW = 300_000;
/** Whoever reads of a fight and rolls out the fix at once does so this long after it was told. */
const DEPLOY_AFTER = 5_000;
/** What is told then must stand for so long; later the fight may be too far back, or truly another one. */
const DEPLOY_WATCHED = 15 * 60_000;

export interface Detection {
  /** Seconds from the begin of the fight until it was told as running, in steps of a minute. */
  readonly seconds: number;
  /** Told, and later gone although the range still holds it. */
  readonly unsaid: boolean;
  /** Gone once everything was rolled out anew right after it was told: a deploy excuses what follows it only. */
  readonly excused: boolean;
}

/** Told as a fight that runs or ran: what is only set up for one can be known before it begins. */
function isTold(findings: readonly Finding[], rule: string): boolean {
  return findings.some((f) => says(f, rule) && f.severity !== 'info');
}

function tellerOf({ series, range }: Recorded, rule: string): (to: number) => boolean {
  return (to) => isTold(analyze(readSimulated(series, { from: range.from, to })).findings, rule);
}

/** True when the deploy that follows the telling makes a later reading silent. */
function isExcused(story: Story, seed: number, rule: string, told: number): boolean {
  const deploy = told + DEPLOY_AFTER;
  const recorded = recordLife(story, seed, (deploy - START) / 1000);
  const tells = tellerOf(recorded, rule);
  for (let at = deploy + STEP; at <= Math.min(recorded.range.to, deploy + DEPLOY_WATCHED); at += STEP) {
    if (!tells(at)) {
      return true;
    }
  }
  return false;
}

/** When the rule was first told, and whether it stayed; undefined when no reading told it. */
export function detectionOf(
  story: Story,
  seed: number,
  recorded: Recorded,
  rule: string,
  fight: Interval
): Detection | undefined {
  const { range } = recorded;
  const tells = tellerOf(recorded, rule);
  let first: number | undefined;
  for (let at = fight.from + STEP; at <= range.to && first === undefined; at += STEP) {
    first = tells(at) ? at : undefined;
  }
  if (first === undefined) {
    return undefined;
  }
  let unsaid = false;
  for (let at = first + REVIEW; at <= range.to && !unsaid; at += REVIEW) {
    unsaid = !tells(at);
  }
  return { seconds: (first - fight.from) / 1000, unsaid, excused: isExcused(story, seed, rule, first) };
}
