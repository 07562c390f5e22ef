// Cases from the field: what strangers reported, as series with a right answer beside them (tests/field/README.md). Each is
// read by the real sweep out of a database in memory and judged as by the command line, exit status included.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeFleet, type FleetAnswer } from '../../src/cli/judgeFleet';
import { statusOf } from '../../src/cli/status';
import { formatAllTimes, timeWords, UTC } from '../../src/kit/times';
import type { Finding } from '../../src/model/finding';
import { sweepSource } from '../../src/sources/sweep';
import { fakeDatabase, type Stored } from './fakeDatabase';
import { readColumns } from './recordedSource';

const FOLDER = join(__dirname, '../field');

/** `expect.json` of a case; tests/field/README.md says what each field means. */
export interface FieldExpectation {
  /** Unix seconds. */
  readonly from: number;
  readonly to: number;
  readonly namespaces?: readonly string[];
  readonly any: readonly string[];
  readonly never?: readonly string[];
  readonly first?: string;
  readonly says?: readonly string[];
  readonly silent?: readonly string[];
  readonly on?: readonly string[];
  readonly actors?: readonly string[];
  readonly strangers?: readonly string[];
  readonly forbid?: readonly string[];
  readonly orExit?: readonly number[];
  readonly whole?: boolean;
  readonly known?: string;
}

export interface FieldCase extends FieldExpectation {
  readonly name: string;
}

/** All cases, by name. */
export const FIELD_CASES: readonly FieldCase[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()
  .map((name) => ({
    name,
    ...(JSON.parse(readFileSync(join(FOLDER, name, 'expect.json'), 'utf8')) as FieldExpectation),
  }));

/** What a database would hold of a case. */
export function storedOf({ name }: FieldCase): Stored[] {
  return readColumns(join(FOLDER, name)).map(({ labels, times, values }) => ({
    labels,
    times: Float64Array.from(times),
    values: Float64Array.from(values),
  }));
}

/** The story of a case in one line: the first sentence of its README's story. */
export function storyOfCase({ name }: FieldCase): string {
  const text = readFileSync(join(FOLDER, name, 'README.md'), 'utf8');
  return /\*\*Story:\*\* ([^]*?[^0-9 ]\.)(?:\s|$)/.exec(text)?.[1] ?? '';
}

/** Sweeps and judges a case; times in texts are UTC. */
export async function answerOf(one: FieldCase): Promise<FleetAnswer> {
  const range = { from: one.from * 1000, to: one.to * 1000 };
  const namespaces = one.namespaces ?? [];
  const set = await sweepSource(fakeDatabase(storedOf(one))).fetch({ range, namespaces, clusterLabel: 'auto' });
  const answer = judgeFleet(set, { namespaces, strict: false });
  return { ...answer, report: formatAllTimes(answer.report, timeWords(UTC, range)) };
}

/** What is right above info is not said, or said otherwise. */
function missingIn(expected: FieldExpectation, loud: readonly Finding[], all: readonly Finding[]): string[] {
  const { any, first, says, actors } = expected;
  if (any.includes('-')) {
    return loud.map((f) => `should be quiet, says ${f.rule} of ${f.workload.name}`);
  }
  const mine = all.filter((f) => f.severity !== 'info' && (any.includes('*') || any.includes(f.rule)));
  if (mine.length === 0) {
    return [`says none of ${any.join(', ')}`];
  }
  const mute = (says ?? []).filter((text) => !mine.some((f) => f.summary.includes(text)));
  const absent = (actors ?? []).filter((family) => !mine.some((f) => f.actors.some((a) => a.family === family)));
  return [
    ...(first !== undefined && loud[0]?.rule !== first ? [`puts ${loud[0]?.rule ?? 'nothing'} first`] : []),
    ...mute.map((text) => `does not say ${text}`),
    ...absent.map((family) => `does not name ${family}`),
  ];
}

/** What a finding that was asked for says beside the right thing: of others, or of the wrong workloads. */
function excessIn({ any, silent = [], on, strangers = [] }: FieldExpectation, all: readonly Finding[]): string[] {
  const mine = all.filter((f) => f.severity !== 'info' && any.includes(f.rule));
  const places = mine.flatMap((f) => (f.workloads ?? [f.workload]).map((ref) => `${ref.namespace}/${ref.name}`));
  return [
    ...silent.filter((text) => mine.some((f) => f.summary.includes(text))).map((text) => `says ${text}`),
    ...strangers
      .filter((family) => mine.some((f) => f.actors.some((actor) => actor.family === family)))
      .map((family) => `names ${family}`),
    ...(on === undefined ? [] : places.filter((place) => !on.includes(place)).map((place) => `stands on ${place}`)),
  ];
}

/** What is wrong with an answer, in words; empty when it is right. */
export function faultsOf(expected: FieldExpectation, answer: FleetAnswer): string[] {
  const { findings } = answer.report;
  const all = findings.flatMap((f) => [f, ...f.caused]);
  const loud = findings.filter((f) => f.severity !== 'info');
  const fixes = JSON.stringify(all.map((f) => f.fixes));
  const isOtherExit = expected.orExit?.includes(statusOf(answer)) === true && answer.unread.length > 0;
  return [
    ...(isOtherExit ? [] : missingIn(expected, loud, all)),
    ...excessIn(expected, all),
    ...(expected.whole === true ? answer.unread.map((text) => `is not whole: ${text}`) : []),
    ...(expected.never ?? [])
      .filter((rule) => all.some((f) => f.severity !== 'info' && f.rule === rule))
      .map((rule) => `says ${rule}`),
    ...(expected.forbid ?? [])
      .filter((text) => fixes.includes(JSON.stringify(text).slice(1, -1)))
      .map((text) => `a fix contains ${JSON.stringify(text)}`),
  ];
}
