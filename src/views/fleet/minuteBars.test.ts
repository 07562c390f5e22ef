import { UTC } from '../../kit/times';
import { bucketFor, minuteBars } from './minuteBars';
import { toFleet } from './fleetRows';
import { deployment, END, finding, minute, sampleReport, START } from '../../../tests/support/sampleReport';

const range = { from: START, to: END };

test('one bar per minute for 75 minutes, wider ones for longer ranges', () => {
  expect(bucketFor(range, 96)).toBe(60_000);
  expect(bucketFor({ from: 0, to: 86_400_000 }, 96)).toBe(15 * 60_000);
  expect(bucketFor({ from: 0, to: 90 * 86_400_000 }, 96)).toBe(1440 * 60_000);
});

test('a workload counts once per bar, with its worst', () => {
  const web = deployment('a', 'web');
  const findings = [
    finding(web, 'low', 'fighting', [0, 75], { rule: 'one' }),
    finding(web, 'critical', 'ended', [30, 40], { rule: 'two' }),
    finding(web, 'high', 'will-fight', [0, 75], { rule: 'three' }),
  ];
  const { bars } = minuteBars(toFleet({ ...sampleReport(), findings }).rows, range, UTC);
  expect(bars).toHaveLength(76);
  expect(bars.at(5)?.counts).toEqual({ low: 1 });
  expect(bars.at(35)?.counts).toEqual({ critical: 1 });
  expect(bars.every((bar) => bar.total === 1)).toBe(true);
  expect(bars[0]?.span.from).toBeLessThanOrEqual(minute(0));
});

test('without rows the bars are empty', () => {
  expect(minuteBars([], range, UTC).bars.every((bar) => bar.total === 0)).toBe(true);
});
