// Lives added up per rule, as lines to read and as a table for the docs.
import { formatTimes, timeWords, UTC } from '../../src/kit/times';
import { groupBy, isPresent } from '../../src/kit/array';
import { median, quantile, sum } from '../../src/kit/stats';
import { count } from '../../src/kit/text';
import { RULES } from '../../src/engine';
import type { Detection } from './detection';
import type { Expected, Life } from './live';
import type { RecordedScores } from './recordedScores';

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
  readonly detections: readonly Detection[];
}

/** One tally per rule, in the order of the catalogue. */
export function tallyOf(lives: readonly Life[]): Tally[] {
  const told = lives.flatMap((life) => life.expected.map((expected) => ({ life, expected })));
  const byRule = groupBy(told, ({ expected }) => expected.rule);
  const alarms = groupBy(
    lives.flatMap((life) => life.falseAlarms.map((finding) => ({ life, finding }))),
    ({ finding }) => finding.rule
  );
  return RULES.map(({ id }) => {
    const mine = byRule.get(id) ?? [];
    const fired = mine.map(({ expected }) => expected).filter((expected) => expected.found !== undefined);
    return {
      rule: id,
      expected: mine.length,
      fired: fired.length,
      actorsRight: fired.filter((expected) => expected.actorsRight).length,
      missed: mine
        .filter(({ expected }) => !expected.found)
        .map(({ life }) => `${life.story.id === id ? '' : `${life.story.id} `}${life.seed}@${scrapeOf(life)}`),
      falseAlarms: (alarms.get(id) ?? []).map(
        ({ life, finding }) =>
          `in ${life.story.id} ${life.seed}@${scrapeOf(life)}: ${formatTimes(finding.summary, timeWords(UTC))}`
      ),
      startError: median(fired.map((expected) => expected.startError).filter(isPresent)),
      endError: median(fired.map((expected) => expected.endError).filter(isPresent)),
      detections: fired.map((expected) => expected.detection).filter(isPresent),
    };
  });
}

function scrapeOf(life: Life): string {
  return `${life.scraping.scrapeSeconds}s`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

function recallOf(expected: readonly Expected[]): string {
  const found = expected.filter((one) => one.found).length;
  return `${percent(found, expected.length)} (${found}/${expected.length})`;
}

/** Minutes that a page left open waits, at the median and at the 90th percentile, and what it unsaid. */
function watchLine(detections: readonly Detection[]): string {
  const minutes = detections.map((one) => one.seconds / 60);
  const at = (share: number): string => `${Math.round(quantile(minutes, share) ?? NaN)} min`;
  return detections.length === 0
    ? 'time to detect not watched'
    : `told after ${at(0.5)} (median), ${at(0.9)} (90th percentile) of ${detections.length} fights watched minute by minute; ${detections.filter((one) => one.unsaid).length} unsaid later, ${detections.filter((one) => one.excused).length} by a deploy right after`;
}

/** Recall, precision, actors and writers over everything, and the waiting. */
export function summaryLines(lives: readonly Life[], tallies: readonly Tally[]): string[] {
  const fired = sum(tallies.map((t) => t.fired));
  const expected = sum(tallies.map((t) => t.expected));
  const wrong = sum(tallies.map((t) => t.falseAlarms.length));
  const calm = lives.filter((life) => life.story.expect === null);
  const noisy = calm.filter((life) => life.falseAlarms.length > 0).length;
  const mixed = lives.filter((life) => life.story.also.length > 0).flatMap((life) => life.expected);
  return [
    [
      `recall ${percent(fired, expected)} (${fired}/${expected})`,
      `precision ${percent(fired, fired + wrong)} (${wrong} false)`,
      `actors ${percent(sum(tallies.map((t) => t.actorsRight)), fired)}`,
      `calm lives disturbed ${noisy}/${calm.length}`,
      `last writer of an edge ${percent(sum(lives.map((l) => l.writersRight)), sum(lives.map((l) => l.edges)))}`,
      `writes counted ${percent(sum(lives.map((l) => l.writesCounted)), sum(lives.map((l) => l.writes)))}`,
    ].join(', '),
    `causes found where several act on one workload: ${recallOf(mixed)}`,
    watchLine(tallies.flatMap((t) => t.detections)),
  ];
}

/** Stories that are listed as told wrong and were right in every life: ids. */
export function noLongerKnown(lives: readonly Life[]): string[] {
  const known = groupBy(
    lives.filter(({ story }) => story.known !== undefined),
    ({ story }) => story.id
  );
  const isRight = ({ expected, falseAlarms }: Life): boolean =>
    falseAlarms.length === 0 && expected.every((one) => one.found !== undefined && one.actorsRight);
  return [...known].filter(([, mine]) => mine.every(isRight)).map(([id]) => id);
}

/** Whole seconds, or a dash where nothing is known. */
export function secondsText(value: number | undefined): string {
  return value === undefined ? '–' : `${Math.round(value)} s`;
}

/** Minutes until it was told, at the median, and how often it was unsaid. */
export function waitText({ detections }: Tally): string {
  const waited = median(detections.map((one) => one.seconds));
  const unsaid = detections.filter((one) => one.unsaid || one.excused).length;
  return waited === undefined ? '–' : `${Math.round(waited / 60)} min${unsaid > 0 ? `, ${unsaid} unsaid` : ''}`;
}

/** Expectations of a rule met in a recording, both paces together. */
function recordedText({ plain }: RecordedScores, name: string, rule: string): string {
  const rows = [...plain.values()]
    .filter(({ recording }) => recording.name === name)
    .flatMap(({ score }) => score.rows)
    .filter((row) => row.rule === rule && /^(found|missed)/.test(row.result));
  const found = rows.filter(({ result }) => result.startsWith('found'));
  return rows.length === 0 ? '–' : `${found.length}/${rows.length}`;
}

function rowOf(t: Tally, recorded: RecordedScores): string {
  const cells = [
    t.rule,
    recordedText(recorded, 'a', t.rule),
    recordedText(recorded, 'b', t.rule),
    `${t.fired}/${t.expected}`,
    String(t.falseAlarms.length),
    percent(t.actorsRight, t.fired),
    secondsText(t.startError),
    secondsText(t.endError),
    waitText(t),
    missedText(t),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Scrape intervals at which it was missed: most weak spots are a matter of sampling. */
function missedText(tally: Tally): string {
  const groups = groupBy(tally.missed, (text) => text.replace(/\d+@/, '').trim());
  return [...groups].map(([scrape, list]) => `${scrape} ×${list.length}`).join(', ');
}

/** The text of docs/detection.md about the corpus. */
export function corpusPart(
  lives: readonly Life[],
  tallies: readonly Tally[],
  { seeds, recorded }: { seeds: number; recorded: RecordedScores }
): string {
  const stories = new Set(lives.map((life) => life.story.id));
  return `## The corpus of simulated stories

${stories.size} stories, ${count(seeds, 'seed')} each: names, sizes and rhythms vary with the seed, and so do scrape interval (15, 30, 60 s), jitter, lost scrapes (5 %), scrapes that begin late, a restarted exporter, HA doubles and label dialects.

${summaryLines(lives, tallies)
  .map((line) => `- ${line}`)
  .join('\n')}

Told after: how long a page that is read again every minute would have waited, from the begin of the fight on. Unsaid: it was told, and gone from a later reading that still covered it; or gone once every workload was rolled out anew 5 s after it was told, as with a fix.

| rule | first recording | second recording | found in the corpus | false | actors right | start off by (median) | end off by (median) | told after (median) | missed at |
|---|---|---|---|---|---|---|---|---|---|
${tallies.map((tally) => rowOf(tally, recorded)).join('\n')}
`;
}
