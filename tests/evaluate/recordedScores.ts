// Both recordings, scored by their own scorer: the first in all its forms, both as they were scraped.
import { analyze } from '../../src/engine';
import { DETECTION_RUNS } from '../support/detectionRuns';
import { readRecording } from '../support/recordedSource';
import { RECORDINGS, score, type Recording, type Score } from '../support/truth';

/** A recording at one pace. */
export interface PlainScore {
  readonly recording: Recording;
  readonly pace: '15s' | '30s';
  readonly score: Score;
}

export interface RecordedScores {
  /** By the id of the run, see `DETECTION_RUNS`. */
  readonly forms: ReadonlyMap<string, Score>;
  /** By `a 15s`, `b 30s` and so on. */
  readonly plain: ReadonlyMap<string, PlainScore>;
}

/** Analyzes and scores everything recorded; takes a few seconds for each form. */
export function scoreRecordings(): RecordedScores {
  const forms = new Map(DETECTION_RUNS.map((run) => [run.id, score(analyze(run.read()))]));
  const plain = RECORDINGS.flatMap((recording) =>
    (['15s', '30s'] as const).map((pace): [string, PlainScore] => {
      const known = recording.name === 'a' ? forms.get(pace) : undefined;
      const read = (): Score => score(analyze(readRecording(recording.folder(pace), recording.range)), recording);
      return [`${recording.name} ${pace}`, { recording, pace, score: known ?? read() }];
    })
  );
  return { forms, plain: new Map(plain) };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function lineOf(name: string, { summary: s, rows }: Score): string {
  const wrong = rows.filter((row) => row.rule !== '(action)' && !/^(found|ok|optional|quiet)/.test(row.result));
  const parts = [
    `recording ${name.padEnd(14)} ${s.found}/${s.expected}  false ${s.falseAlarms}`,
    `actors ${percent(s.actorsRight)}  last writer ${percent(s.writerRight)}`,
    `writes counted ${percent(s.writesCounted)}  wrong ${wrong.map((row) => `${row.ns}/${row.rule} (${row.result})`).join(', ') || '-'}`,
  ];
  return parts.join('  ');
}

/** One line per form, to read in a terminal. */
export function recordingLines({ forms, plain }: RecordedScores): string[] {
  return [
    ...[...plain].filter(([name]) => name.startsWith('b')).map(([name, one]) => lineOf(name, one.score)),
    ...[...forms].map(([id, one]) => lineOf(`a ${id}`, one)),
  ];
}
