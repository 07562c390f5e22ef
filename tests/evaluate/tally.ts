// Lives added up per rule, as lines to read and as a table for the docs.
import { groupBy, isPresent } from '../../src/kit/array';
import { median, sum } from '../../src/kit/stats';
import { RULES } from '../../src/engine';
import type { Life } from './live';

export interface Tally {
  readonly rule: string;
  readonly expected: number;
  readonly fired: number;
  readonly actorsRight: number;
  /** `seed@scrape` of each miss. */
  readonly missed: readonly string[];
  /** Where this rule spoke without being asked. */
  readonly falseAlarms: readonly string[];
  readonly startError: number | undefined;
  readonly endError: number | undefined;
}

/** One tally per rule, in the order of the catalogue. */
export function tallyOf(lives: readonly Life[]): Tally[] {
  const byRule = groupBy(lives, (life) => life.story.expect ?? '');
  const alarms = groupBy(
    lives.flatMap((life) => life.falseAlarms.map((finding) => ({ life, finding }))),
    ({ finding }) => finding.rule
  );
  return RULES.map(({ id }) => {
    const mine = byRule.get(id) ?? [];
    const fired = mine.filter((life) => life.found !== undefined);
    return {
      rule: id,
      expected: mine.length,
      fired: fired.length,
      actorsRight: fired.filter((life) => life.actorsRight).length,
      missed: mine.filter((life) => !life.found).map((life) => `${life.seed}@${life.scraping.scrapeSeconds}s`),
      falseAlarms: (alarms.get(id) ?? []).map(
        ({ life, finding }) => `in ${life.story.id} ${life.seed}@${life.scraping.scrapeSeconds}s: ${finding.summary}`
      ),
      startError: median(fired.map((life) => life.startError).filter(isPresent)),
      endError: median(fired.map((life) => life.endError).filter(isPresent)),
    };
  });
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** Recall, precision, actors and writers over everything. */
export function summaryLine(lives: readonly Life[], tallies: readonly Tally[]): string {
  const fired = sum(tallies.map((t) => t.fired));
  const expected = sum(tallies.map((t) => t.expected));
  const wrong = sum(tallies.map((t) => t.falseAlarms.length));
  const calm = lives.filter((life) => life.story.expect === null);
  const noisy = calm.filter((life) => life.falseAlarms.length > 0).length;
  return [
    `recall ${percent(fired, expected)} (${fired}/${expected})`,
    `precision ${percent(fired, fired + wrong)} (${wrong} false)`,
    `actors ${percent(sum(tallies.map((t) => t.actorsRight)), fired)}`,
    `calm lives disturbed ${noisy}/${calm.length}`,
    `last writer of an edge ${percent(sum(lives.map((l) => l.writersRight)), sum(lives.map((l) => l.edges)))}`,
    `writes counted ${percent(sum(lives.map((l) => l.writesCounted)), sum(lives.map((l) => l.writes)))}`,
  ].join(', ');
}

/** The table of docs/detection.md. */
export function tableOf(tallies: readonly Tally[]): string {
  const seconds = (value: number | undefined): string => (value === undefined ? '–' : `${Math.round(value)} s`);
  const rows = tallies.map((t) =>
    [
      t.rule,
      `${t.fired}/${t.expected}`,
      String(t.falseAlarms.length),
      percent(t.actorsRight, t.fired),
      seconds(t.startError),
      seconds(t.endError),
      missedText(t),
    ].join(' | ')
  );
  const head = 'rule | found | false | actors right | start off by (median) | end off by (median) | missed at';
  return [`| ${head} |`, '|---|---|---|---|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n');
}

/** Scrape intervals at which it was missed: most weak spots are a matter of sampling. */
function missedText(tally: Tally): string {
  const groups = groupBy(tally.missed, (text) => text.replace(/^\d+@/, ''));
  return [...groups].map(([scrape, list]) => `${scrape} ×${list.length}`).join(', ');
}
