/** @jest-environment node */
// Moments are values until the edge (decision 0010): what is pasted never holds one, and whatever is printed, drawn or
// told holds none any more. Names from outside cannot pass for one.
import fc from 'fast-check';
import { inUtc } from '../../src/cli/inUtc';
import { patchText, reportJson } from '../../src/cli/reportJson';
import { reportText } from '../../src/cli/reportText';
import { analyze } from '../../src/engine';
import { clock } from '../../src/kit/moment';
import { timeWords, UTC, withoutTimes } from '../../src/kit/times';
import type { Report } from '../../src/model/report';
import type { Series, SeriesSet } from '../../src/model/series';
import { explain, layout, timeScale, toMarks, type Mark } from '../../src/timeline';
import { PALETTE } from '../../src/timeline/__fixtures__/palette';
import { readRecording } from '../support/recordedSource';
import { everyFinding } from '../support/ruleCases';
import { RECORDED, recording } from '../support/truth';
import { seriesSet } from '../support/workload';
import { anyFleet } from './cases';

const PART = /[\uFDD0\uFDD1]/;

const recorded = analyze(readRecording(recording('30s'), RECORDED, ['hv-many-small', 'gitops-between', 'keda-cliff']));

/** Everything that a report says, as one text. */
function said(report: Report): string {
  return JSON.stringify(report, (_, value: unknown) => (ArrayBuffer.isView(value) ? undefined : value));
}

function pasted(report: Report): string[] {
  const fixes = everyFinding(report).flatMap((finding) => finding.fixes);
  return fixes.flatMap((fix) => [fix.command ?? '', patchText(fix)]);
}

function expectWords(report: Report): void {
  expect(pasted(report).filter((text) => PART.test(text))).toEqual([]);
  expect(said(inUtc(report))).not.toMatch(PART);
  expect(reportText(report)).not.toMatch(PART);
  expect(JSON.stringify(reportJson(report))).not.toMatch(PART);
}

test('a recording tells moments, and none of them leaves as a value', () => {
  expect(said(recorded)).toMatch(PART);
  expectWords(recorded);
});

test('nor does any random fleet let one out', () => {
  fc.assert(
    fc.property(anyFleet, (fleet) => expectWords(analyze(seriesSet(fleet)))),
    { numRuns: 60 }
  );
});

/** What a mark paints. */
function painted(mark: Mark): string[] {
  switch (mark.kind) {
    case 'label':
    case 'hold':
      return [mark.text];
    case 'band':
      return mark.words.map((word) => word.text);
    default:
      return [];
  }
}

test('nothing that is painted or told of a mark is a value', () => {
  const report = inUtc(recorded);
  const view = {
    range: report.range,
    width: 1200,
    height: 0,
    frame: 'page',
    words: timeWords(UTC, report.range),
  } as const;
  for (const history of report.workloads) {
    const findings = report.findings.filter((f) => f.workload.namespace === history.workload.namespace);
    const model = layout(history, findings, view);
    const marks = toMarks(model, timeScale(report.range, model.plotWidth), PALETTE);
    const told = marks.map((mark) => explain(mark, model));
    const texts = [
      ...model.lanes.flatMap((lane) => [lane.title, ...lane.notes]),
      ...marks.flatMap(painted),
      ...told.flatMap(({ time, lines }) => [time, ...lines.map((line) => line.text)]),
    ];
    expect(texts.filter((text) => PART.test(text))).toEqual([]);
    expect(told.some(({ time }) => /^\d\d:\d\d:\d\d/.test(time))).toBe(true);
  }
});

/** The fleet with something in all of its names. */
function renamed(set: SeriesSet, more: string): SeriesSet {
  const series = set.series.map((s): Series => {
    const attributes = Object.fromEntries(
      Object.entries(s.attributes).map(([key, value]) => [key, key === 'kind' ? value : `${value}${more}`])
    );
    return { ...s, namespace: `${s.namespace}${more}`, object: `${s.object}${more}`, attributes };
  });
  return { ...set, series };
}

test('a name that looks like a moment is a name like any other', () => {
  const shard = fc.constantFrom('\uFDD0', '\uFDD1', '\uFDD0s', '12', clock(0), clock(0, false));
  fc.assert(
    fc.property(anyFleet, fc.array(shard, { minLength: 1, maxLength: 4 }), (fleet, shards) => {
      const more = shards.join('');
      const told = inUtc(analyze(renamed(seriesSet(fleet), more)));
      expect(told).toEqual(inUtc(analyze(renamed(seriesSet(fleet), withoutTimes(more)))));
    }),
    { numRuns: 40 }
  );
});
