// The namespace quota stops new pods although the HPA wants them: no pod is Pending, the ReplicaSet just stays short
// (condition ReplicaFailure while it lasts; measured: docs/signals.md, "Nodes, budgets, quotas").
import { isPresent } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, minutes } from '../../../../kit/interval';
import { count, duration, number, quantity } from '../../../../kit/text';
import { lastValue, runsWhere, samplesIn, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { QuotaFacts } from '../../../signals/facts';
import { demandRow, peak, row, typical } from '../../evidence';
import { isQuotaFull, takesOf } from '../../../predicates/quota';
import { defineRule, type Detection } from '../../defineRule';
import { kubectlIn, json } from '../../../remedies/command';

interface Blocked {
  readonly quota: QuotaFacts;
  readonly wanted: number;
  readonly got: number;
  readonly span: Interval;
}

/** A StatefulSet makes its pods one by one: it is refused only while their number stands still. */
function standsStill(facts: Facts, span: Interval): boolean {
  return (
    facts.workload.kind !== 'StatefulSet' ||
    new Set(samplesIn(facts.statusReplicas, { from: span.from + facts.scrape, to: span.to }).map(([, n]) => n)).size <=
      1
  );
}

/** It makes no further pod while an elder one is not ready (OrderedReady, the default): then it waits, and nobody refuses. */
function waitsForElder(facts: Facts, pods: number, t: number): boolean {
  return facts.workload.kind === 'StatefulSet' && (valueAt(facts.ready, t) ?? pods) < pods;
}

/** The object wants more pods than exist, none is Pending, and the reason is refusal. */
function shortSpans(facts: Facts, least: number): Interval[] {
  const pending = (t: number): boolean => facts.unschedulable.some((s) => valueAt(s, t) === 1);
  const runs = runsWhere(facts.replicas, (r, t) => {
    const pods = valueAt(facts.statusReplicas, t);
    const refused = valueAt(facts.replicaFailure, t) === 1 || facts.quotas.some((q) => isQuotaFull(facts, q, t));
    return pods !== undefined && pods < r && refused && !pending(t) && !waitsForElder(facts, pods, t);
  });
  return mergeIntervals(runs, 4 * facts.scrape).filter((run) => lengthOf(run) >= least && standsStill(facts, run));
}

/** So much of what a line of the quota counts: `3 cpu`, `5 Gi memory`, `20 pods`. */
function amount({ resource }: QuotaFacts, value: number | undefined): string {
  const what = resource.replace(/^(requests|limits|count)[./]/, '');
  const size = what === 'memory' ? quantity(value ?? 0, what) : number(value ?? 0);
  return value === undefined ? `an unknown amount of ${what}` : `${size} ${what}`;
}

/** A number of a line as its manifest writes it. */
function written(resource: string, value: number): string {
  if (resource.endsWith('memory')) {
    return `${Math.ceil(value / 2 ** 20)}Mi`;
  }
  return Number.isInteger(value) ? String(value) : `${Math.ceil(value * 1000)}m`;
}

/**
 * What the line must hold: what the whole namespace uses, and the missing pods with a third of them as room; undefined where
 * nothing tells what a pod takes of it.
 */
function neededOf(d: Blocked, facts: Facts): string | undefined {
  const { quota, wanted, got, span } = d;
  const each = takesOf(facts, quota);
  const used = peak(quota.used, span);
  if (each === undefined || used === undefined || !(wanted > got)) {
    return undefined;
  }
  const room = used + 1.3 * (wanted - got) * each;
  return written(quota.resource, quota.resource.endsWith('memory') ? room : Math.ceil(room - 1e-9));
}

/** What the reader has to work out alone. */
function missing({ quota, wanted, got }: Blocked): string {
  return `room for ${count(wanted - got, 'more pod')}, and what one of them takes of ${quota.resource} is not exported`;
}

export const quotaBlocksScaleOut = defineRule({
  id: 'quota-blocks-scale-out',
  title: 'A quota stops new pods although the HPA wants them',
  code: 'F4',
  scans: ['quota-full'],
  needs: ['workload.replicas', 'workload.status-replicas', 'quota.limit'],
  reveals: ['pod.request'],
  helps: ['workload.condition', 'hpa.desired', 'pod.unschedulable', 'workload.ready'],
  thresholds: { minMinutes: { title: 'Minutes short of pods', unit: 'min', default: 2, min: 0.5, max: 60 } },
  explains: ['hpa-pinned-max'],
  detect: (facts, context): Array<Detection<Blocked>> => {
    const spans = shortSpans(facts, minutes(context.thresholds.minMinutes));
    const span = hull(spans);
    const middle = span && (span.from + span.to) / 2;
    // A refusal alone may be a LimitRange's or a webhook's: one line of a quota must be full.
    const times = span ? samplesIn(facts.replicas, span).map(([t]) => t) : [];
    const quota = facts.quotas.find((q) => times.some((t) => isQuotaFull(facts, q, t)));
    if (!span || !quota) {
      return [];
    }
    const at = middle ?? span.to;
    const d: Blocked = {
      quota,
      wanted: peak(facts.replicas, span) ?? NaN,
      got: typical(facts.statusReplicas, span) ?? NaN,
      span,
    };
    const hpa = facts.hpas[0]?.ref;
    return [
      {
        intervals: spans,
        actors: [{ family: 'quota' as const, name: quota.name }, hpa].filter(isPresent),
        confidence: facts.replicaFailure ? 'certain' : 'likely',
        confidenceNotes: [
          facts.replicaFailure
            ? 'the condition ReplicaFailure says that pods were refused'
            : 'concluded from a full quota and missing pods',
        ],
        evidence: [
          row(
            'Pods missing',
            `spec ${number(d.wanted)}, pods ${number(d.got)} for ${duration(lengthOf(span))}; none Pending`,
            ['workload.replicas', 'workload.status-replicas'],
            'observed',
            span
          ),
          row(
            'Quota',
            `${quota.name}: ${amount(quota, valueAt(quota.used, at))} of ${amount(quota, valueAt(quota.hard, at))} (${quota.resource})`,
            ['quota.limit'],
            'observed',
            span
          ),
          facts.replicaFailure ? row('ReplicaFailure', 'true', ['workload.condition'], 'observed', span) : undefined,
          demandRow(facts, span),
        ].filter(isPresent),
        details: d,
      },
    ];
  },
  severity: () => 'critical',
  explain: ({ details: d }, { hpas }) => ({
    summary: `${hpas.length > 0 ? 'The HPA wants' : 'The workload wants'} ${number(d.wanted)}, but the quota${d.quota ? ` of ${amount(d.quota, lastValue(d.quota.hard))}` : ''} stops at ${number(d.got)}; no pod is Pending.`,
    label: 'quota full',
    causeTitle: 'A namespace quota is full',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: kubectlIn(
      workload.namespace
    )`get resourcequota ${d.quota.name} -o jsonpath='{.status.hard}{"\\n"}{.status.used}{"\\n"}'`,
    expect: `${d.quota.resource} in the second line, what is used, at or near the ${number(lastValue(d.quota.hard) ?? 0)} of the first`,
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    const { name, resource, hard } = d.quota;
    const more = neededOf(d, facts);
    const back = `Set ${resource} back to ${written(resource, lastValue(hard) ?? 0)}.`;
    const tells = more === undefined ? `: ${missing(d)}` : '';
    return [
      {
        title: 'Raise the quota',
        term: 'now',
        why: `The ReplicaSet makes the missing pods at its next retry${tells}.`,
        ...(more === undefined
          ? {}
          : {
              command: kubectlIn(
                workload.namespace
              )`patch resourcequota ${name} --type merge -p ${json({ spec: { hard: { [resource]: more } } })}`,
            }),
        price: 'More of the cluster for this namespace: check that the nodes have it.',
        undo: back,
        verify: 'Pods equal spec within 2 min; ReplicaFailure gone.',
      },
      {
        title: 'Commit the quota to the manifest',
        term: 'for-good',
        why: 'maxReplicas × request must fit into the quota, with room for a rollout.',
        patches: [
          more === undefined
            ? undefined
            : {
                apiVersion: 'v1',
                kind: 'ResourceQuota',
                name,
                namespace: workload.namespace,
                spec: { hard: { [resource]: more } },
              },
        ],
        price: 'Or lower the requests: then the same quota holds more pods.',
        undo: back,
        verify: 'No ReplicaFailure in the next peak.',
      },
    ];
  },
});
