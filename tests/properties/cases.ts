// Random workloads for properties: any replicas, wishes, bounds and metrics, honest or not.
import fc from 'fast-check';
import type { Series } from '../../src/model/series';
import { workload, type WorkloadCase } from '../support/workload';

/** Steps of random height and length, in promtool's notation. */
function steps(max: number): fc.Arbitrary<string> {
  const step = fc.tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max: 12 }));
  return fc
    .array(step, { minLength: 2, maxLength: 16 })
    .map((list) => list.map(([value, more]) => `${value}x${more}`).join(' '));
}

const hpa = fc.record({
  name: fc.constantFrom('web', 'web-cpu', 'keda-hpa-web'),
  min: fc.integer({ min: 1, max: 5 }),
  max: fc.integer({ min: 3, max: 40 }),
  desired: fc.option(steps(30), { nil: undefined }),
  active: fc.constantFrom('1', '0', '1x10 0x20'),
  metrics: fc.constantFrom(
    [{ target: 60 }],
    [{ name: 's0-kafka', type: 'average' as const, target: 5 }],
    [
      { target: 50, asks: '4x10 9x20' },
      { name: 'memory', target: 80 },
    ]
  ),
});

const vpa = fc.constantFrom(
  [],
  [{ name: 'web', mode: 'Recreate', cpu: 0.5 }],
  [{ name: 'web', mode: 'Off', cpu: 0.5 }]
);

/** One workload with up to two HPAs, perhaps a VPA, a ScaledObject, rollouts and pods. */
export const anyCase: fc.Arbitrary<WorkloadCase> = fc.record({
  ns: fc.constantFrom('shop', 'media'),
  name: fc.constant('web'),
  kind: fc.constantFrom('Deployment' as const, 'StatefulSet' as const),
  scrape: fc.constantFrom('15s', '30s', '1m'),
  replicas: steps(30),
  generation: fc.constantFrom(undefined, null, '1+2x60'),
  hpas: fc.uniqueArray(hpa, { maxLength: 2, selector: (h) => h.name }),
  vpas: vpa,
  scaledObjects: fc.constantFrom(
    [],
    [{ name: 'web', cooldown: 60, triggers: [{ metric: 's0-kafka', active: '1x5 0x9 1x3 0x9' }] }]
  ),
  rollouts: fc.constantFrom([], ['5m'], ['3m', '9m']),
  pods: fc.constantFrom(
    [],
    [
      { at: '-1h', count: 3, cpu: 0.5 },
      { at: '4m', count: 3, cpu: 0.3 },
    ]
  ),
});

/** A fleet of up to three such workloads. */
export const anyFleet: fc.Arbitrary<Series[]> = fc
  .array(anyCase, { minLength: 1, maxLength: 3 })
  .map((cases) => cases.flatMap((c, i) => workload({ ...c, ns: `${c.ns}-${i}`, scrape: cases[0]?.scrape ?? '15s' })));
