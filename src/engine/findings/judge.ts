// Detections -> findings: state, severity by one scale, one story per cause (of several findings on one
// workload the cause is named first, the rest are its consequences).
import { sortBy } from '../../kit/array';
import { clip, hull, lengthOf, mergeIntervals, type Interval, type UnixMs } from '../../kit/interval';
import { sum } from '../../kit/stats';
import { clock } from '../../kit/moment';
import { count, duration, number } from '../../kit/text';
import {
  SEVERITIES,
  type Finding,
  type FindingState,
  type Impact,
  type RuleId,
  type Severity,
} from '../../model/finding';
import { coverageOf, valueAt } from '../../model/signal';
import { workloadKey } from '../../model/workload';
import { actionsIn, type Facts } from '../episodes/facts';
import type { Detection, Rule } from '../rules/defineRule';
import { adviceOf } from './advice';
import { impactOf } from './impact';

const MINUTE = 60_000;

function stateOf(detection: Detection<unknown>, facts: Facts): FindingState {
  if (detection.preconditionOnly) {
    return 'will-fight';
  }
  const end = Math.max(...detection.intervals.map((i) => i.to));
  const patience = Math.max(4 * facts.scrape, 1.5 * (detection.rhythm ?? 0));
  return facts.range.to - end <= patience ? 'fighting' : 'ended';
}

/** Capacity was clearly below demand: on average one replica, and a tenth of what was asked for. */
function isShort(facts: Facts, detection: Detection<unknown>, impact: Impact): boolean {
  const minutes = sum(detection.intervals.map(lengthOf)) / MINUTE;
  const short = (impact.replicaMinutesShort ?? 0) / Math.max(minutes, 1);
  const asked = Math.max(0, ...detection.intervals.map((i) => valueAt(facts.proposal, (i.from + i.to) / 2) ?? 0));
  return short >= Math.max(1, 0.1 * asked);
}

/** The fight never moved more than one replica and a tenth. */
function isSmall(facts: Facts, detection: Detection<unknown>): boolean {
  const edges = detection.intervals.flatMap((i) => actionsIn(facts.edges, i));
  return (
    edges.length > 0 &&
    edges.every((e) => Math.abs(e.to - e.from) <= 1 && Math.abs(e.to - e.from) <= 0.1 * Math.max(e.from, e.to))
  );
}

function step(severity: Severity, by: -1 | 1): Severity {
  const i = SEVERITIES.indexOf(severity);
  return SEVERITIES[Math.min(SEVERITIES.length - 1, Math.max(0, i + by))] ?? severity;
}

/** Raised where users feel it, lowered where a fight is tiny; waste has no amplitude; info and preconditions stay. */
function weigh(base: Severity, facts: Facts, detection: Detection<unknown>, impact: Impact): Severity {
  if (base === 'info' || detection.preconditionOnly) {
    return base;
  }
  if (isShort(facts, detection, impact)) {
    return step(base, -1);
  }
  return base !== 'low' && isSmall(facts, detection) ? step(base, 1) : base;
}

function harm(impact: Impact): string {
  const parts = [
    impact.hiddenWrites ? count(impact.hiddenWrites, 'hidden write') : '',
    impact.podsMade ? `${impact.podsMadeInferred ? '≈ ' : ''}${count(impact.podsMade, 'pod')} made` : '',
    impact.evictions ? `${count(impact.evictions, 'eviction')}` : '',
    impact.replicaMinutesShort && impact.replicaMinutesShort >= 1
      ? `${number(Math.round(impact.replicaMinutesShort))} replica-minutes short`
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` ${parts.join(', ')}.`;
}

/** `from 01:38:42 to 02:08:12`, and how much of that time where it came and went. */
function spanOf(intervals: Finding['intervals'], start: string, to: UnixMs): string {
  const total = duration(sum(intervals.map(lengthOf)));
  return intervals.length === 1
    ? `from ${start} to ${clock(to)} (${total})`
    : `from ${start} to ${clock(to)}: ${intervals.length} episodes, ${total} in total`;
}

/** Since when: two actors fight; one alone affects the workload; a bare precondition is only set up. */
function since(
  { state, intervals, actors }: Pick<Finding, 'state' | 'intervals' | 'actors'>,
  facts: Facts,
  place: string
): string {
  const from = Math.min(...intervals.map((i) => i.from));
  const to = Math.max(...intervals.map((i) => i.to));
  const start = `${from <= facts.range.from + 2 * facts.scrape ? 'before ' : ''}${clock(from)}`;
  if (state === 'will-fight') {
    return `${place}: set up like this since ${start}, no fight yet.`;
  }
  const isFight = actors.length > 1;
  if (state === 'ended') {
    return `${place}: ${isFight ? 'fought' : 'affected'} ${spanOf(intervals, start, to)}.`;
  }
  return `${place}: ${isFight ? 'fighting' : 'affected'} since ${start}.`;
}

/** A bare precondition is reported only for the time in which the workload was seen. */
function seenOf({ preconditionOnly, intervals }: Detection<unknown>, facts: Facts): readonly Interval[] {
  const seen = preconditionOnly && facts.replicas ? hull(coverageOf(facts.replicas)) : undefined;
  const inside = seen ? intervals.flatMap((interval) => clip(interval, seen) ?? []) : [];
  return inside.length > 0 ? inside : intervals;
}

/** One finding out of one detection. */
export function toFinding(rule: Rule, detection: Detection<unknown>, facts: Facts): Finding {
  const intervals = mergeIntervals(seenOf(detection, facts));
  const impact = impactOf(facts, intervals);
  const story = rule.explain(detection, facts, impact);
  const state = stateOf(detection, facts);
  const { namespace, name } = facts.workload;
  const place = namespace === '' ? name : `${namespace}/${name}`;
  return {
    id: `${rule.id}|${workloadKey(facts.workload)}${detection.about === undefined ? '' : `#${detection.about}`}`,
    rule: rule.id,
    ...(detection.about === undefined ? {} : { about: detection.about }),
    traits: rule.traits ?? [],
    title: rule.title,
    state,
    workload: facts.workload,
    ...(detection.workloads ? { workloads: detection.workloads } : {}),
    intervals,
    severity: weigh(rule.severity(detection, facts, impact), facts, detection, impact),
    confidence: detection.confidence,
    confidenceNotes: detection.confidenceNotes,
    actors: detection.actors,
    summary: story.summary,
    detail: `${since({ state, intervals, actors: detection.actors }, facts, place)}${story.detail ? ` ${story.detail}` : ''}${harm(impact)}`,
    label: story.label,
    consequences: [],
    caused: [],
    evidence: detection.evidence,
    echoes: detection.echoes ?? [],
    impact,
    fixes: adviceOf(rule, detection, facts, impact),
    causeKey: story.causeKey ?? rule.id,
    causeTitle: story.causeTitle ?? rule.title,
  };
}

/** Detections of one rule on one workload, about one thing, are one finding: the parts in time order, the gravest one speaking for all. */
function joinSameRule(findings: readonly Finding[]): Finding | undefined {
  const [first, ...rest] = sortBy(
    findings,
    (f) => (f.state === 'will-fight' ? 1 : 0),
    (f) => SEVERITIES.indexOf(f.severity),
    (f) => f.intervals[0]?.from ?? 0
  );
  if (!first || rest.length === 0) {
    return first;
  }
  return {
    ...first,
    state: [first, ...rest].some((f) => f.state === 'fighting') ? 'fighting' : first.state,
    intervals: mergeIntervals([first, ...rest].flatMap((f) => f.intervals)),
    evidence: [first, ...rest].flatMap((f) => f.evidence),
    echoes: [first, ...rest].flatMap((f) => f.echoes),
  };
}

/** What detections say of their place among the others, beyond what their rules always explain. */
interface Places {
  readonly also: ReadonlyMap<RuleId, readonly RuleId[]>;
  readonly apart: ReadonlySet<RuleId>;
}

function placesOf(detections: ReadonlyArray<readonly [Rule, Detection<unknown>]>): Places {
  const also = new Map<RuleId, readonly RuleId[]>();
  for (const [rule, detection] of detections) {
    also.set(rule.id, [...(also.get(rule.id) ?? []), ...(detection.explains ?? [])]);
  }
  return { also, apart: new Set(detections.filter(([, detection]) => detection.apart).map(([rule]) => rule.id)) };
}

/** Hangs what one finding causes below it, unless it stands apart; a cause that is itself caused passes its consequences up. */
function tellAsStories(findings: readonly Finding[], rules: readonly Rule[], { also, apart }: Places): Finding[] {
  const explains = new Map(rules.map((rule) => [rule.id, [...rule.explains, ...(also.get(rule.id) ?? [])]]));
  const causeOf = (f: Finding): Finding | undefined =>
    findings.find(
      (other) =>
        other !== f &&
        !apart.has(f.rule) &&
        other.state !== 'will-fight' &&
        (explains.get(other.rule) ?? []).includes(f.rule) &&
        !((explains.get(f.rule) ?? []).includes(other.rule) && f.state !== 'will-fight')
    );
  const root = (f: Finding, depth = 0): Finding => {
    const cause = depth < 5 ? causeOf(f) : undefined;
    return cause ? root(cause, depth + 1) : f;
  };
  return findings
    .filter((f) => root(f) === f)
    .map((f) => {
      const caused = findings.filter((other) => other !== f && root(other) === f);
      return { ...f, caused, consequences: caused.map((c) => c.rule) };
    });
}

/** All findings on one workload, causes first. */
export function judge(
  facts: Facts,
  detections: ReadonlyArray<readonly [Rule, Detection<unknown>]>,
  rules: readonly Rule[]
): Finding[] {
  const byRule = new Map<string, Finding[]>();
  for (const [rule, detection] of detections) {
    const key = `${rule.id}#${detection.about ?? ''}`;
    byRule.set(key, [...(byRule.get(key) ?? []), toFinding(rule, detection, facts)]);
  }
  const joined = [...byRule.values()].map(joinSameRule).filter((f): f is Finding => f !== undefined);
  return sortBy(
    tellAsStories(joined, rules, placesOf(detections)),
    (f) => SEVERITIES.indexOf(f.severity),
    (f) => f.id
  );
}
