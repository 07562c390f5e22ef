// What must be true of every answer, by how much a fault left to be read.
import { findingsIn, graverThan, isNamedUnjudged, toldBy, type Said } from './commandLine';
import type { Fault, Leaves } from './faults';
import type { FleetWords } from './fleet';
import type { PanelWords } from './panel';

/** The same questions without the fault. */
export interface Clean {
  readonly fights: Said;
  readonly calm: Said;
}

/** Words that only a wholly judged calm may bring. */
const CALM = /Nothing fought here|calm, everything judged|calm, judged on every kind|all quiet/;
/** Traces of a program that fell over its own feet. */
const CRASH = /TypeError|ReferenceError|\[object Object\]|\bundefined\b|\bNaN\b|Infinity|went wrong|^\s+at .+:\d+/m;
const NOT_CALM = /not a calm (fleet|workload)|Nothing is judged/;

const newIn = (said: Said, clean: Said): string[] =>
  findingsIn(said.report).filter((finding) => !findingsIn(clean.report).includes(finding));

/** The fleet in which some fight, by the command line. */
export function expectFights(fault: Fault, said: Said, { fights }: Clean): void {
  expect(said.stderr).not.toMatch(CRASH);
  expect(newIn(said, fights)).toEqual([]);
  const found = findingsIn(said.report);
  if (fault.leaves === 'all') {
    expect({ status: said.status, found }).toEqual({ status: 1, found: findingsIn(fights.report) });
    expect(graverThan(said.report, fights.report)).toEqual([]);
    if (fault.says && !fault.panel) {
      expect(toldBy(said)).toMatch(fault.says);
    }
    return;
  }
  const gone = findingsIn(fights.report).filter((finding) => !found.includes(finding));
  expect(gone.filter((finding) => !isNamedUnjudged(said.report, finding))).toEqual([]);
  expect(said.status).toBe(found.length > 0 ? 1 : 2);
  expect(said.stderr).toMatch(fault.says ?? /./);
  if (fault.leaves === 'nothing') {
    expect(found).toEqual([]);
    expect(said.report.verdict).toBe('not-judged');
    expect(said.stderr).toMatch(NOT_CALM);
  }
}

/** The namespace in which nothing fights, by the command line: 0 only where everything was read and nothing is to be told. */
export function expectCalm(fault: Fault, said: Said): void {
  expect(said.stderr).not.toMatch(CRASH);
  expect(findingsIn(said.report)).toEqual([]);
  if (said.status === 0) {
    expect(fault.leaves).toBe('all');
    return;
  }
  expect(said.status).toBe(2);
  expect(said.stderr).toMatch(fault.says ?? /./);
  if (fault.leaves !== 'all') {
    expect(said.report.verdict).not.toBe(fault.leaves === 'nothing' ? 'calm' : 'fights');
  }
}

/** The fleet page in the app. */
export function expectFleet(fault: Fault, { heading, texts, ticks }: FleetWords): void {
  const text = texts.join(' ');
  expect(text).not.toMatch(CRASH);
  expect(heading).not.toBe('');
  if (fault.leaves === 'nothing') {
    expect({ ticks, calm: CALM.exec(text) }).toEqual({ ticks: 0, calm: null });
    expect(text).toMatch(NOT_CALM);
  }
  if (fault.says) {
    expect(text).toMatch(fault.says);
  }
}

/** The panel over a fight: never calm, whatever was left to be read; over a calm workload: never a fight. */
export function expectPanel(fault: Fault, isFight: boolean, { sizes, ticks }: PanelWords): void {
  const { leaves, says }: { leaves: Leaves; says?: RegExp } = fault.panel ?? fault;
  const all = sizes.flat().join(' ');
  expect(all).not.toMatch(CRASH);
  expect(sizes.every((texts) => texts.length > 0)).toBe(true);
  if (leaves !== 'all' || isFight) {
    expect({ ticks, calm: CALM.exec(all) }).toEqual({ ticks: 0, calm: null });
  }
  if (!isFight) {
    expect(all).not.toMatch(/\bfights?\b/);
  }
  if (leaves === 'nothing') {
    expect(all).not.toMatch(/calm as far as seen|\bfights?\b/);
    expect(sizes[0]?.join(' ')).toMatch(NOT_CALM);
  }
  if (says && leaves !== 'all') {
    expect(sizes[0]?.join(' ')).toMatch(says);
  }
}
