// `npm run evaluate`: the whole line over both recordings, the first in all its forms, over the cases from the field, and over
// the corpus of simulated stories, seed by seed. Prints per rule what fired, what was missed, what was false, whose actors were wrong, how far off the
// interval was, and how long a page left open would have waited for it.
//   --seeds N        lives of each story (default 3; 30 for the docs)    --only ID[,ID]   only these stories, nothing else
//   --watched N      lives of each story that are read again every minute (default 6)
//   --flawed         only the rules with a flaw                          --write          everything into docs/detection.md
//   --thresholds     instead: what each threshold costs and brings; with --write into docs/thresholds.md
//   --losses         instead: takes data away and looks that nothing appears, goes unsaid or becomes surer; fails if it does.
//                    --only takes recordings, a-15s, b-60s and the like, and stories too; --namespaces NS[,NS] a part of the recordings;
//                    --every N each N-th loss
//   --scans          instead: whether the scans of a large fleet name the workload of every finding, on both databases; fails where
//                    one does not. --only takes recordings, field, stories, and names of one of them
//   --dialects       instead: the same hours as other set-ups hold them; fails where a finding is neither there nor named; with
//                    --write into docs/dialects.md. --only takes recordings, stories, a, b and stories; --namespaces, --every as above
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { STORIES, type Story } from '../../demo/cluster';
import { dialectsData, dialectsResults } from '../support/dialectsDoc';
import { dialectLines, tryDialects } from './dialects';
import { fieldLines, fieldPart, judgeField } from './fieldPart';
import { live, type Life } from './live';
import { lossLines, tryLosses } from './losses';
import { recordingLines, scoreRecordings } from './recordedScores';
import { recordingPart } from './recordingPart';
import { tryScans } from './scans';
import { sideBySidePart } from './sideBySide';
import { corpusPart, noLongerKnown, secondsText, summaryLines, tallyOf, waitText, type Tally } from './tally';
import { sweepThresholds, thresholdsPart } from './thresholds';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    watched: { type: 'string' },
    only: { type: 'string' },
    flawed: { type: 'boolean' },
    thresholds: { type: 'boolean' },
    losses: { type: 'boolean' },
    dialects: { type: 'boolean' },
    scans: { type: 'boolean' },
    namespaces: { type: 'string' },
    every: { type: 'string' },
    write: { type: 'boolean' },
  },
});

/** Lives of each story that are read minute by minute: a hundred readings each, so not all of them. */
const WATCHED = Number(values.watched ?? 6);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function writeDoc(name: string, text: string): void {
  writeFileSync(join(__dirname, '../../docs', name), `${text.trimEnd()}\n`);
}

function isFlawed(tally: Tally): boolean {
  return tally.fired < tally.expected || tally.falseAlarms.length > 0 || tally.actorsRight < tally.fired;
}

const COLUMNS = ['fired', 'missed', 'false', 'wrong actor', 'start off', 'end off', 'told after'];

function printRow(name: string, cells: readonly string[]): void {
  print([name.padEnd(34), ...cells.map((cell, i) => cell.padStart((COLUMNS[i] ?? '').length + 2))].join(''));
}

function printTally(tally: Tally): void {
  printRow(tally.rule, [
    String(tally.fired),
    String(tally.expected - tally.fired),
    String(tally.falseAlarms.length),
    String(tally.fired - tally.actorsRight),
    secondsText(tally.startError),
    secondsText(tally.endError),
    waitText(tally),
  ]);
  if (tally.missed.length > 0) {
    print(`    missed ${tally.missed.join(' ')}`);
  }
  tally.falseAlarms.slice(0, 3).forEach((text) => print(`    false ${text}`));
}

interface Corpus {
  readonly lives: readonly Life[];
  readonly tallies: readonly Tally[];
}

function evaluateCorpus(stories: readonly Story[], seeds: number): Corpus {
  const lives: Life[] = stories.flatMap((story) =>
    Array.from({ length: seeds }, (_, seed) => live(story, seed, seed < WATCHED))
  );
  const tallies = tallyOf(lives);
  printRow('per rule', COLUMNS);
  tallies
    .filter((t) => (values.flawed === true ? isFlawed(t) : t.expected + t.falseAlarms.length > 0))
    .forEach(printTally);
  summaryLines(lives, tallies).forEach(print);
  noLongerKnown(lives).forEach((id) => print(`${id} is told right now: its \`known\` can go`));
  return { lives, tallies };
}

/** Takes data away; a breach of the law ends the program with 1. */
function evaluateLosses(seeds: number): void {
  const tally = tryLosses(
    {
      only: values.only?.split(','),
      namespaces: values.namespaces?.split(','),
      seeds,
      every: Number(values.every ?? 1),
    },
    (name, { cases, breaches }) => process.stderr.write(`${name}: ${cases} losses, ${breaches.size} kinds of breach\n`)
  );
  lossLines(tally).forEach(print);
  process.exitCode = tally.breaches.size > 0 ? 1 : 0;
}

/** Asks the scans of a large fleet; a finding that they do not name ends the program with 1. */
async function evaluateScans(seeds: number): Promise<void> {
  const tally = await tryScans({ only: values.only?.split(','), seeds }, (name, { findings, breaches }) => {
    process.stderr.write(`${name}: ${findings} findings above info, ${breaches.length} not named\n`);
    breaches.forEach((text) => process.stderr.write(`  ${text}\n`));
  });
  print(
    `${tally.findings} findings above info (both databases counted), ${tally.breaches.length} not named by a scan of their rule`
  );
  tally.breaches.forEach((text) => print(`  ${text}`));
  process.exitCode = tally.breaches.length > 0 ? 1 : 0;
}

/** Everything measured side by side, into docs/detection.md when that is wanted. */
async function evaluateAll(seeds: number): Promise<void> {
  const recorded = scoreRecordings();
  recordingLines(recorded).forEach(print);
  const field = await judgeField();
  fieldLines(field).forEach(print);
  const corpus = evaluateCorpus(STORIES, seeds);
  if (values.write === true) {
    const parts = [
      sideBySidePart({ recorded, field, seeds, ...corpus }),
      recordingPart(recorded),
      fieldPart(field),
      corpusPart(corpus.lives, corpus.tallies, { seeds, recorded }),
    ];
    writeDoc('detection.md', parts.join('\n'));
  }
}

/** Reads everything as other set-ups hold it; a finding that is neither there nor named ends the program with 1. */
function evaluateDialects(seeds: number): void {
  const tallies = tryDialects(
    {
      only: values.only?.split(','),
      namespaces: values.namespaces?.split(','),
      seeds,
      every: Number(values.every ?? 1),
    },
    (id) => process.stderr.write(`${id}\n`)
  );
  dialectLines(tallies).forEach(print);
  if (values.write === true) {
    writeDoc('dialects.md', `${dialectsData()}\n${dialectsResults(tallies)}`);
  }
  process.exitCode = [...tallies.values()].some(({ breaches }) => breaches.length > 0) ? 1 : 0;
}

async function main(): Promise<void> {
  if (values.dialects === true) {
    evaluateDialects(Number(values.seeds ?? 1));
    return;
  }
  if (values.scans === true) {
    await evaluateScans(Number(values.seeds ?? 1));
    return;
  }
  if (values.losses === true) {
    evaluateLosses(Number(values.seeds ?? 1));
    return;
  }
  const seeds = Number(values.seeds ?? 3);
  const wanted = values.only?.split(',');
  const stories = STORIES.filter((story) => !wanted || wanted.includes(story.id));
  if (values.thresholds === true) {
    const text = thresholdsPart(sweepThresholds(stories, seeds), stories.length, seeds);
    print(text);
    if (values.write === true) {
      writeDoc('thresholds.md', text);
    }
    return;
  }
  if (wanted) {
    evaluateCorpus(stories, seeds);
  } else {
    await evaluateAll(seeds);
  }
}

void main();
