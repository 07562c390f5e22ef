/** @jest-environment node */
// A schedule keeps to the wall clock; an interval that a controller counts by itself drifts away from it.
import { minutes } from '../../kit/interval';
import type { ForeignWrite } from './foreignWrite';
import { CLOCK_LIMITS, schedulesIn } from './schedules';

const MIDNIGHT = Date.UTC(2026, 10, 23);
const DAY = minutes(24 * 60);

/** Writes of one number at these seconds after midnight, as scrapes of this pace (seconds) see them. */
function writesAt(
  value: number,
  seconds: readonly number[],
  pace = 30,
  family: 'external' | 'gitops' = 'external'
): ForeignWrite[] {
  return seconds.map((s) => {
    const to = MIDNIGHT + Math.ceil((s + 7) / pace) * pace * 1000 - 7000;
    const interval = { from: to - pace * 1000, to };
    return {
      interval,
      from: 8,
      value,
      actor: { family },
      witness: 'sample',
      isUnasked: false,
      withRollout: false,
      undone: { from: to, to: to + pace * 1000 },
      undoneBy: { family: 'hpa', name: 'web' },
      action: `${value}@${s}`,
    };
  });
}

const every = (period: number, first: number, drift: (round: number) => number, count = 5): number[] =>
  Array.from({ length: count }, (_, i) => first + i * period + drift(i));
const found = (foreign: readonly ForeignWrite[], labels = {}) =>
  schedulesIn({ foreign, labels }).map((s) => [s.writes[0]?.value, s.period / 60_000, s.onMarks]);

test.each([15, 30, 60])(
  'a job at each quarter of an hour, with the seconds that it takes to start, every %d s',
  (pace) => {
    const job = every(900, 3600, (i) => 2 + ((i * 7) % 11));
    expect(found(writesAt(2, job, pace))).toEqual([[2, 15, true]]);
  }
);

test('three times are enough on the marks, twice at the same time of two days too', () => {
  expect(
    found(
      writesAt(
        2,
        every(1800, 3600, () => 4, 3)
      )
    )
  ).toEqual([[2, 30, true]]);
  expect(
    found(
      writesAt(
        2,
        every(DAY / 1000, 3600, () => 4, 2)
      )
    )
  ).toEqual([[2, 24 * 60, true]]);
  expect(
    found(
      writesAt(
        2,
        every(1800, 3600, () => 4, 2)
      )
    )
  ).toEqual([]);
});

test.each([
  ['Flux with its jitter', (i: number) => [0, 31, 12, -20, 40][i] ?? 0],
  ['what a round takes', (i: number) => 12 * i],
  ['up to half a minute later each time', (i: number) => 17 * i],
])('an interval that drifts is no schedule: %s', (_, drift) => {
  expect(found(writesAt(2, every(900, 3725, drift)))).toEqual([]);
});

test('an interval that happened to begin on a mark leaves it later each time', () => {
  expect(
    found(
      writesAt(
        2,
        every(1800, 3601, (i) => 5.5 * i, 8),
        15
      )
    )
  ).toEqual([]);
  // At 30 s a scrape hides it: the rule says that such an interval looks the same.
  expect(
    found(
      writesAt(
        2,
        every(1800, 3601, (i) => 5.5 * i, 8),
        30
      )
    )
  ).toEqual([[2, 30, true]]);
});

test('to the second, yet off the marks: a clock, told as less sure; three times of it are not enough', () => {
  expect(
    found(
      writesAt(
        2,
        every(900, 3725, () => 0)
      )
    )
  ).toEqual([[2, 15, false]]);
  expect(
    found(
      writesAt(
        2,
        every(900, 3725, () => 0, 3)
      )
    )
  ).toEqual([]);
  // At 60 s a scrape is too wide to show that nothing drifts.
  expect(
    found(
      writesAt(
        2,
        every(900, 3725, () => 0),
        60
      )
    )
  ).toEqual([]);
});

test('up and down by turns: the rounds of both numbers count together', () => {
  const down = writesAt(
    2,
    every(1200, 3725, () => 0, 3)
  );
  const up = writesAt(
    12,
    every(1200, 4325, () => 0, 3)
  );
  expect(found(down)).toEqual([]);
  expect(found([...down, ...up])).toEqual([
    [2, 20, false],
    [12, 20, false],
  ]);
  // The last one may stand as the data end.
  const open = up.map((w, i) => (i === 2 ? { ...w, undone: undefined } : w));
  expect(found([...down, ...open])).toHaveLength(2);
});

test('a distance below the shortest one is how often tools reconcile', () => {
  expect(
    found(
      writesAt(
        2,
        every(600, 3600, () => 0)
      )
    )
  ).toEqual([]);
  expect(
    schedulesIn(
      {
        foreign: writesAt(
          2,
          every(600, 3600, () => 0)
        ),
        labels: {},
      },
      { ...CLOCK_LIMITS, least: minutes(10) }
    )
  ).toHaveLength(1);
});

test('beside the number of Git, a schedule of its own; the number of Git alone may come on a clock', () => {
  const labels = { fluxKustomization: 'shop' };
  const clock = writesAt(
    2,
    every(900, 3600, () => 3),
    30,
    'gitops'
  );
  const git = writesAt(5, [3730, 4310, 4925, 5540], 30, 'gitops');
  expect(found(clock, labels)).toEqual([]);
  expect(found([...clock, ...git], labels)).toEqual([[2, 15, true]]);
});

test('what another hand wrote between two marks does not hide the clock', () => {
  const hand = writesAt(5, [3950, 5100]).map((w) => ({ ...w, witness: 'status' as const }));
  expect(
    found([
      ...writesAt(
        2,
        every(900, 3600, () => 3)
      ),
      ...hand,
    ])
  ).toEqual([[2, 15, true]]);
});
