// The same figures of everything that is measured, so that recordings, field cases and corpus can stand side by side.
import { sum } from '../../src/kit/stats';
import type { FieldResult } from './fieldPart';
import type { Life } from './live';
import type { PlainScore } from './recordedScores';

export interface Share {
  readonly of: number;
  readonly right: number;
}

export interface Figures {
  readonly title: string;
  /** Fights that must be told. */
  readonly fights: Share;
  readonly falseAlarms: number;
  /** Shares 0 to 1; undefined where that is not measured. */
  readonly actors: number | undefined;
  readonly writers: number | undefined;
  readonly counted: number | undefined;
  /** Healthy namespaces, cases or lives, and in how many nothing above `info` was said. */
  readonly healthy: Share;
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

/** Figures of a recording at one pace. */
export function figuresOfRecording({ recording, pace, score: { summary: s, rows } }: PlainScore): Figures {
  const healthy = recording.truth.scenarios.filter(({ kind }) => kind === 'healthy');
  const loud = new Set(rows.filter(({ result }) => result === 'FALSE on healthy').map(({ ns }) => ns));
  return {
    title: `recording ${recording.name}, ${pace.replace('s', ' s')}`,
    fights: { of: s.expected, right: s.found },
    falseAlarms: s.falseAlarms,
    actors: s.actorsRight,
    writers: s.writerRight,
    counted: s.writesCounted,
    healthy: { of: healthy.length, right: healthy.length - loud.size },
  };
}

/** Figures of the field cases: the whole answer is right or not. */
export function figuresOfField(results: readonly FieldResult[]): Figures {
  const calm = results.filter(({ field }) => field.any.includes('-'));
  const fights = results.filter(({ field }) => !field.any.includes('-'));
  const right = (list: readonly FieldResult[]): Share => ({
    of: list.length,
    right: list.filter(({ faults }) => faults.length === 0).length,
  });
  const falseAlarms = sum(
    results.map(({ faults }) => faults.filter((text) => /^(should be quiet|says (?!none))/.test(text)).length)
  );
  return {
    title: 'cases from the field',
    fights: right(fights),
    falseAlarms,
    actors: undefined,
    writers: undefined,
    counted: undefined,
    healthy: right(calm),
  };
}

/** Figures of lives of the corpus. */
export function figuresOfLives(title: string, lives: readonly Life[]): Figures {
  const expected = lives.flatMap((life) => life.expected);
  const found = expected.filter((one) => one.found !== undefined);
  const calm = lives.filter(({ story }) => story.expect === null);
  return {
    title,
    fights: { of: expected.length, right: found.length },
    falseAlarms: sum(lives.map((life) => life.falseAlarms.length)),
    actors: ratio(found.filter((one) => one.actorsRight).length, found.length),
    writers: ratio(sum(lives.map((life) => life.writersRight)), sum(lives.map((life) => life.edges))),
    counted: ratio(sum(lives.map((life) => life.writesCounted)), sum(lives.map((life) => life.writes))),
    healthy: { of: calm.length, right: calm.filter((life) => life.falseAlarms.length === 0).length },
  };
}
