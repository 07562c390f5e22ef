/** @jest-environment node */
// A VPA whose mode nobody exports: what shows that it acts, and what only looks like it.
import type { PodCase } from '../../../tests/support/podCase';
import { seriesSet, workload } from '../../../tests/support/workload';
import { readSignals } from './readSignals';

function isSeen(cpu: string | number, pods: readonly PodCase[], evicted?: string): boolean | undefined {
  const { workloads } = readSignals(
    seriesSet(
      workload({
        ns: 'shop',
        name: 'web',
        replicas: '3x80',
        vpas: [{ name: 'web', cpu, evicted }],
        pods,
        rollouts: ['-1h'],
      })
    )
  );
  return workloads.find(({ workload: { kind } }) => kind === 'Deployment')?.vpas[0]?.seenActing;
}

test.each<[string, boolean, string | number, readonly PodCase[], string?]>([
  ['nothing but a recommendation', false, 0.4, [{ at: '-2h', count: 3, cpu: 0.5 }]],
  ['a template that was given the recommendation by hand', false, 0.4, [{ at: '-2h', count: 3, cpu: 0.4 }]],
  [
    'the same over a deploy',
    false,
    0.4,
    [
      { at: '-2h', count: 3, cpu: 0.5 },
      { at: '-1h', count: 3, cpu: 0.4, template: 1 },
    ],
  ],
  [
    'births of one template, the last with the recommendation',
    true,
    '0.4x40 0.6x40',
    [
      { at: '-2h', count: 2, cpu: 0.4 },
      { at: '15m', cpu: 0.6 },
    ],
  ],
  [
    'a living pod with what was recommended after its birth',
    true,
    '0.4x40 0.613x40',
    [
      { at: '-2h', count: 2, cpu: 0.4 },
      { at: '-2h', cpu: 0.613 },
    ],
  ],
  [
    'sizes that differ, and none of them was ever recommended',
    false,
    '0.4x40 0.6x40',
    [
      { at: '-2h', count: 2, cpu: 0.2 },
      { at: '15m', cpu: 0.3 },
    ],
  ],
  ['evictions', true, 0.4, [{ at: '-2h', count: 3, cpu: 0.5 }], '0x40 1x40'],
])('%s: %s', (...[, expected, cpu, pods, evicted]) => {
  expect(isSeen(cpu, pods, evicted)).toBe(expected);
});
