/** @jest-environment node */
// The size of pods is drawn where the workload was seen: not before its first sample, not in a hole, not after its last.
import { seriesSet, workload } from '../../../tests/support/workload';
import { START } from '../../../tests/support/tape';
import { analyze } from '../analyze';

const SCRAPE = 15_000;
const HOUR = 3_600_000;

/** Two sizes of pods; 20 samples, a hole of 20, 20 samples. The range is an hour longer at both ends. */
const set = seriesSet(
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '4x19 _x20 4x19',
    generation: null,
    hpas: [{ name: 'web' }],
    vpas: [{ name: 'web', mode: 'Recreate', cpu: 0.3 }],
    pods: [
      { at: '-1h', count: 4, cpu: 0.5 },
      { at: '2m2s', count: 4, cpu: 0.3 },
    ],
  })
);
const longer = { ...set, range: { from: set.range.from - HOUR, to: set.range.to + HOUR } };
const report = analyze(longer);

test('the curve begins with the first sample, breaks where there are none and ends with the last', () => {
  const curve = report.workloads[0]?.curves.find((c) => c.id === 'request');
  expect(curve?.times[0]).toBe(START);
  expect(curve?.times.at(-1)).toBe(START + 59 * SCRAPE);
  expect(curve?.staleAfter).toBeLessThan(20 * SCRAPE);
  const inHole = [...(curve?.times ?? [])].filter((t) => t > START + 19 * SCRAPE && t < START + 40 * SCRAPE);
  expect(inHole).toEqual([]);
});

test('births stay exact to the second', () => {
  const curve = report.workloads[0]?.curves.find((c) => c.id === 'request');
  const change = curve ? [...curve.values].findIndex((v) => v === 0.3) : -1;
  expect(curve?.times[change]).toBe(START + 122_000);
});

test('a precondition stands as long as the workload was seen', () => {
  const finding = report.findings.find((f) => f.rule === 'hpa-vpa-same-resource');
  expect(finding?.intervals).toEqual([{ from: START, to: START + 59 * SCRAPE }]);
});
