/** @jest-environment node */
// Two agents in one series are one scrape each; one agent that loses samples is none of them.
import { twinsIn } from './foldTwins';

const scrapes = (count: number, every: number): number[] => Array.from({ length: count }, (_, i) => i * every);
const left = (times: readonly number[]): number[] => {
  const columns = Float64Array.from(times);
  const twins = twinsIn(columns);
  return [...columns].filter((_, i) => !twins.has(i));
};

test.each([600, 2000, 4000])(
  'a second agent %i ms behind the first: the later sample of each scrape stands',
  (later) => {
    const both = scrapes(100, 15_000).flatMap((t) => [t, t + later]);
    expect(left(both)).toEqual(scrapes(100, 15_000).map((t) => t + later));
  }
);

test('scrapes that one of them missed stay', () => {
  const both = scrapes(100, 15_000).flatMap((t, i) => (i % 7 === 3 ? [t] : i % 7 === 5 ? [t + 2000] : [t, t + 2000]));
  expect(left(both)).toHaveLength(100);
});

test.each([
  ['one agent', scrapes(100, 15_000)],
  ['one that comes a little early or late', scrapes(100, 15_000).map((t, i) => t + ((i * 7919) % 1000))],
  ['one that loses every third', scrapes(100, 15_000).filter((_, i) => i % 3 > 0)],
  ['one that loses many', scrapes(300, 15_000).filter((_, i) => (i * 7919) % 11 < 4)],
  ['two at moments far apart', scrapes(100, 15_000).flatMap((t) => [t, t + 7000])],
  ['one metric that is there for two scrapes of eight', scrapes(200, 30_000).filter((_, i) => i % 8 < 2)],
  ['few', [0, 2000, 15_000, 17_000]],
  ['one that was set to a faster pace', [...scrapes(50, 60_000), ...scrapes(50, 15_000).map((t) => 3_000_000 + t)]],
  ['none', []],
])('%s: nothing is left out', (_, times) => {
  expect(left(times)).toEqual(times);
});
