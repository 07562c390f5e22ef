// A report in words of a zone: the same as going through all of it, and what comes again is the same object.
import { minute, sampleReport } from '../../../tests/support/sampleReport';
import { clock } from '../../kit/moment';
import { formatAllTimes, timeWords, UTC } from '../../kit/times';
import type { Report } from '../../model/report';
import { reportTeller } from './tellReport';

const words = timeWords(UTC);

function withMoments(): Report {
  const sample = sampleReport();
  const [first, ...others] = sample.findings;
  if (!first) {
    throw new Error('no finding');
  }
  return {
    ...sample,
    findings: [{ ...first, summary: `since ${clock(minute(5))}`, consequences: [`at ${clock(minute(6))}`] }, ...others],
    workloads: sample.workloads.map((one) => ({ ...one, quietReason: `quiet since ${clock(minute(7))}` })),
    diagnostics: [{ severity: 'info', message: clock(minute(8)) }],
    quiet: [{ workloads: [first.workload], verdict: 'not-judged', unjudged: [] }],
  };
}

test('all texts of a report are told, at any depth', () => {
  const report = withMoments();
  const told = reportTeller(words)(report);
  expect(told).toEqual(formatAllTimes(report, words));
  expect(told.findings[0]?.consequences).toEqual(['at 01:34:21']);
  expect(JSON.stringify(told)).not.toMatch(/[\uFDD0\uFDD1]/);
  expect({ ...told.findings[0] }.summary).toBe('since 01:33:21');
});

test('what comes again is the same object, and so are its parts', () => {
  const report = withMoments();
  const tell = reportTeller(words);
  const [first, again] = [tell(report), tell({ ...report, workloads: [...report.workloads] })];
  expect(again.workloads[0]).toBe(first.workloads[0]);
  expect(again.findings[0]?.consequences).toBe(first.findings[0]?.consequences);
});
