// One life of one story: simulate, scrape as some team would, analyze, compare with what the story says is true.
import type { Story } from '../../demo/cluster';
import { analyze } from '../../src/engine';
import type { Interval } from '../../src/kit/interval';
import type { Finding } from '../../src/model/finding';
import type { Report } from '../../src/model/report';
import { readSimulated } from '../support/simulatedSource';
import { detectionOf, type Detection } from './detection';
import { recordLife, says, START, type Recorded, type Scraping } from './recordLife';

/** Two scrapes and a sync: what a finding may begin before or end after the fight (tests/recordings/score.mjs). */
const SLACK = 90_000;
/** From numbers alone these are one thing: a writer outside the autoscalers. */
const OUTSIDE = new Set(['gitops', 'human', 'cron', 'ci', 'drain', 'external', 'rollout']);

/** A rule that the story says must be told, and what was told of it. */
export interface Expected {
  readonly rule: string;
  /** The finding of that rule, or the finding that counts it among its consequences. */
  readonly found: Finding | undefined;
  readonly actorsRight: boolean;
  /** Seconds between the edges of the finding and of the fight; undefined where the story does not tell. */
  readonly startError: number | undefined;
  readonly endError: number | undefined;
  /** When a page left open would have told it; undefined where that was not watched or the story does not tell. */
  readonly detection: Detection | undefined;
}

/** What became of one seed of one story. */
export interface Life {
  readonly story: Story;
  readonly seed: number;
  readonly scraping: Scraping;
  readonly expected: readonly Expected[];
  readonly falseAlarms: readonly Finding[];
  readonly edges: number;
  readonly writersRight: number;
  readonly writes: number;
  readonly writesCounted: number;
}

function kin(family: string): string {
  return OUTSIDE.has(family) ? 'outside' : family;
}

/** KEDA's own HPA may be named as hpa or as keda: the two are one owner. */
function namesAll(finding: Finding, wanted: readonly string[]): boolean {
  const got = new Set([finding, ...finding.caused].flatMap((f) => f.actors.map((actor) => kin(actor.family))));
  const isKeda = got.has('keda') || got.has('hpa');
  return wanted.every((family) => got.has(kin(family)) || ((family === 'keda' || family === 'hpa') && isKeda));
}

/** Visible edges with the last true writer of their interval, and how many of all writes were counted. */
function scoreWrites(
  report: Report,
  { cluster, range }: Recorded
): Pick<Life, 'edges' | 'writersRight' | 'writes' | 'writesCounted'> {
  const score = { edges: 0, writersRight: 0, writes: 0, writesCounted: 0 };
  const warm = range.from + SLACK;
  for (const { workload, actions } of report.workloads) {
    const mine = cluster.writes.filter(
      (w) =>
        w.namespace === workload.namespace &&
        w.workload === workload.name &&
        w.from !== w.to &&
        w.atMs > warm &&
        w.atMs <= range.to
    );
    let claimed = 0;
    for (const action of actions.filter((a) => a.field === 'replicas' && a.interval.to > warm)) {
      claimed += (action.from === action.to ? 0 : 1) + action.hidden;
      const last = mine.filter((w) => w.atMs > action.interval.from - 100 && w.atMs <= action.interval.to + 100).at(-1);
      if (action.from !== action.to && last) {
        score.edges++;
        score.writersRight += kin(action.actor.family) === kin(last.writer.family) ? 1 : 0;
      }
    }
    score.writes += mine.length;
    score.writesCounted += Math.min(claimed, mine.length);
  }
  return score;
}

/** The fight of a story, as far as it tells when that is. */
function fightOf(story: Story): Interval {
  return {
    from: START + (story.fromSeconds ?? 0) * 1000,
    to: START + (story.toSeconds ?? story.seconds) * 1000,
  };
}

/** What was told of the story's first cause (within its time) or of a further one (at any time). */
function expectedOf(
  report: Report,
  recorded: Recorded,
  { story, seed, watched }: { story: Story; seed: number; watched: boolean },
  rule: string
): Expected {
  const isFirst = rule === story.expect;
  const fight = fightOf(story);
  const meets = (f: Finding): boolean =>
    !isFirst || f.intervals.some((i) => i.from <= fight.to + SLACK && i.to >= fight.from - SLACK);
  const hits = report.findings.filter((f) => says(f, rule) && meets(f));
  const found = hits.find((f) => f.rule === rule) ?? hits[0];
  const actors = isFirst ? story.actors : (story.also.find((cause) => cause.rule === rule)?.actors ?? []);
  const told = isFirst && story.fromSeconds !== undefined && found !== undefined;
  const exact = told && found.rule === rule;
  return {
    rule,
    found,
    actorsRight: found !== undefined && namesAll(found, actors),
    startError: exact ? Math.abs(Math.min(...found.intervals.map((i) => i.from)) - fight.from) / 1000 : undefined,
    endError: exact ? Math.abs(Math.max(...found.intervals.map((i) => i.to)) - fight.to) / 1000 : undefined,
    detection: told && watched ? detectionOf(story, seed, recorded, rule, fight) : undefined,
  };
}

/** The rules that a story says must be told. */
export function rulesOf(story: Story): string[] {
  return story.expect === null ? [] : [story.expect, ...story.also.map((cause) => cause.rule)];
}

/** Lives one story with one seed and judges it; `watched` also reads it again and again, as a page left open does. */
export function live(story: Story, seed: number, watched = false): Life {
  const recorded = recordLife(story, seed);
  const report = analyze(readSimulated(recorded.series, recorded.range));
  const rules = rulesOf(story);
  const fine = new Set([...rules, ...(story.allowed ?? [])]);
  return {
    story,
    seed,
    scraping: recorded.scraping,
    expected: rules.map((rule) => expectedOf(report, recorded, { story, seed, watched }, rule)),
    falseAlarms: report.findings.filter((f) => f.severity !== 'info' && !fine.has(f.rule)),
    ...scoreWrites(report, recorded),
  };
}
