/** @jest-environment node */
// The whole line over the recorded hours, scored by the recording's own scorer: kinds, actors, writers, silence on the
// healthy. The numbers are floors, stated as they were measured; docs/detection.md holds the table.
import { analyze } from '../../src/engine';
import type { Report } from '../../src/model/report';
import { detectionRun } from '../support/detectionRuns';
import { holesIn, schemaErrors, strangeCommands } from '../support/checkFixes';
import { everyFinding } from '../support/ruleCases';
import { readRecording } from '../support/recordedSource';
import { RECORDINGS, score, TRUTH } from '../support/truth';

interface Floor {
  readonly id: string;
  /** Namespaces whose fight leaves no trace in these series. */
  readonly missed?: readonly string[];
  readonly writerRight: number;
  readonly writesCounted: number;
}

/**
 * A schedule that keeps to no mark of the wall clock is told by its seconds, which samples a minute apart do not show: it is
 * told as something that writes again and again.
 */
const CLOCK = ['cron-vs-hpa'];

/** Thinned and torn samples lose writers first: where two wrote between two samples only the last can be named. */
const FLOORS: readonly Floor[] = [
  { id: '15s', writerRight: 0.99, writesCounted: 0.99 },
  { id: '30s', writerRight: 0.99, writesCounted: 0.99 },
  { id: '60s', missed: CLOCK, writerRight: 0.98, writesCounted: 0.99 },
  { id: '60s-2nd', missed: CLOCK, writerRight: 0.98, writesCounted: 0.99 },
  { id: '60s-3rd', missed: CLOCK, writerRight: 0.97, writesCounted: 0.99 },
  { id: '60s-4th', missed: CLOCK, writerRight: 0.98, writesCounted: 0.99 },
  { id: '15s-holes', writerRight: 0.97, writesCounted: 0.97 },
  { id: '30s-holes', missed: CLOCK, writerRight: 0.97, writesCounted: 0.97 },
  { id: '15s-twice', writerRight: 0.99, writesCounted: 0.99 },
  {
    id: '15s-no-keda',
    missed: ['keda-double-so', 'keda-zero-gitops', 'keda-errors', 'keda-act-gap', 'keda-paused'],
    writerRight: 0.99,
    writesCounted: 0.99,
  },
  { id: 'pair', writerRight: 0.99, writesCounted: 0.99 },
];

const HEALTHY = TRUTH.scenarios.filter((s) => s.kind === 'healthy');

const reports = new Map<string, Report>();
function reportOf(id: string): Report {
  const report = reports.get(id) ?? analyze(detectionRun(id).read());
  reports.set(id, report);
  return report;
}

describe.each(FLOORS.map((floor) => [floor.id, floor] as const))('%s', (id, floor) => {
  test('finds every kind, names its actors, and nothing that is not there', () => {
    const { summary, rows } = score(reportOf(id));
    const wrong = rows.filter((row) => row.rule !== '(action)' && row.result !== 'found');
    expect(
      wrong
        .map((row) => `${row.result} ${row.ns}`)
        .filter((text) => !floor.missed?.some((ns) => text === `missed ${ns}`))
    ).toEqual([]);
    expect({ actors: summary.actorsRight, falseAlarms: summary.falseAlarms }).toEqual({ actors: 1, falseAlarms: 0 });
  });

  test('names the writer and counts the writes nobody saw', () => {
    const { summary } = score(reportOf(id));
    expect(summary.writerRight).toBeGreaterThanOrEqual(floor.writerRight);
    expect(summary.writesCounted).toBeGreaterThanOrEqual(floor.writesCounted);
    expect(summary.actions.claimed).toBeLessThanOrEqual(summary.actions.writes * 1.02);
  });

  test('stays silent on the eleven healthy namespaces', () => {
    const loud = HEALTHY.flatMap((place) => {
      const mine = reportOf(id).findings.filter(
        (f) => f.workload.namespace === place.namespace && f.severity !== 'info'
      );
      return mine.filter((f) => !place.allowed.includes(f.rule)).map((f) => `${place.namespace} ${f.rule}`);
    });
    expect(HEALTHY).toHaveLength(11);
    expect(loud).toEqual([]);
  });
});

describe('the second recording', () => {
  const second = RECORDINGS.find(({ name }) => name === 'b');

  test.each(['15s', '30s'] as const)('scraped every %s: every kind, its actors, its writers', (pace) => {
    if (!second) {
      throw new Error('no second recording');
    }
    const { summary, rows } = score(analyze(readRecording(second.folder(pace), second.range)), second);
    const wrong = rows.filter(({ rule, result }) => rule !== '(action)' && !/^(found$|ok|optional|quiet)/.test(result));
    expect(wrong.map(({ result, ns, rule }) => `${result} ${ns} ${rule}`)).toEqual([]);
    expect(summary.actorsRight).toBe(1);
    expect(summary.writerRight).toBeGreaterThanOrEqual(0.99);
    expect(summary.writesCounted).toBeGreaterThanOrEqual(0.99);
  });
});

test('a copy of every series changes nothing', () => {
  expect(JSON.stringify(reportOf('15s-twice').findings)).toBe(JSON.stringify(reportOf('15s').findings));
});

test('no text of any finding has a hole, every command is words, every manifest is valid', () => {
  const findings = [...everyFinding(reportOf('15s')), ...everyFinding(reportOf('30s'))];
  expect(findings.flatMap((f) => holesIn(f).map((text) => `${f.rule} ${f.workload.namespace}: ${text}`))).toEqual([]);
  expect(findings.flatMap(strangeCommands)).toEqual([]);
  expect(schemaErrors(findings)).toEqual([]);
});

test('no answer is linked to a cause that it may have come before', () => {
  const echoes = ['15s', '30s', '60s'].flatMap((id) => everyFinding(reportOf(id)).flatMap((f) => f.echoes));
  expect(echoes.length).toBeGreaterThan(20);
  expect(echoes.filter(({ causeInterval, answerInterval }) => answerInterval.to - causeInterval.from <= 1000)).toEqual(
    []
  );
});
