/** @jest-environment node */
// The second line of a finding: one actor affects a workload, two fight over it, and what came and went is counted.
import { parseValues } from '../../../tests/support/promtool';
import { seriesSet, workload } from '../../../tests/support/workload';
import { formatAllTimes, timeWords, UTC } from '../../kit/times';
import { analyze } from '../analyze';

function detailOf(rule: string, asks: string, replicas: string, min = 2, max = 8): string | undefined {
  const length = parseValues(asks).length;
  const set = seriesSet(
    workload({
      ns: 'shop',
      name: 'web',
      replicas,
      length,
      hpas: [{ name: 'web', min, max, limited: 1, metrics: [{ target: 60, asks }] }],
    })
  );
  const report = formatAllTimes(analyze(set), timeWords(UTC, set.range));
  return report.findings.find((finding) => finding.rule === rule)?.detail;
}

test('one actor alone: the workload is affected, it does not fight', () => {
  expect(detailOf('hpa-pinned-max', '10x80', '8x80')).toMatch(/^shop\/web: affected since before [\d:]+\./);
});

test('what ended says for how long', () => {
  expect(detailOf('hpa-pinned-max', '10x24 4x60', '8x84')).toMatch(
    /^shop\/web: affected from before [\d:]+ to [\d:]+ \(\d+ min\)\./
  );
});

test('what came and went is counted in episodes', () => {
  expect(detailOf('hpa-pinned-max', '10x24 4x40 10x24 4x40', '8x128')).toMatch(
    /^shop\/web: affected from before [\d:]+ to [\d:]+: 2 episodes, \d+ min in total\./
  );
});
