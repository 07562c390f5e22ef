/** @jest-environment node */
// A visit of the living cluster as a page that stays open would read it: the load is turned up, the fight is told, the fix
// is applied. What was told ends; nothing of it is unsaid, whenever the fix comes.
import type { RecordedSeries } from '../../demo/cluster';
import { LOAD } from '../../demo/cluster/live/meme';
import { Stage } from '../../demo/cluster/live/stage';
import { collect, TARGETS, type Target } from '../../demo/cluster/metrics/targets';
import { analyze } from '../../src/engine';
import type { FindingState } from '../../src/model/finding';
import { everyFinding } from '../support/ruleCases';
import { readSimulated } from '../support/simulatedSource';

const START = Date.UTC(2026, 0, 5, 8, 0, 0);
const SCRAPE = 15_000;
const RANGE = 15 * 60_000;
const SCRAPED: readonly Target[] = ['kube-state-metrics', 'kubelet', 'keda-operator', 'vpa'];

/** A database that scrapes the stage as it lives. */
class Visit {
  readonly stage: Stage;
  private readonly tape = new Map<string, RecordedSeries>();
  private scraped: number;

  constructor(seed: number) {
    this.stage = new Stage(START, 4 * RANGE, seed);
    this.scraped = START - RANGE - ((seed * 3571) % SCRAPE);
  }

  liveUntil(to: number): void {
    for (; this.scraped <= to; this.scraped += SCRAPE) {
      this.stage.cluster.advanceTo(this.scraped);
      SCRAPED.forEach((target) => this.scrape(target));
    }
    this.stage.cluster.advanceTo(to);
  }

  /** The states of the fights of meme-api on a page that shows the last quarter of an hour. */
  read(to: number): FindingState[] {
    this.liveUntil(to);
    return everyFinding(analyze(readSimulated([...this.tape.values()], { from: to - RANGE, to })))
      .filter(
        ({ workload, severity, state }) => workload.name === 'meme-api' && severity !== 'info' && state !== 'will-fight'
      )
      .map(({ state }) => state);
  }

  private scrape(target: Target): void {
    collect(this.stage.cluster, target, (name, own, value) => {
      const labels = { __name__: name, ...own, ...TARGETS[target].labels };
      const key = JSON.stringify(labels);
      const series: RecordedSeries = this.tape.get(key) ?? { labels, times: [], values: [] };
      series.times.push(this.scraped);
      series.values.push(value);
      this.tape.set(key, series);
    });
  }
}

test.each([
  [1, 5],
  [2, 5],
  [3, 60],
  [4, 60],
  [5, 180],
  [6, 180],
])('the fight of seed %i is told, and ends with the fix %i s later', (seed, delay) => {
  const visit = new Visit(seed);
  visit.liveUntil(START);
  expect(visit.read(START)).toEqual([]);
  visit.stage.setLoad(LOAD.max);

  let told = START;
  while (told < START + 120_000 && visit.read(told).length === 0) {
    told += 5000;
  }
  expect(visit.read(told)).toContain('fighting');

  const fixed = told + delay * 1000;
  visit.liveUntil(fixed);
  visit.stage.setFix(true);
  const readings: FindingState[][] = [];
  for (let at = fixed; at <= fixed + 420_000; at += SCRAPE) {
    readings.push(visit.read(at));
  }
  expect(readings.filter((states) => states.length === 0)).toEqual([]);
  expect(new Set(readings.slice(-8).flat())).toEqual(new Set(['ended']));
});
