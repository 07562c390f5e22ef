/** @jest-environment node */
// What must hold of the line whatever comes in: order does not matter, neither does the day, nothing is claimed from
// series that are not there, and where nothing moved nobody acted.
import fc from 'fast-check';
import { analyze } from '../../src/engine';
import type { Series, SeriesSet, SignalKind } from '../../src/model/series';
import { readRecording } from '../support/recordedSource';
import { everyFinding } from '../support/ruleCases';
import { holesIn, strangeCommands } from '../support/checkFixes';
import { RECORDED, recording } from '../support/truth';
import { seriesSet, workload } from '../support/workload';
import { anyCase, anyFleet } from './cases';

const DAY = 86_400_000;
/** Kinds whose values are unix seconds. */
const TIMES: readonly SignalKind[] = [
  'pod.created',
  'replicaset.created',
  'workload.created',
  'scaledobject.last-active',
];

const recorded = readRecording(recording('30s'), RECORDED, [
  'hv-many-small',
  'gitops-between',
  'keda-cliff',
  'hpa-range-tug',
  'vpa-pdb',
  'keda-paused',
]);

function text(set: SeriesSet, shift = 0): string {
  const back = (_: string, value: unknown): unknown =>
    value instanceof Float64Array
      ? Array.from(value)
      : typeof value === 'number' && value > 1e12
        ? value - shift
        : value;
  // Ids carry the instant they are about, sentences their moments.
  return JSON.stringify(analyze(set), back).replace(/(?<=@|\uFDD0[ms]|\uFDD0s\d{13},)\d{13}/g, (at) =>
    String(Number(at) - shift)
  );
}

function shuffled<T>(items: readonly T[], order: readonly number[]): T[] {
  return items
    .map((item, i) => [order[i % order.length] ?? 0, i, item] as const)
    .sort((a, b) => a[0] - b[0] || b[1] - a[1])
    .map(([, , item]) => item);
}

function moved(set: SeriesSet, by: number): SeriesSet {
  const series = set.series.map((s): Series => {
    const values = TIMES.includes(s.kind) ? s.values.map((v) => (v === 0 ? 0 : v + by / 1000)) : s.values;
    return { ...s, times: s.times.map((t) => t + by), values };
  });
  return { ...set, range: { from: set.range.from + by, to: set.range.to + by }, series };
}

const order = fc.array(fc.nat(1000), { minLength: 3, maxLength: 40 });

test('the order of the series does not matter: random fleets', () => {
  fc.assert(
    fc.property(
      anyFleet,
      order,
      (fleet, o) => text({ ...seriesSet(fleet), series: shuffled(fleet, o) }) === text(seriesSet(fleet))
    ),
    { numRuns: 60 }
  );
});

test('the order of the series does not matter: recorded ones', () => {
  const straight = text(recorded);
  fc.assert(
    fc.property(order, (o) => text({ ...recorded, series: shuffled(recorded.series, o) }) === straight),
    { numRuns: 5 }
  );
});

test('another day gives the same report, moved by days', () => {
  const straight = text(recorded);
  expect(text(moved(recorded, 3 * DAY), 3 * DAY) === straight).toBe(true);
  fc.assert(
    fc.property(
      anyFleet,
      fc.integer({ min: -300, max: 300 }),
      (fleet, days) => text(moved(seriesSet(fleet), days * DAY), days * DAY) === text(seriesSet(fleet))
    ),
    { numRuns: 40 }
  );
});

test('no finding proves itself by series that are not there', () => {
  const kinds = [...new Set(recorded.series.map((s) => s.kind))];
  for (const kind of kinds) {
    const report = analyze({ ...recorded, series: recorded.series.filter((s) => s.kind !== kind) });
    const empty = everyFinding(report).flatMap((f) =>
      f.evidence
        .filter((row) => row.signals.length > 0 && row.signals.every((s) => s === kind))
        .map((row) => `${f.rule}: ${row.what}`)
    );
    expect({ kind, empty }).toEqual({ kind, empty: [] });
  }
});

test('where replicas and generation stand, nobody acted on replicas', () => {
  fc.assert(
    fc.property(anyCase, fc.integer({ min: 0, max: 200 }), (c, replicas) => {
      const report = analyze(seriesSet(workload({ ...c, replicas, generation: 7, length: 90 })));
      const acts = report.workloads.flatMap((w) => w.actions.filter((a) => a.field === 'replicas'));
      expect(acts).toEqual([]);
    }),
    { numRuns: 100 }
  );
});

test('no random fleet breaks the line or leaves holes in its words', () => {
  fc.assert(
    fc.property(anyFleet, (fleet) => {
      const findings = everyFinding(analyze(seriesSet(fleet)));
      expect(findings.flatMap((f) => holesIn(f).map((hole) => `${f.rule}: ${hole}`))).toEqual([]);
      expect(findings.flatMap(strangeCommands)).toEqual([]);
      expect(findings.every((f) => f.intervals.length > 0 && f.intervals.every((i) => i.from <= i.to))).toBe(true);
    }),
    { numRuns: 200 }
  );
});
