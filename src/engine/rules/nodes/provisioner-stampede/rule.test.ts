/** @jest-environment node */
// Many HPAs at once with pods that wait, and the same where the nodes have room.
import { extraSeries, type Extra } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { START } from '../../../../../tests/support/tape';
import { seriesSet, workload } from '../../../../../tests/support/workload';
import type { Series } from '../../../../../src/model/series';

const at = START / 1000;
const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const cluster = extraSeries({ length: 121 }, [
  ['node.unschedulable', 'n', '0x120'],
  ['node.created', 'n', at - 9999],
]);

function fleet(wait: string | undefined, replicas: (i: number) => string): Series[] {
  return names.flatMap((name, i) => {
    const pods = [5, 6, 7, 8].map((k): Extra => ['pod.unschedulable', `${name}-pod-000${k}`, wait ?? '']);
    return [
      ...workload({
        ns: 'shop',
        name,
        replicas: replicas(i),
        hpas: [{ name, max: 30, metrics: [{ target: 60, unseen: true }] }],
        pods: [
          { at: '-1h', count: 5, cpu: 1 },
          { at: '10m5s', count: 4, cpu: 1 },
        ],
      }),
      ...(wait === undefined ? [] : extraSeries({ ns: 'shop', length: 121 }, pods)),
    ];
  });
}
const together = (): string => '5x40 9x79';
const apart = (i: number): string => `5x${20 + i * 12} 9x${99 - i * 12}`;

testRule('provisioner-stampede', {
  fires: [
    {
      title: 'six HPAs in one minute, 24 pods wait',
      series: seriesSet(fleet('_x41 1x9 _x69', together), cluster),
      severity: 'high',
      state: 'ended',
      actors: ['hpa:a', 'hpa:b', 'hpa:c', 'hpa:d', 'hpa:e'],
      from: '10m15s',
      to: '12m30s',
      slack: '60s',
      says: '6 HPAs scaled out in the same minute at 02:10, and 24 pods waited up to 2 min for nodes.',
      paces: [1],
    },
  ],
  silent: [
    { title: 'the nodes have room', series: seriesSet(fleet(undefined, together), cluster) },
    { title: 'one after the other', series: seriesSet(fleet('_x41 1x9 _x69', apart), cluster) },
  ],
});

testStories('provisioner-stampede');
