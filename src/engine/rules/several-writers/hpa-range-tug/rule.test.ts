/** @jest-environment node */
// Two HPAs with disjoint ranges. The worst of these fights show no edge at all: the scrape is locked to the sync.
import { again } from '../../../../../tests/support/promtool';
import { testRule } from '../../../../../tests/support/ruleCases';
import { workload } from '../../../../../tests/support/workload';

const unseen = [{ target: 60, unseen: true }];
const flat = {
  ns: 'edge',
  name: 'proxy',
  replicas: '9x80',
  generation: '5+2x80',
  hpas: [
    { name: 'proxy-a', min: 9, max: 30, desired: '9x80', current: '3x80', metrics: unseen },
    { name: 'proxy-b', min: 1, max: 3, desired: '3x80', current: '9x80', metrics: unseen },
  ],
};

testRule('hpa-range-tug', {
  fires: [
    {
      title: 'a fight that no sample shows: only the generation moves',
      series: workload(flat),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:proxy-b', 'hpa:proxy-a'],
      from: '0s',
      to: '20m',
      says: 'Two HPAs with ranges 9–30 and 1–3: 8 writes a minute, yet the samples show 9.',
      advises: ['"minReplicas":9', 'minReplicas: 9', 'At least 9 pods'],
      neverAdvises: ['"minReplicas":1,'],
    },
    {
      title: 'the same with the samples on the other side',
      series: workload({ ...flat, replicas: '3x80' }),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:proxy-b', 'hpa:proxy-a'],
      says: /8 writes a minute, yet the samples show 3\.$/,
    },
    {
      title: 'visible edges on a StatefulSet without a generation series',
      series: workload({
        ns: 'data',
        name: 'store',
        kind: 'StatefulSet',
        scrape: '30s',
        replicas: again('40 4', 20),
        generation: null,
        hpas: [
          { name: 'small', max: 4, desired: '4x39', metrics: unseen },
          { name: 'large', min: 40, desired: '40x39', metrics: unseen },
        ],
      }),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:small', 'hpa:large'],
      says: /^Two HPAs with ranges 40–100 and 1–4/,
      paces: [1],
    },
    {
      title: 'ranges mended by a patch after ten minutes: over, told with the ranges of the fight',
      series: workload({
        ...flat,
        generation: '5+2x40 85x39',
        hpas: [
          { ...flat.hpas[0], name: 'proxy-a', min: '9x40 2x39' },
          { ...flat.hpas[1], name: 'proxy-b', max: '3x40 30x39', active: '1x41 0x38' },
        ],
      }),
      severity: 'critical',
      state: 'ended',
      actors: ['hpa:proxy-b', 'hpa:proxy-a'],
      from: '0s',
      to: '10m',
      says: /^Two HPAs with ranges 9–30 and 1–3/,
    },
    {
      title: 'disjoint ranges while nobody writes: it will fight as soon as both can',
      series: workload({
        ...flat,
        generation: 5,
        hpas: flat.hpas.map((hpa) => ({ ...hpa, able: 0, current: '9x80' })),
      }),
      severity: 'medium',
      state: 'will-fight',
      actors: ['hpa:proxy-b', 'hpa:proxy-a'],
      says: /whichever passes last moves it/,
      // AbleToScale is false on both, with nothing waiting to be written.
      with: ['hpa-dangling-target'],
    },
    {
      title: "a hand-made HPA below the range of KEDA's",
      series: workload({
        ...flat,
        hpas: [flat.hpas[1] ?? { name: '' }, { ...flat.hpas[0], name: 'keda-hpa-proxy' }],
        scaledObjects: [{ name: 'proxy', triggers: [{ metric: 's0-kafka', active: 1 }] }],
      }),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:proxy-b', 'hpa:keda-hpa-proxy'],
      says: /8 writes a minute/,
    },
  ],
  silent: [
    {
      title: 'ranges that touch in one number',
      series: workload({
        ...flat,
        generation: 5,
        hpas: [
          { name: 'a', min: 9, max: 30, active: 0 },
          { name: 'b', max: 9, active: 0 },
        ],
      }),
      with: ['hpa-double-target'],
    },
    {
      title: 'one HPA whose minimum was raised above its old maximum',
      series: workload({
        ...flat,
        replicas: '3x40 9x39',
        generation: undefined,
        hpas: [{ name: 'a', min: '1x40 9x39', max: '3x40 30x39' }],
      }),
    },
    {
      title: 'the second HPA came after the first was deleted',
      series: workload({
        ...flat,
        replicas: '3x40 9x39',
        generation: undefined,
        hpas: [
          { name: 'a', max: 3, desired: '3x38 _x41' },
          { name: 'b', min: 9, desired: '_x41 9x38' },
        ],
      }),
    },
    {
      title: 'two HPAs in one namespace, each on its own workload',
      series: [
        ...workload({ ns: 'edge', name: 'one', replicas: '9x80', hpas: [{ name: 'one', min: 9 }] }),
        ...workload({ ns: 'edge', name: 'two', replicas: '2x80', hpas: [{ name: 'two', max: 3 }] }),
      ],
    },
    {
      title: 'the same names in two clusters',
      series: [
        ...workload({ ...flat, cluster: 'eu', generation: undefined, hpas: [{ name: 'proxy', min: 9 }] }),
        ...workload({
          ...flat,
          cluster: 'us',
          replicas: '2x80',
          generation: undefined,
          hpas: [{ name: 'proxy', max: 3 }],
        }),
      ],
    },
  ],
});
