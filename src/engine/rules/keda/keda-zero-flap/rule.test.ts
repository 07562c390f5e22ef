/** @jest-environment node */
// Between zero and running, too often. Far apart, or woken by somebody else, it is another story or none.
import { analyze } from '../../../analyze';
import { again } from '../../../../../tests/support/promtool';
import { everyFinding, testRule } from '../../../../../tests/support/ruleCases';
import { seriesSet, workload, type WorkloadCase } from '../../../../../tests/support/workload';

/** A consumer that a message wakes: `high` pods for `on` samples, zero for `off`. */
function consumer(cycles: number, high: number, on: number, off: number, more: Partial<WorkloadCase> = {}) {
  const replicas = again(`0x${off - 1} ${high}x${on - 1}`, cycles);
  const active = again(`0x${off - 2} 1 1 0x${on - 2}`, cycles);
  return workload({
    ns: 'mail',
    name: 'sender',
    replicas,
    hpas: [
      {
        name: 'keda-hpa-sender',
        scaledObject: 'sender',
        max: 10,
        metrics: [{ name: 's0-rabbitmq-out', type: 'average', target: 5 }],
      },
    ],
    scaledObjects: [{ name: 'sender', cooldown: 60, triggers: [{ metric: 's0-rabbitmq-out', active }] }],
    ...more,
  });
}

testRule('keda-zero-flap', {
  fires: [
    {
      title: 'a message every four minutes, cooldown 60 s',
      series: consumer(8, 1, 6, 10),
      severity: 'medium',
      state: 'fighting',
      actors: ['keda:sender'],
      from: '2m15s',
      to: '30m',
      says: 'Wakes every 4 min and sleeps again after the cooldown: 8 wakes in 28 min.',
      slack: '2m',
      paces: [1, 2],
    },
    {
      title: "KEDA's own cooldown of 300 s, a message every twelve minutes, custom resource not exported",
      series: consumer(6, 2, 21, 27, {
        scaledObjects: [
          { name: 'sender', triggers: [{ metric: 's0-rabbitmq-out', active: again('0x25 1 1 0x19', 6) }] },
        ],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['keda:sender'],
      says: /^Wakes every 12 min and sleeps again after the cooldown: 6 wakes in/,
    },
    {
      title: 'scraped every minute, the active pulses fall between the samples',
      series: consumer(8, 1, 2, 3, {
        scrape: '1m',
        scaledObjects: [{ name: 'sender', cooldown: 60, triggers: [{ metric: 's0-rabbitmq-out', active: 0 }] }],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['keda:sender'],
      says: /^Wakes every 5 min/,
      paces: [1],
    },
    {
      title: 'on a StatefulSet with another name than the ScaledObject',
      series: consumer(8, 1, 6, 10, {
        name: 'ledger',
        kind: 'StatefulSet',
        hpas: [
          {
            name: 'events',
            scaledObject: 'ledger-events',
            metrics: [{ name: 's0-kafka-ledger', type: 'average', target: 50 }],
          },
        ],
        scaledObjects: [
          { name: 'ledger-events', triggers: [{ metric: 's0-kafka-ledger', active: again('0x8 1 1 0x4', 8) }] },
        ],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['keda:ledger-events'],
      says: /^Wakes every 4 min/,
      paces: [1, 2],
    },
  ],
  silent: [
    { title: 'three wakes an hour', series: consumer(3, 1, 20, 60) },
    {
      title: 'four wakes, each with a quarter of an hour of work',
      series: consumer(4, 1, 85, 20, {
        scaledObjects: [
          { name: 'sender', cooldown: 60, triggers: [{ metric: 's0-rabbitmq-out', active: again('0x18 1x85', 4) }] },
        ],
      }),
    },
    {
      title: 'an HPA between 1 and 2',
      series: consumer(8, 1, 6, 10, {
        replicas: again('1x9 2x5', 8),
        hpas: [
          {
            name: 'keda-hpa-sender',
            scaledObject: 'sender',
            metrics: [{ name: 's0-rabbitmq-out', type: 'average', target: 5, asks: again('1x9 2x5', 8) }],
          },
        ],
      }),
      paces: [1],
    },
    {
      title: 'a downscaler without KEDA',
      series: workload({ ns: 'mail', name: 'sender', replicas: again('0x9 1x5', 8), hpas: [{ name: 'sender' }] }),
    },
    { title: 'one night of sleep', series: consumer(1, 3, 40, 80) },
  ],
});

describe('keda-zero-flap and what KEDA exports', () => {
  const surenessOf = (more: Partial<WorkloadCase>): string | undefined =>
    everyFinding(analyze(seriesSet(consumer(8, 1, 6, 10, more)))).find((f) => f.rule === 'keda-zero-flap')?.confidence;

  it('is certain where its triggers are exported', () => {
    expect(surenessOf({})).toBe('certain');
  });

  it('is only likely where KEDA exports nothing: another writer may have woken it', () => {
    expect(surenessOf({ scaledObjects: [] })).toBe('likely');
  });
});
