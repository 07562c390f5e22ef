/** @jest-environment node */
// What was not judged is one line per setting, what the cluster evidently has first.
import type { Unassessed } from '../model/report';
import { sampleReport } from '../../tests/support/sampleReport';
import { lacksOf } from './lacks';

const entry = (rule: string, kinds: Unassessed['kinds'], more: Partial<Unassessed> = {}): Unassessed => ({
  rule,
  title: rule,
  state: 'unexported',
  reason: '',
  kinds,
  missing: kinds,
  remedy: '',
  workloads: [],
  ...more,
});

test('one entry per setting, with the kinds that wait for it', () => {
  const report = sampleReport();
  const vpa = { scaler: { family: 'vpa' as const, name: 'web' }, note: '' };
  const lacks = lacksOf({
    ...report,
    workloads: report.workloads.map((history) => ({ ...history, scalers: [...history.scalers, vpa] })),
    unassessed: [
      entry('node-limit-reached', ['nodes.limit', 'nodes.size']),
      entry('dual-node-autoscalers', ['nodes.added']),
      entry('vpa-over-node', ['vpa.target']),
      entry('keda-paused', ['keda.paused']),
    ],
  });
  expect(lacks.map(({ rules }) => rules)).toEqual([
    ['vpa-over-node'],
    ['dual-node-autoscalers', 'node-limit-reached'],
    ['keda-paused'],
  ]);
  expect(lacks[1]?.text).toMatch(/^2 kinds wait for cluster_autoscaler_/);
});

test('what failed comes first, with its reason; a rule among the findings is not named again', () => {
  const report = sampleReport();
  const told = report.findings[0]?.rule ?? '';
  const lacks = lacksOf({
    ...report,
    unassessed: [
      entry('keda-paused', ['keda.paused']),
      entry(told, ['hpa.desired'], { state: 'failed', reason: 'timed out' }),
      entry('hpa-floor-waste', ['hpa.min'], { state: 'failed', reason: 'timed out' }),
    ],
  });
  expect(lacks.map(({ state, rules }) => [state, rules])).toEqual([
    ['failed', ['hpa-floor-waste']],
    ['unexported', ['keda-paused']],
  ]);
  expect(lacks[0]?.text).toBe('1 kind could not be asked: timed out');
});
