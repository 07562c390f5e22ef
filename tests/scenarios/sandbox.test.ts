/** @jest-environment node */
// The whole line with the columns that the build uses in Grafana's frontend sandbox: the report is the same to the letter.
import { analyze } from '../../src/engine';
import { OwnFloats } from '../../src/kit/floats';
import type { Report } from '../../src/model/report';
import { readRecording } from '../support/recordedSource';
import { RECORDED, recording } from '../support/truth';

const NAMESPACES = ['hv-many-small', 'gitops-between', 'keda-zero-flap', 'vpa-evict-scaleout'];
const Native = globalThis.Float64Array;

/** Columns of either kind as plain arrays. */
function plain(report: Report): unknown {
  const listed = (_: string, value: unknown): unknown => (value instanceof Native ? Array.from(value) : value);
  return JSON.parse(JSON.stringify(report, listed));
}

const read = () => readRecording(recording('15s'), RECORDED, NAMESPACES);

afterEach(() => {
  globalThis.Float64Array = Native;
});

test('a report over columns of our own realm', () => {
  const expected = plain(analyze(read()));
  globalThis.Float64Array = OwnFloats as unknown as Float64ArrayConstructor;
  const set = read();
  const report = analyze(set);
  expect(set.series.every(({ times, values }) => Array.isArray(times) && Array.isArray(values))).toBe(true);
  expect(report.findings.length).toBeGreaterThan(3);
  expect(plain(report)).toEqual(expected);
});
