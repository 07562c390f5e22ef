// What judging costs per suspect, without a database: six hours at 30 s, 720 samples a series. Suspects are what a scan
// names: fights, workloads at their maximum, and those that are busy for good reasons.
import { analyze } from '../../../src/engine';
import type { SeriesSet } from '../../../src/model/series';
import { fromScrapes } from '../../support/recordedSource';
import { columnsOf } from './columns';
import type { Placed } from './plan';
import { SHAPES, type Manner } from './shapes';
import { liveTemplate, type Template } from './template';
import type { Scrapes } from './scrapes';

const SIX_HOURS = 6 * 3_600_000;
const SUSPECT: readonly Manner[] = ['fights', 'at-maximum', 'busy'];
/** Suspects in one namespace. */
const TOGETHER = 10;

/** Six hours of each shape that a scan would name, scraped as the recording was. */
export function liveSuspects(scrapes: Scrapes): Template[] {
  const { from } = scrapes.range;
  const long = { ...scrapes, range: { from, to: from + SIX_HOURS } };
  return SHAPES.filter(({ manner }) => SUSPECT.includes(manner)).map((shape) => liveTemplate(shape, 1, long));
}

/** So many suspects, as a sweep would bring them. */
export function suspects(count: number, lives: readonly Template[]): SeriesSet {
  const placed = Array.from({ length: count }, (_, index): Placed | undefined => {
    const template = lives[index % lives.length];
    return template && { template, namespace: `team-${Math.floor(index / TOGETHER)}`, name: `app-${index}`, index };
  });
  const range = { from: lives[0]?.series[0]?.times[0] ?? 0, to: 0 };
  const columns = columnsOf(placed.filter((one) => one !== undefined));
  return fromScrapes(columns, { ...range, to: range.from + SIX_HOURS });
}

/** Milliseconds per suspect, the least of some rounds. */
export function judgingTime(count: number, lives: readonly Template[], rounds: number): number {
  const set = suspects(count, lives);
  let best = Infinity;
  for (let i = 0; i < rounds; i++) {
    const started = performance.now();
    analyze(set);
    best = Math.min(best, performance.now() - started);
  }
  return best / count;
}
