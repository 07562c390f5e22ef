// The VPA recommends more than any node has: after the next eviction the pod stays Pending for ever (VPA docs,
// known-limitations; autoscaler#4515).
import { groupBy, isPresent } from '../../../../kit/array';
import { hull, mergeIntervals, type Interval } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { quantity } from '../../../../kit/text';
import { coverageOf, runsWhere, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import { mayResize, type VpaFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { kubectl, lines } from '../../../remedies/command';
import { columns, showRecommendations } from '../../../remedies/look';
import { stopVpa } from '../../../remedies/mitigations';

interface OverNode {
  readonly vpa: VpaFacts;
  readonly resource: string;
  readonly target: number;
  readonly largest: number;
  readonly pending: number;
  readonly containers: number;
}

/** What the VPA wants for a whole pod, all containers together, at `t`. */
function podTarget(vpa: VpaFacts, resource: string, t: number): number | undefined {
  const targets = vpa.recommendations
    .filter((r) => r.resource === resource)
    .map((r) => valueAt(r.target, t))
    .filter(isPresent);
  return targets.length === 0 ? undefined : sum(targets);
}

function overSpans(facts: Facts, vpa: VpaFacts, resource: string, usable: number): Interval[] {
  const first = vpa.recommendations.find((r) => r.resource === resource)?.target;
  return runsWhere(first, (_, t) => (podTarget(vpa, resource, t) ?? 0) > usable && mayResize(vpa, t));
}

export const vpaOverNode = defineRule({
  id: 'vpa-over-node',
  title: 'The recommendation is larger than any node',
  code: 'E4',
  scans: ['recommendation-over-node'],
  needs: ['vpa.target', 'node.allocatable'],
  reveals: ['vpa.mode'],
  helps: ['pod.unschedulable', 'pod.request'],
  thresholds: {
    usableShare: {
      title: 'Share of the largest node a pod can have, after DaemonSets',
      unit: 'ratio',
      default: 0.9,
      min: 0.5,
      max: 1,
    },
  },
  explains: ['vpa-eviction-loop'],
  detect: (facts, context): Array<Detection<OverNode>> =>
    facts.vpas.flatMap((vpa) =>
      [...groupBy(vpa.recommendations, (r) => r.resource).keys()].flatMap((resource) => {
        const largest = facts.nodes.largest.get(resource);
        if (largest === undefined || largest <= 0) {
          return [];
        }
        const spans = overSpans(facts, vpa, resource, largest * context.thresholds.usableShare);
        const span = hull(spans);
        if (!span) {
          return [];
        }
        const pending = facts.unschedulable.flatMap(coverageOf);
        const target = podTarget(vpa, resource, span.to) ?? NaN;
        return [
          {
            intervals: mergeIntervals([...spans, ...pending], 4 * facts.scrape),
            preconditionOnly: pending.length === 0,
            actors: [vpa.ref],
            confidence: 'certain' as const,
            confidenceNotes: [
              'target and node sizes are exported',
              pending.length > 0 ? 'a pod is Pending for it' : 'no pod is Pending yet',
            ],
            evidence: [
              row('Recommendation', `${quantity(target, resource)} per pod`, ['vpa.target'], 'observed', span),
              row('Largest node', quantity(largest, resource), ['node.allocatable']),
              pending[0]
                ? row(
                    'Pending',
                    `${facts.unschedulable.length} unschedulable`,
                    ['pod.unschedulable'],
                    'observed',
                    hull(pending)
                  )
                : undefined,
            ].filter(isPresent),
            details: {
              vpa,
              resource,
              target,
              largest,
              pending: facts.unschedulable.length,
              containers: new Set(vpa.recommendations.map((r) => r.container)).size,
            },
          },
        ];
      })
    ),
  severity: ({ preconditionOnly }) => (preconditionOnly ? 'medium' : 'critical'),
  explain: ({ details: d, preconditionOnly }) => ({
    summary: `VPA asks for ${quantity(d.target, d.resource)} per pod, the largest node has ${quantity(d.largest, d.resource)}: ${preconditionOnly ? 'the next evicted pod stays Pending' : `${d.pending} Pending`}.`,
    label: 'VPA target over any node',
    causeTitle: 'Recommendations larger than any node',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(
      showRecommendations(workload.namespace, d.vpa.name),
      kubectl`get nodes -o ${columns({ NODE: '.metadata.name', CPU: '.status.allocatable.cpu', MEMORY: '.status.allocatable.memory' })}`
    ),
    expect: `a target of ${d.resource} that no node has: the largest has ${quantity(d.largest, d.resource)}`,
  }),
  fix: ({ details: d }, { workload }) => {
    const cap = (0.8 * d.largest) / Math.max(1, d.containers);
    const text = d.resource === 'cpu' ? `${Math.floor(cap * 1000)}m` : `${Math.floor(cap / 2 ** 20)}Mi`;
    return [
      {
        title: 'Stop the VPA',
        term: 'now',
        why: "New pods start at the template's request and fit again.",
        command: stopVpa(workload.namespace, d.vpa.name),
        price: 'Pods are smaller than they need; add replicas meanwhile.',
        undo: 'Set updateMode back to what it was.',
        verify: 'No pod Pending.',
      },
      {
        title: `Cap it at ${text}`,
        term: 'for-good',
        why: '80 % of the largest node, shared by the containers, always fits.',
        patches: [
          {
            apiVersion: 'autoscaling.k8s.io/v1',
            kind: 'VerticalPodAutoscaler',
            name: d.vpa.name,
            namespace: workload.namespace,
            spec: {
              resourcePolicy: { containerPolicies: [{ containerName: '*', maxAllowed: { [d.resource]: text } }] },
            },
          },
        ],
        price: 'Beyond the cap only more replicas or larger nodes help.',
        undo: 'Remove maxAllowed.',
        verify: 'Target at or below the cap within a minute.',
      },
    ];
  },
});
