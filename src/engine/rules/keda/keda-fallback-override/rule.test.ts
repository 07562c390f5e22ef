/** @jest-environment node */
// While a source fails the fallback speaks: more than the work needs, fewer, or written against the HPA.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const worker = { ns: 'shop', name: 'worker', scrape: '15s' };
const errors = '0x40 1+1x80';
const metric = (status: string) => ({ name: 's0-kafka-jobs', type: 'average' as const, target: 10, status });
const hpa = { name: 'keda-hpa-worker', scaledObject: 'worker', min: 1, max: 12 };
const object = (value: number) => [
  { name: 'worker', triggers: [{ metric: 's0-kafka-jobs', active: 1, value, errors }] },
];

testRule('keda-fallback-override', {
  fires: [
    {
      title: '8 for work that needs 2',
      series: workload({
        ...worker,
        replicas: '2x44 8x76',
        hpas: [{ ...hpa, metrics: [metric('9x44 10x76')] }],
        scaledObjects: object(18),
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['keda:worker', 'hpa:keda-hpa-worker'],
      from: '11m15s',
      slack: '2m',
      says: /^The source fails and the fallback holds 8 for 1[789] min: 6 more than the 2 that the last reading asks for\.$/,
      with: ['keda-scaler-errors'],
    },
    {
      title: 'a KEDA that counts the beginning of an outage only: its value is the fallback itself, twice',
      series: workload({
        ...worker,
        replicas: '4x40 12x40 4x20 12x40',
        hpas: [{ ...hpa, metrics: [metric('8.5x40 10x40 8.5x20 10x40')] }],
        scaledObjects: [
          {
            name: 'worker',
            triggers: [
              { metric: 's0-kafka-jobs', active: 1, value: '34x40 120x40 34x20 120x40', errors: '0x40 1x60 2x40' },
            ],
          },
        ],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['keda:worker', 'hpa:keda-hpa-worker'],
      says: /^The source fails and the fallback holds 12 for (19|20) min( \d+ s)?: 8 more than the 4 that the last reading asks for\.$/,
      with: ['keda-scaler-errors'],
    },
    {
      title: '3 for work that needs more than the maximum',
      series: workload({
        ...worker,
        replicas: '12x44 3x76',
        hpas: [{ ...hpa, metrics: [metric('10x44 10x76')] }],
        scaledObjects: object(190),
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['keda:worker', 'hpa:keda-hpa-worker'],
      says: /fallback holds 3 for /,
      with: ['keda-scaler-errors'],
      advises: ['hold 12 until', 'replicas: 12'],
    },
    {
      title: '3 for work that needs 9',
      series: workload({
        ...worker,
        replicas: '9x44 3x76',
        hpas: [{ ...hpa, metrics: [metric('10x44 10x76')] }],
        scaledObjects: object(88),
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['keda:worker', 'hpa:keda-hpa-worker'],
      says: /fallback holds 3 for .* 6 fewer than the 9/,
      with: ['keda-scaler-errors'],
    },
    {
      title: 'an old KEDA writes 4, the HPA writes 8 for the CPU',
      series: workload({
        ...worker,
        replicas: '9x44 8x76',
        generation: '5x44 7+2x76',
        hpas: [
          { ...hpa, current: '9x44 4x76', metrics: [{ target: 60, status: '58x44 105x76' }, metric('2x44 10x76')] },
        ],
        scaledObjects: [
          {
            name: 'worker',
            triggers: [
              { metric: 'cpu', active: 1 },
              { metric: 's0-kafka-jobs', active: 1, value: 18, errors },
            ],
          },
        ],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['keda:worker', 'hpa:keda-hpa-worker'],
      says: /^KEDA writes its fallback 4, its own HPA writes 8: 8 writes a minute/,
      with: ['keda-scaler-errors'],
    },
  ],
  silent: [
    {
      title: 'a blip, and a queue that happens to stand at a multiple of the target for a minute',
      series: workload({
        ...worker,
        replicas: '4x40 6x40',
        hpas: [{ ...hpa, metrics: [metric('8.5x40 10x40')] }],
        scaledObjects: [
          {
            name: 'worker',
            triggers: [{ metric: 's0-kafka-jobs', active: 1, value: '34x40 60x4 58x4 61x32', errors: '0x40 1x40' }],
          },
        ],
      }),
    },
    {
      title: 'no error',
      series: workload({
        ...worker,
        replicas: '2x44 8x76',
        hpas: [{ ...hpa, metrics: [metric('9x44 10x76')] }],
        scaledObjects: [
          { name: 'worker', triggers: [{ metric: 's0-kafka-jobs', active: 1, value: '18x44 80x76', errors: 0 }] },
        ],
      }),
    },
    {
      title: 'errors and no fallback: nothing is read',
      series: workload({
        ...worker,
        replicas: 2,
        length: 121,
        hpas: [{ ...hpa, active: '1x40 0x80', metrics: [metric('9x40 _x80')] }],
        scaledObjects: object(18),
      }),
      with: ['keda-scaler-errors'],
    },
    {
      title: 'a fallback at what the work needs',
      series: workload({
        ...worker,
        replicas: '8x120',
        hpas: [{ ...hpa, metrics: [metric('9.6x44 10x76')] }],
        scaledObjects: object(77),
      }),
      with: ['keda-scaler-errors'],
    },
  ],
});

testStories('keda-fallback-override');
