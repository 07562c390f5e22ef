/** @jest-environment node */
// Lanes beside the scalers: nodes that came while pods waited, nodes that went, pods resized in place, budgets and quotas
// that say no. From simulated clusters, which count what they do.
import { storyOf } from '../../../demo/cluster';
import { recordLife } from '../../../tests/evaluate/recordLife';
import { readSimulated } from '../../../tests/support/simulatedSource';
import type { WorkloadHistory } from '../../model/report';
import { analyze } from '../analyze';

function historyOf(story: string, kind = 'Deployment'): WorkloadHistory {
  const { series, range } = recordLife(storyOf(story), 0);
  const found = analyze(readSimulated(series, range)).workloads.find((one) => one.workload.kind === kind);
  if (!found) {
    throw new Error(`no ${kind} in ${story}`);
  }
  return found;
}

function nodesOf(history: WorkloadHistory): string[] {
  const actions = history.actions.filter((a) => a.field === 'nodes');
  return [...new Set(actions.map((a) => `${a.actor.family} ${a.verb}`))].sort();
}

test('nodes that came while pods of the workload waited are actions of who made them', () => {
  const history = historyOf('scaleout-node-lag');
  expect(nodesOf(history)).toEqual(['cluster-autoscaler provision']);
  const scaleOut = history.actions.find((a) => a.field === 'replicas' && a.to > a.from);
  const first = history.actions.find((a) => a.field === 'nodes');
  expect(first?.interval.to).toBeGreaterThan(scaleOut?.interval.from ?? Infinity);
});

test('nodes that went from under its pods are there too; the cluster has all of them', () => {
  expect(nodesOf(historyOf('node-consolidation-thrash'))).toEqual(['karpenter consolidate', 'karpenter provision']);
  expect(nodesOf(historyOf('dual-node-autoscalers', 'Cluster'))).toEqual([
    'cluster-autoscaler consolidate',
    'cluster-autoscaler provision',
    'karpenter consolidate',
    'karpenter provision',
  ]);
});

test('a workload that waits for no node has nothing of nodes', () => {
  expect(nodesOf(historyOf('scaleout-node-lag-room'))).toEqual([]);
  expect(nodesOf(historyOf('hpa-flapping'))).toEqual([]);
});

test('pods resized in place are actions of the VPA', () => {
  const resizes = historyOf('hpa-inplace-denominator').actions.filter((a) => a.field === 'pods' && a.verb === 'resize');
  expect(resizes.length).toBeGreaterThan(3);
  expect(resizes.every((a) => a.actor.family === 'vpa' && a.to > a.from)).toBe(true);
});

test.each([
  ['vpa-pdb-deadlock', 'pdb'],
  ['pdb-blocks-drain', 'pdb'],
  ['quota-blocks-scale-out', 'quota'],
])('%s: the %s says when it says no', (story, family) => {
  const denied = historyOf(story).curves.find((curve) => curve.id === 'denied');
  expect(denied?.scaler?.family).toBe(family);
  expect(Array.from(denied?.values ?? [])).toContain(1);
});

test('an eviction that the one budget refused is its action', () => {
  const refused = historyOf('vpa-pdb-deadlock').actions.filter((a) => a.verb === 'refuse');
  expect(refused.length).toBeGreaterThan(5);
  expect(refused.every((a) => a.actor.family === 'pdb' && a.to > a.from)).toBe(true);
});
