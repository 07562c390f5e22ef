/** @jest-environment node */
// The same number on the clock, undone each time; hands, syncs and bounds on a schedule are something else.
import { again } from '../../../../../tests/support/promtool';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const web = (replicas: string, hpa: object = {}) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas,
    hpas: [{ name: 'web', desired: 9, metrics: [{ target: 60, asks: 9 }], ...hpa }],
  });

testRule('scheduled-scaler-vs-hpa', {
  fires: [
    {
      title: 'five every twenty minutes',
      series: web(`${again('9x78 5', 6)} 9x20`),
      severity: 'medium',
      state: 'fighting',
      actors: ['cron', 'hpa:web'],
      from: '19m30s',
      to: '120m',
      slack: '60s',
      says: /^Something writes 5 every 20 min and the HPA climbs back to 9 within (15|30|45) s: 6 times\.$/,
      paces: [1],
      // A ScaledObject beside a hand-made HPA would be a second HPA on the same workload.
      advises: ['Commit the minimum to the schedule'],
      neverAdvises: ['ScaledObject'],
    },
    {
      title: "an HPA of KEDA's: its ScaledObject takes the schedule as a trigger",
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: `${again('9x78 5', 6)} 9x20`,
        hpas: [
          {
            name: 'keda-hpa-web',
            scaledObject: 'web',
            desired: 9,
            metrics: [{ name: 's0-kafka', type: 'average', target: 5, asks: 9 }],
          },
        ],
        scaledObjects: [{ name: 'web', triggers: [{ metric: 's0-kafka', active: 1, value: 45 }] }],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['cron', 'hpa:keda-hpa-web'],
      says: /^Something writes 5 every 20 min/,
      paces: [1],
      advises: ['kind: ScaledObject', 'type: cron'],
    },
    {
      title: 'every quarter of an hour, over for an hour',
      series: web(`${again('9x58 5', 4)} 9x240`),
      severity: 'medium',
      state: 'ended',
      actors: ['cron', 'hpa:web'],
      says: /^Something writes 5 every 15 min .*: 4 times\.$/,
      paces: [1],
    },
    {
      title: 'most rounds are seen at a stop of the way back: no second writer of the same number',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: `${again('9x58 4', 3)} 9x58 2 9x60`,
        generation: '3x58 5 6x58 8 9x58 11 12x58 13 15x60',
        hpas: [
          {
            name: 'web',
            min: 2,
            desired: `${again('9x58 4', 3)} 9x119`,
            current: `${again('9x58 2', 3)} 9x119`,
            metrics: [{ target: 60, asks: 9 }],
          },
        ],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['cron', 'hpa:web'],
      says: /^Something writes 2 every 15 min .*: 4 times, 3 of them between scrapes\.$/,
      paces: [1],
    },
  ],
  silent: [
    {
      title: 'demand itself comes every ten minutes, and the HPA follows within a scrape',
      series: web(again('5x34 9x4', 5), {
        desired: again('5x34 9x4', 5),
        current: again('5x34 9x4', 5),
        metrics: [{ target: 60, asks: again('5x34 9x4', 5) }],
      }),
      with: ['hpa-flapping'],
      paces: [1],
    },
    {
      title: 'every ten minutes: so do Flux and Argo CD by themselves',
      series: web(`${again('9x38 5', 6)} 9x20`),
      with: ['hpa-gitops-replicas'],
      paces: [1],
    },
    { title: 'hands, at uneven distances', series: web('9x30 5 9x80 5 9x30') },
    { title: 'twice is not a schedule', series: web('9x38 5 9x38 5 9x100') },
    {
      title: 'a schedule that moves the bounds, not to and fro within the hour',
      series: web(again('4x119 9x119', 3), {
        desired: undefined,
        min: again('4x119 9x119', 3),
        metrics: [{ target: 60, asks: 3 }],
      }),
      paces: [1],
    },
    {
      title: 'nobody undoes it: no HPA',
      series: workload({ ns: 'shop', name: 'web', replicas: again('9x39 5x39', 4) }),
    },
  ],
});

testStories('scheduled-scaler-vs-hpa');
