// The fleet around the recording: every workload does what its manner says, judged by the product itself, and the same seed
// gives the same fleet.
import { groupBy } from '../../../src/kit/array';
import { analyze } from '../../../src/engine';
import { fromScrapes } from '../../support/recordedSource';
import { columnsOf } from './columns';
import { planFleet, type Placed } from './plan';
import { SHAPES, SHARES, type Manner } from './shapes';
import { liveTemplate } from './template';
import type { Scrapes } from './scrapes';

const FROM = Date.UTC(2026, 0, 5, 8);
const SCRAPES: Scrapes = {
  range: { from: FROM, to: FROM + 57 * 60_000 },
  seconds: 30,
  targets: new Map([
    ['kube-state-metrics', { labels: { job: 'kube-state-metrics', instance: '127.0.0.1:1' }, phaseMs: 7329 }],
    ['keda-operator', { labels: { job: 'keda-operator', instance: '127.0.0.1:2' }, phaseMs: 25_001 }],
    ['vpa', { labels: { job: 'vpa-updater', instance: '127.0.0.1:3' }, phaseMs: 21_712 }],
  ]),
};
const lives = SHAPES.map((shape) => ({ template: liveTemplate(shape, 1, SCRAPES), weight: shape.weight }));
const byManner = groupBy(lives, ({ template }) => template.manner);

it('has a finding where a workload fights or stands at its maximum, and none elsewhere', () => {
  const placed = lives.map(({ template }, index): Placed => ({
    template,
    namespace: `team-${index}`,
    name: `shop-web`,
    index,
  }));
  const { findings, workloads } = analyze(fromScrapes(columnsOf(placed), SCRAPES.range));
  const found = new Set(
    findings.filter(({ severity }) => severity !== 'info').map(({ workload }) => workload.namespace)
  );
  const expected = placed.filter(({ template }) => template.manner === 'fights' || template.manner === 'at-maximum');
  expect(workloads).toHaveLength(placed.length);
  expect([...found].sort()).toEqual(expected.map(({ namespace }) => namespace).sort());
});

it('leaves no mark of the template in what is scraped, and starts every target at its own moment', () => {
  const columns = columnsOf(planFleet(60, 1, byManner));
  expect(JSON.stringify(columns.map(({ labels }) => labels))).not.toMatch(/[\uE000-\uF8FF]/);
  const phases = new Map([...SCRAPES.targets.values()].map((target) => [target.labels.job, target.phaseMs]));
  const late = columns.filter(({ labels, times }) =>
    times.some((time) => (time - FROM) % 30_000 !== phases.get(labels.job ?? ''))
  );
  expect(late).toEqual([]);
});

it('is as large as asked for, with each manner as often as its share says, in namespaces of 10 to 200', () => {
  const fleet = planFleet(5000, 1, byManner);
  const of = (manner: Manner): number => fleet.filter(({ template }) => template.manner === manner).length;
  const sizes = [...groupBy(fleet, ({ namespace }) => namespace).values()].map(({ length }) => length).slice(0, -1);
  expect(fleet).toHaveLength(5000);
  expect((Object.keys(SHARES) as Manner[]).map(of)).toEqual(Object.values(SHARES).map((share) => 5000 * share));
  expect(new Set(fleet.map(({ namespace, name }) => `${namespace}/${name}`)).size).toBe(5000);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
});

it('is the same for the same seed, and another for another', () => {
  const [one, again, other] = [1, 1, 2].map((seed) => planFleet(300, seed, byManner));
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
});
