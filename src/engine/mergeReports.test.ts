/** @jest-environment node */
// Judged in parts, a fleet must be told as it is when it is judged at once.
import { readRecording } from '../../tests/support/recordedSource';
import { RECORDED, recording } from '../../tests/support/truth';
import type { Report } from '../model/report';
import type { SeriesSet } from '../model/series';
import { analyze, mergeReports } from '.';
import { withThinCurves } from './findings/thinCurves';

const PLACES = ['gitops-between', 'hpa-double', 'keda-zero-flap', 'ok-diurnal', 'pinned-max'];
const whole = readRecording(recording('30s'), RECORDED, PLACES);

/** The recording as a large fleet comes: namespaces one by one, and the nodes at the end. */
function partsOf(set: SeriesSet): SeriesSet[] {
  const around = set.series.filter(({ namespace }) => namespace === '');
  const elsewhere = [...new Set(set.series.map(({ kind }) => kind))];
  const parts = PLACES.map((place) => ({
    ...set,
    elsewhere,
    series: [...around, ...set.series.filter(({ namespace }) => namespace === place)],
    part: 'workloads' as const,
  }));
  const fleet = { suspects: PLACES.length, quiet: [], unscanned: [] };
  return [...parts, { ...set, elsewhere, part: 'nodes', fleet }];
}

test('parts put together say what the whole says', () => {
  const [first, ...others] = partsOf(whole).map((part) => analyze(part));
  if (!first) {
    throw new Error('no part');
  }
  const merged = mergeReports([first, ...others]);
  const { swept: _, ...expected } = analyze(whole);
  const { swept, ...told } = merged;
  expect(expected.findings.length).toBeGreaterThan(2);
  // Of a part the curves have fewer samples (findings/thinCurves.test.ts).
  const thin = expected.workloads.map((one) => withThinCurves(one, expected.range.to));
  expect(told).toEqual({ ...expected, workloads: thin });
  expect(swept.scrape).toBe(30_000);
});

test('what was put together may be put together with what comes next', () => {
  const [first, ...others] = partsOf(whole).map((part) => analyze(part)) as [Report, ...Report[]];
  const oneByOne = others.reduce((so, next) => mergeReports([so, next]), first);
  expect(oneByOne).toEqual(mergeReports([first, ...others]));
});

test('what no scan named stands beside what was judged, and counts', () => {
  const quiet = [{ cluster: '', namespace: 'shop', kind: 'Deployment', name: 'web' }];
  const unscanned = [{ scan: 'rewritten', state: 'failed', reason: 'boom', kinds: ['workload.generation'] }] as const;
  const calm = partsOf(readRecording(recording('30s'), RECORDED, ['ok-diurnal'])).at(-1);
  const report = (lost: typeof unscanned | readonly []) =>
    analyze({ ...(calm as SeriesSet), series: [], fleet: { suspects: 0, quiet, unscanned: lost } });
  expect([report([]).verdict, report([]).quiet?.[0]?.verdict]).toEqual(['calm', 'calm-by-proof']);
  expect([report(unscanned).verdict, report(unscanned).quiet?.[0]?.verdict]).toEqual([
    'calm-as-far-as-seen',
    'calm-as-far-as-seen',
  ]);
});
