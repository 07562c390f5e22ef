/** @jest-environment node */
// Whatever a database sends: it is cleaned, judged, drawn, and it ends. Wild values stand in every kind of series, among
// others of the recording, through the same door as real answers.
import fc from 'fast-check';
import { PALETTE } from '../../src/timeline/__fixtures__/palette';
import { analyze } from '../../src/engine';
import type { Series, SeriesSet } from '../../src/model/series';
import { LARGEST_VALUE, SeriesCleaner } from '../../src/sources/cleanSeries';
import { layout, paint, pick, SvgSurface, timeScale, toMarks, type Viewport } from '../../src/timeline';
import { readRecording } from '../support/recordedSource';
import { RECORDED, recording } from '../support/truth';
import { seriesSet } from '../support/workload';
import { anyFleet } from './cases';

const recorded = readRecording(recording('30s'), RECORDED, [
  'hv-many-small',
  'gitops-between',
  'keda-cliff',
  'hpa-range-tug',
]);

const wildValue = fc.oneof(
  fc.constantFrom(NaN, Infinity, -Infinity, 1e308, -1e308, LARGEST_VALUE, -LARGEST_VALUE, -0, 0, -1, 5e-324, 0.5),
  fc.double()
);
const wildTime = fc.constantFrom(NaN, Infinity, -Infinity, -1, 0, 8.64e15, 1e308, 1, 253_402_300_800_000);

interface Wildness {
  /** Which of the series, by hash. */
  readonly every: number;
  readonly values: readonly number[];
  readonly times: readonly number[];
  readonly copies: number;
  readonly reversed: boolean;
}

const wildness: fc.Arbitrary<Wildness> = fc.record({
  every: fc.integer({ min: 1, max: 9 }),
  values: fc.array(wildValue, { minLength: 1, maxLength: 5 }),
  times: fc.array(wildTime, { maxLength: 2 }),
  copies: fc.integer({ min: 1, max: 3 }),
  reversed: fc.boolean(),
});

/** The series as a wild database would send them, through the door. */
function sentWildly(set: SeriesSet, wild: Wildness): SeriesSet {
  const cleaner = new SeriesCleaner(set.range);
  const series = set.series.map((one, n): Series => {
    if (n % wild.every !== 0) {
      return one;
    }
    const values = Array.from(one.values, (v, i) => (i % 3 === 0 ? (wild.values[i % wild.values.length] ?? v) : v));
    const columns = Array.from({ length: wild.copies }, () => [Array.from(one.times), values] as const);
    const times = [...columns.flatMap(([own]) => own), ...wild.times];
    const all = [...columns.flatMap(([, own]) => own), ...wild.times.map(() => 7)];
    const order = wild.reversed
      ? (column: number[]): number[] => column.reverse()
      : (column: number[]): number[] => column;
    return { ...one, ...cleaner.clean({}, order(times), order(all)) };
  });
  return { ...set, series: series.filter((one) => one.times.length > 0), cleaned: cleaner.cleaned };
}

const VIEWS: readonly Viewport[] = [
  { range: RECORDED, width: 900, height: 0, frame: 'page' },
  { range: RECORDED, width: 900, height: 0, frame: 'page', product: 'linear' },
  { range: RECORDED, width: 600, height: 290, frame: 'panel', density: 'full' },
  { range: RECORDED, width: 448, height: 112, frame: 'panel', density: 'sketch' },
];

/** Judges and draws everything; the pictures as text. */
function drawn(set: SeriesSet): string[] {
  const report = analyze(set);
  return report.workloads.flatMap((history) => {
    const findings = report.findings.filter(({ workload }) => workload === history.workload);
    return VIEWS.map((view) => {
      const model = layout(history, findings, { ...view, range: set.range });
      const marks = toMarks(model, timeScale(set.range, model.plotWidth), PALETTE);
      pick(marks, 100, 30);
      const surface = new SvgSurface();
      paint(marks, surface, PALETTE.panel);
      return surface.toString(view.width, model.bodyHeight + model.axisHeight, model.labelWidth, PALETTE.panel);
    });
  });
}

test('wild samples among recorded ones are judged, drawn, and it ends', () => {
  fc.assert(
    fc.property(wildness, (wild) => {
      const pictures = drawn(sentWildly(recorded, wild));
      expect(pictures.join('')).not.toMatch(/[ ",(]-?Infinity/);
    }),
    { numRuns: 12 }
  );
}, 60_000);

test('wild samples in random fleets, too', () => {
  fc.assert(
    fc.property(anyFleet, wildness, (fleet, wild) => {
      drawn(sentWildly(seriesSet(fleet), wild));
    }),
    { numRuns: 25 }
  );
}, 60_000);

test('every sample doubled and shuffled in time is the same report', () => {
  const { diagnostics: _, ...plain } = analyze(recorded);
  const cleaner = new SeriesCleaner(recorded.range);
  const series = recorded.series.map((one): Series => {
    const times = [...one.times, ...one.times].reverse();
    return { ...one, ...cleaner.clean({}, times, [...one.values, ...one.values].reverse()) };
  });
  const { diagnostics, ...doubled } = analyze({ ...recorded, series, cleaned: cleaner.cleaned });
  expect(doubled).toEqual(plain);
  expect(diagnostics.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('were counted once'),
      expect.stringContaining('were sorted by time'),
    ])
  );
});
