// What was not judged, as people read it: one line for each thing that would change it, not one for each rule.
import { distinct, groupBy, sortBy } from '../kit/array';
import { count } from '../kit/text';
import type { Unjudged } from '../model/knowledge';
import type { Lack } from '../model/lack';
import type { Report, Unassessed } from '../model/report';
import type { SignalKind } from '../model/series';
import type { ScalerFamily } from '../model/workload';
import { metricNameOf } from './catalogue';
import { settingsFor } from './remedies';

/** Families of signals that the cluster evidently has when such a scaler was seen on any workload. */
const TOOLS: ReadonlyArray<readonly [RegExp, ScalerFamily]> = [
  [/^vpa\./, 'vpa'],
  [/^(keda|scaledobject)\./, 'keda'],
  [/^hpa\./, 'hpa'],
];

/** 0: asked and not answered. 1: this cluster has the tool. 2: every cluster has it. 3: it may simply not be there. */
function urgency(state: Unjudged['state'], kinds: readonly SignalKind[], seen: ReadonlySet<ScalerFamily>): number {
  if (state !== 'unexported') {
    return 0;
  }
  const tool = TOOLS.find(([pattern]) => kinds.some((kind) => pattern.test(kind)))?.[1];
  if (tool) {
    return seen.has(tool) ? 1 : 3;
  }
  return kinds.some((kind) => kind.startsWith('nodes.')) ? 3 : 2;
}

function familiesOf(report: Report): Set<ScalerFamily> {
  return new Set(report.workloads.flatMap((history) => history.scalers.map(({ scaler }) => scaler.family)));
}

function failedLack(state: Unjudged['state'], entries: readonly Unassessed[], kinds: readonly SignalKind[]): Lack {
  const rules = distinct(entries.map((entry) => entry.rule)).sort();
  const reasons = distinct(entries.map((entry) => entry.reason)).filter((reason) => reason !== '');
  const what = state === 'failed' ? 'could not be asked' : 'were judged on incomplete data';
  return {
    state,
    text: `${count(rules.length, 'kind')} ${what}: ${reasons.slice(0, 2).join('; ')}`,
    remedy: state === 'failed' ? 'Ask again, for a shorter time range or fewer namespaces.' : '',
    missing: distinct(kinds.map(metricNameOf)),
    rules,
  };
}

function missingLack(remedy: string, rules: readonly string[], kinds: readonly SignalKind[]): Lack {
  const missing = distinct(kinds.map(metricNameOf)).sort();
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  return {
    state: 'unexported',
    text: `${count(rules.length, 'kind waits', 'kinds wait')} for ${missing.slice(0, 3).join(', ')}${more}`,
    remedy,
    missing,
    rules,
  };
}

/** Rules that stand among the findings have been judged where it counts: they are told there. */
function isTold(report: Report, { rule }: Unassessed): boolean {
  return report.findings.some((finding) => [finding, ...finding.caused].some((one) => one.rule === rule));
}

/**
 * What was not judged in this report, one entry for each missing setting or failure: first what failed, then what this
 * cluster evidently has, last what it may simply not have.
 */
export function lacksOf(report: Report): Lack[] {
  const seen = familiesOf(report);
  const open = report.unassessed.filter((entry) => !isTold(report, entry));
  const byState = groupBy(open, (entry) => entry.state);
  const failures = (['failed', 'partial'] as const).flatMap((state) => {
    const own = byState.get(state) ?? [];
    return own.length === 0 ? [] : [failedLack(state, own, distinct(own.flatMap((entry) => entry.kinds)))];
  });
  const wanted = byState.get('unexported') ?? [];
  const bySetting = settingsFor(
    wanted.flatMap((entry) => entry.kinds),
    report.setups
  ).map(({ remedy, kinds }) => {
    const waiting = wanted.filter((entry) => entry.kinds.some((kind) => kinds.includes(kind)));
    return { kinds, lack: missingLack(remedy, distinct(waiting.map(({ rule }) => rule)).sort(), kinds) };
  });
  const ordered = sortBy(
    bySetting,
    ({ kinds }) => urgency('unexported', kinds, seen),
    ({ lack }) => -lack.rules.length,
    ({ lack }) => lack.remedy
  );
  return [...failures, ...ordered.map(({ lack }) => lack)];
}
