// `npm run evaluate`: the whole line over the corpus of simulated stories, seed by seed. Prints per rule what fired, what
// was missed, what was false, whose actors were wrong, and how far off the interval was.
//   --seeds N   lives of each story (default 3; 30 for the table in the docs)   --only ID[,ID]   only these stories
//   --list      also the rules without a flaw                                   --write          the table into docs/detection.md
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { STORIES } from '../../demo/cluster';
import { live, type Life } from './live';
import { summaryLine, tableOf, tallyOf, type Tally } from './tally';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    only: { type: 'string' },
    list: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});

const MARKS = ['<!-- corpus -->', '<!-- /corpus -->'] as const;

/** Puts the text between the two marks of docs/detection.md. */
function writeDocs(text: string): void {
  const file = join(__dirname, '../../docs/detection.md');
  const before = readFileSync(file, 'utf8');
  const [open, close] = MARKS.map((mark) => before.indexOf(mark));
  const section = `${MARKS[0]}\n\n${text}\n\n${MARKS[1]}`;
  const after =
    open === undefined || close === undefined || open < 0 || close < open
      ? `${before.trimEnd()}\n\n## The corpus of simulated stories\n\n${section}\n`
      : before.slice(0, open) + section + before.slice(close + MARKS[1].length);
  writeFileSync(file, after);
}

function isFlawed(tally: Tally): boolean {
  return tally.fired < tally.expected || tally.falseAlarms.length > 0 || tally.actorsRight < tally.fired;
}

function main(): void {
  const seeds = Number(values.seeds ?? 3);
  const wanted = values.only?.split(',');
  const stories = STORIES.filter((story) => !wanted || wanted.includes(story.id));
  const lives: Life[] = stories.flatMap((story) => Array.from({ length: seeds }, (_, seed) => live(story, seed)));
  const tallies = tallyOf(lives);
  for (const tally of tallies.filter((t) => values.list === true || isFlawed(t))) {
    process.stdout.write(
      `${tally.rule.padEnd(36)} ${tally.fired}/${tally.expected}  false ${tally.falseAlarms.length}  `
    );
    process.stdout.write(`actors ${tally.actorsRight}/${tally.fired}  missed ${tally.missed.join(' ') || '-'}\n`);
    tally.falseAlarms.slice(0, 3).forEach((text) => process.stdout.write(`      ${text}\n`));
  }
  const line = summaryLine(lives, tallies);
  process.stdout.write(`${line}\n`);
  if (values.write === true) {
    const how = `${stories.length} stories, ${seeds} seeds each: names, sizes and rhythms vary with the seed, and so do scrape interval (15, 30, 60 s), jitter, lost scrapes (5 %), HA doubles and label dialects.`;
    writeDocs(
      `${how} \`npm run evaluate -- --seeds ${seeds} --write\` makes this table.\n\n${line}\n\n${tableOf(tallies)}`
    );
  }
}

main();
