/** @jest-environment node */
// Two ScaledObjects on one workload: two loops around zero, or two that only stand there yet.
import { again } from '../../../../../tests/support/promtool';
import { everyFinding, testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';
import { analyze } from '../../../analyze';

const hpa = (name: string, metric: string, more: object = {}) => ({
  name: `keda-hpa-${name}`,
  scaledObject: name,
  active: 0,
  metrics: [{ name: metric, type: 'average' as const, target: 5, unseen: true }],
  ...more,
});
const jobs = (replicas: string, first: string | number, second: string | number, more: object = {}) =>
  workload({
    ns: 'mail',
    name: 'jobs',
    replicas,
    hpas: [hpa('a', 's0-kafka', more), hpa('b', 's0-rabbitmq', more)],
    scaledObjects: [
      { name: 'a', triggers: [{ metric: 's0-kafka', active: first }] },
      { name: 'b', triggers: [{ metric: 's0-rabbitmq', active: second }] },
    ],
  });

testRule('keda-double-scaledobject', {
  fires: [
    {
      title: 'one wakes it, the other puts it to sleep',
      series: jobs(again('0x3 1x3', 10), 1, 0),
      severity: 'critical',
      state: 'fighting',
      actors: ['keda:a', 'keda:b'],
      from: '0s',
      to: '20m',
      says: /^Two ScaledObjects take turns: \d+ writes in (19|20) min( \d+ s)?, never above 1\.$/,
      paces: [1, 2],
    },
    {
      title: 'both are busy: no fight yet',
      series: jobs('3x80', 1, 1, { active: 1 }),
      severity: 'medium',
      state: 'will-fight',
      actors: ['keda:a', 'keda:b'],
      says: 'ScaledObjects a and b target one workload: each puts it to sleep when its own trigger is quiet.',
    },
  ],
  silent: [
    {
      title: 'one ScaledObject with two triggers',
      series: workload({
        ns: 'mail',
        name: 'jobs',
        replicas: '3x80',
        hpas: [
          {
            name: 'keda-hpa-a',
            scaledObject: 'a',
            metrics: [
              { name: 's0-kafka', type: 'average', target: 5 },
              { name: 's1-rabbitmq', type: 'average', target: 5 },
            ],
          },
        ],
        scaledObjects: [
          {
            name: 'a',
            triggers: [
              { metric: 's0-kafka', active: 1 },
              { metric: 's1-rabbitmq', active: 0 },
            ],
          },
        ],
      }),
    },
    {
      title: 'one takes over from the other',
      series: workload({
        ns: 'mail',
        name: 'jobs',
        replicas: '3x80',
        hpas: [
          hpa('a', 's0-kafka', { desired: '3x39 _x41', active: 1, metrics: [{ target: 60 }] }),
          hpa('b', 's0-rabbitmq', { desired: '_x42 3x38', active: 1, metrics: [{ target: 60 }] }),
        ],
        scaledObjects: [
          { name: 'a', triggers: [{ metric: 's0-kafka', active: '1x39 _x41' }] },
          { name: 'b', triggers: [{ metric: 's0-rabbitmq', active: '_x42 1x38' }] },
        ],
      }),
    },
    {
      title: 'each has a workload of its own',
      series: seriesSet(
        ...['a', 'b'].map((name) =>
          workload({
            ns: 'mail',
            name,
            replicas: '3x80',
            hpas: [hpa(name, 's0-kafka', { active: 1, metrics: [{ target: 60 }] })],
            scaledObjects: [{ name, triggers: [{ metric: 's0-kafka', active: 1 }] }],
          })
        )
      ),
    },
  ],
});

testStories('keda-double-scaledobject');

describe('how sure it is where KEDA exports nothing', () => {
  const surenessOf = (labelled: boolean): string | undefined => {
    const two = ['a', 'b'].map((name) => ({
      ...hpa(name, `s0-${name}`),
      scaledObject: labelled ? name : undefined,
    }));
    const series = workload({ ns: 'mail', name: 'jobs', replicas: again('0x3 1x3', 10), hpas: two });
    return everyFinding(analyze(seriesSet(series))).find((f) => f.rule === 'keda-double-scaledobject')?.confidence;
  };

  it('is certain by the labels of both HPAs', () => {
    expect(surenessOf(true)).toBe('certain');
  });

  it('is likely by their names alone', () => {
    expect(surenessOf(false)).toBe('likely');
  });
});
