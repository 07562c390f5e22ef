import fc from 'fast-check';

import { SEVERITIES } from '../../model/finding';
import { fleetSize, phaseOf, toFleet } from './fleetRows';
import { deployment, END, finding, history, minute, sampleReport, START } from '../../../tests/support/sampleReport';

const range = { from: START, to: END };
const web = deployment('a', 'web');

test('on before ended, then severity', () => {
  expect(toFleet(sampleReport()).rows.map((row) => `${row.phase} ${row.finding.severity}`)).toEqual([
    'on critical',
    'on high',
    'ended critical',
    'ended high',
  ]);
});

test('what ended less than 15 minutes ago still counts as on', () => {
  expect(phaseOf(finding(web, 'low', 'ended', [10, 61]), range)).toBe('on');
  expect(phaseOf(finding(web, 'low', 'ended', [10, 59]), range)).toBe('ended');
  expect(phaseOf(finding(web, 'low', 'will-fight', [0, 75]), range)).toBe('will');
});

test('new means begun in the last third of 75 minutes, not already on when the range began', () => {
  const isNew = (from: number) =>
    toFleet({ ...sampleReport(), findings: [finding(web, 'high', 'fighting', [from, 75])] }).rows[0]?.isNew;
  expect(isNew(51)).toBe(true);
  expect(isNew(49)).toBe(false);
  const short = { from: minute(50), to: END };
  const report = { ...sampleReport(), range: short, findings: [finding(web, 'high', 'fighting', [50, 75])] };
  expect(toFleet(report).rows[0]?.isNew).toBe(false);
});

test('a workload is one row with its worst finding first, and info is quiet', () => {
  const report = {
    ...sampleReport(),
    workloads: [history(web, () => 1), history(deployment('b', 'web'), () => 1)],
    findings: [
      finding(web, 'low', 'fighting', [0, 75], { rule: 'one' }),
      finding(web, 'critical', 'ended', [0, 30], { rule: 'two' }),
      finding(web, 'high', 'fighting', [0, 75], { rule: 'three' }),
      finding(deployment('b', 'web'), 'info', 'fighting', [0, 75]),
    ],
  };
  const fleet = toFleet(report);
  expect(fleet.rows.map((row) => [row.finding.rule, ...row.others.map((other) => other.rule)])).toEqual([
    ['three', 'one', 'two'],
  ]);
  expect(fleet.quiet.map((row) => row.key)).toEqual(['/b/Deployment/web']);
  expect(fleetSize(fleet)).toBe(2);
});

test('a finding about a workload that does not exist is a row all the same', () => {
  const report = { ...sampleReport(), workloads: [], findings: [finding(web, 'low', 'fighting', [0, 75])] };
  expect(toFleet(report).rows[0]?.history).toBeUndefined();
});

test('the order of the findings does not matter', () => {
  const { findings } = sampleReport();
  const rows = toFleet(sampleReport()).rows.map((row) => row.key);
  fc.assert(
    fc.property(fc.shuffledSubarray([...findings], { minLength: findings.length }), (shuffled) => {
      expect(toFleet({ ...sampleReport(), findings: shuffled }).rows.map((row) => row.key)).toEqual(rows);
    })
  );
  expect(SEVERITIES[0]).toBe('critical');
});

test('rows of which nothing changed stay the same objects when more of the fleet is read', () => {
  const report = sampleReport();
  const [last] = report.findings.slice(-1);
  const part = { ...report, findings: report.findings.slice(0, -1) };
  const before = toFleet(part);
  const after = toFleet(report, { before });
  const own = (key: string) => after.rows.find((row) => row.key === key);
  const untouched = before.rows.filter(({ workload }) => workload.name !== last?.workload.name);
  expect(untouched.length).toBeGreaterThan(1);
  expect(untouched.every((row) => own(row.key) === row)).toBe(true);
  expect(after.rows).toEqual(toFleet(report).rows);
});
