// Runs the simulated stories of one rule: its fights must be found, its look-alikes must leave it silent. Three seeds, and
// with them three scrape intervals, jitter, and names, sizes and rhythms of their own.
import { createCluster, exportedBy, record, STORIES, type Story } from '../../demo/cluster';
import { analyze } from '../../src/engine';
import type { Finding } from '../../src/model/finding';
import { everyFinding } from './ruleCases';
import { readSimulated } from './simulatedSource';

const SEEDS = [0, 1, 2];
/** Many, and `npm run evaluate` lives each of them thirty times. */
const LEARNT_SEEDS = [1];
const SCRAPES = [15, 30, 60];
const START = Date.UTC(2026, 0, 5, 8, 0, 0);

function tell(story: Story, seed: number): Finding[] {
  const cluster = createCluster({ ...story.build(seed), seed, startMs: START });
  const range = { from: START, to: START + story.seconds * 1000 };
  const series = record(cluster, {
    fromMs: range.from,
    toMs: range.to,
    jitterSeconds: 0.5,
    scrapeSeconds: SCRAPES[seed] ?? 15,
    ...exportedBy(story),
  });
  return everyFinding(analyze(readSimulated(series, range)));
}

/** Declares the tests of one rule over its stories. */
export function testStories(rule: string): void {
  const mine = STORIES.filter(
    ({ id, expect, known }) =>
      known === undefined && (expect === rule || (expect === null && id.startsWith(`${rule}-`)))
  );
  const seedsOf = ({ learnt }: Story): readonly number[] => (learnt === undefined ? SEEDS : LEARNT_SEEDS);
  const cases = mine.flatMap((story) => seedsOf(story).map((seed) => [story.id, seed, story] as const));
  test.each(cases)('story %s, seed %i', (_, seed, story) => {
    const found = tell(story, seed).filter((finding) => finding.rule === rule);
    expect(found.length > 0).toBe(story.expect === rule);
  });
}
