/** @jest-environment node */
// Git, a deploy or an operator resets replicas: within seconds, on a schedule, at every deploy. Also seen from the side
// on which no sample ever shows the number that is written.
import { again } from '../../../../../tests/support/promtool';
import { testRule } from '../../../../../tests/support/ruleCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';
import type { SignalKind } from '../../../../model/series';
import { analyze } from '../../../index';

const argo = { argocd: 'storefront' };
const unseen = [{ target: 60, unseen: true }];
const heal = { ns: 'shop', name: 'web', labels: argo, replicas: '2x80', generation: '7+2x80' };
const sync = again('9x12 5', 6);
const steady = [{ target: 60, asks: 9 }];
/** Down to three and back to seven, three times, each within one scrape: four pods are young each time. */
const unsampled = {
  ns: 'shop',
  name: 'web',
  replicas: '7x80',
  generation: '5x20 8x11 11x11 14x35',
  hpas: [{ name: 'web', metrics: [{ target: 60, asks: 7 }] }],
};
const reborn = [
  { at: '-1h', count: 7, cpu: 0.5 },
  { at: '5m10s', count: 4, cpu: 0.5 },
  { at: '8m10s', count: 4, cpu: 0.5 },
  { at: '11m10s', count: 4, cpu: 0.5 },
];

/** Each scrape falls on a stop of the way back: only the HPA's status tells from where it came. */
const stops = {
  ns: 'shop',
  name: 'web',
  scrape: '30s',
  replicas: `${again('8x17 5', 4)} 8x17`,
  generation: '10x17 12 13x17 15 16x17 18 19x17 21 22x17',
};
const back = { name: 'web', current: `${again('8x17 3', 4)} 8x17` };

/**
 * A reconciler writes 4 within seconds after each step down of an HPA that needs 2.7 pods: nearly every round lies between
 * two samples. At 15 s the last pass wanted 3 each time; at 30 s falls are seen, and never the rise after them.
 */
const oneMore = {
  ns: 'kube-system',
  name: 'coredns',
  replicas: '3x10 4x189',
  generation: `4x10 5x20 7x21 9x21 11x21 13x21 15x79`,
};
const wantsThree = '3x10 4x20 3 4x20 3 4x20 3 4x20 3 4x20 3 4x83';
const needs = [{ target: 50, status: '45x10 33x189' }];
const fallsSeen = {
  ns: 'kube-system',
  name: 'coredns',
  scrape: '30s',
  replicas: again('4x4 3 4x4', 7),
  generation: '4x4 5 6x9 7 8x9 9 10x9 11 12x9 13 14x9 15 16x9 17 18x4',
};
const inHand = { name: 'coredns', min: 2, desired: fallsSeen.replicas, current: 4 };
const needsLess = again('33x4 45 33x4', 7);

/** Two deploys, each between two samples. */
const renewed = { ns: 'shop', name: 'web', scrape: '30s', rollouts: ['19m50s', '40m20s'] };

/** A custom resource that an HPA scales, and the Deployment that its operator writes. */
const collector = { kind: 'OpenTelemetryCollector', name: 'gateway' };
const behind = { ns: 'observe', name: 'gateway-collector', scrape: '30s' };
const dips = `${again('6x17 2', 4)} 6x17`;
const wants6 = { name: 'gateway', min: 2, target: collector, desired: '6x89', current: '6x89' };
const load = '6x39 7x39 8x39 7x39 6x39 5x39';
const follows = { name: 'gateway', min: 2, target: collector, desired: load, current: `6 ${load}` };

/** Six moves of an HPA; after each the old number stands for one sample more, with two writes counted. */
const putBack = {
  ns: 'edge',
  name: 'gateway',
  replicas: '6x13 5x13 4x13 5x13 6x13 7x13 8x20',
  generation: '10x12 12 13x12 15 16x12 18 19x12 21 22x12 24 25x12 27 28x20',
};
const decides = {
  name: 'gateway',
  desired: '6x12 5x13 4x13 5x13 6x13 7x13 8x21',
  current: '6x14 5x13 4x13 5x13 6x13 7x13 8x19',
  metrics: [{ target: 60, asks: '6x12 5x13 4x13 5x13 6x13 7x13 8x21' }],
};

testRule('hpa-gitops-replicas', {
  fires: [
    {
      title: 'an operator that puts back the old number whenever the HPA scales',
      series: workload({ ...putBack, hpas: [decides] }),
      severity: 'medium',
      state: 'ended',
      actors: ['external', 'hpa:gateway'],
      says: 'Something puts back the old number whenever the HPA scales: 6 moves of 6 stood only from the next pass on.',
      paces: [1],
    },
    {
      title: 'an operator writes its minimum to the Deployment behind a scaled custom resource',
      series: workload({
        ...behind,
        replicas: dips,
        hpas: [{ ...wants6, metrics: [{ target: 60, status: `${again('60x17 35', 4)} 35 60x16` }] }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'hpa:gateway'],
      says: 'Two objects, one number: the HPA writes 6 to OpenTelemetryCollector gateway, and Deployment gateway-collector, which seems to stand behind it, is set to 2 every 10 min: 4 times.',
      paces: [1],
    },
    {
      title: 'more than the maximum: the HPA comes back down, it does not climb',
      series: workload({
        ns: 'shop',
        name: 'web',
        scrape: '30s',
        replicas: `${again('12x8 30', 6)} 12x9`,
        hpas: [
          {
            name: 'web',
            min: 4,
            max: 12,
            desired: '12x69',
            current: `12 ${again('12x8 30', 6)} 12x8`,
            metrics: [{ target: 60, asks: 12 }],
          },
        ],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'hpa:web'],
      says: 'Something writes 30 every 5 min and the HPA comes back down to 12: 6 times.',
      paces: [1],
    },
    {
      title: 'no sample shows the number, and no metric ever asked for so few',
      series: workload({ ...stops, hpas: [{ ...back, metrics: [{ target: 60, asks: 8 }] }] }),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'hpa:web'],
      says: 'Something writes 3 every 10 min and the HPA climbs back to 8: 4 times.',
      paces: [1],
    },
    {
      title: 'the number is the minimum: readings that fail come when they like, and this comes every ten minutes',
      series: workload({ ...stops, hpas: [{ ...back, min: 3, metrics: [{ target: 60, asks: 8 }] }] }),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'hpa:web'],
      says: 'Something writes 3 every 10 min and the HPA climbs back to 8: 4 times.',
      paces: [1],
    },
    {
      title:
        'each scrape falls on a stop of the way back and after the pass that found it: the counter tells that more was taken',
      series: workload({
        ...stops,
        replicas: `${again('8x17 4', 4)} 8x17`,
        hpas: [{ name: 'web', current: `${again('8x17 4', 4)} 8x17`, metrics: [{ target: 60, asks: 8 }] }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'hpa:web'],
      says: 'Something writes 2 or fewer every 10 min and the HPA climbs back to 8: 4 times.',
      paces: [1],
    },
    {
      title: 'self-heal below the minimum: every sample shows Git',
      series: workload({ ...heal, hpas: [{ name: 'web', min: 4, desired: '4x80', metrics: unseen }] }),
      severity: 'high',
      state: 'fighting',
      actors: ['gitops:storefront', 'hpa:web'],
      from: '0s',
      to: '20m',
      says: 'Git writes 2, the HPA writes 4: 8 writes a minute, none visible in the samples.',
    },
    {
      title: 'the same without a generation: nobody can count the writes',
      series: workload({
        ...heal,
        generation: null,
        hpas: [{ name: 'web', min: 4, desired: '4x80', metrics: unseen }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['gitops:storefront', 'hpa:web'],
      says: 'Git writes 2, the HPA writes 4: writes cannot be counted here, and none is visible in the samples.',
    },
    {
      title: 'self-heal that answers before each sample: the HPA has just found what it wants, and Git stands',
      series: workload({
        ...heal,
        scrape: '1m',
        replicas: '4x60',
        generation: '7+4x60',
        hpas: [{ name: 'web', min: 2, desired: '6x60', current: '6x60', metrics: unseen }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['gitops:storefront', 'hpa:web'],
      says: 'Git writes 4, the HPA writes 6: 4 writes a minute, none visible in the samples.',
      paces: [1],
    },
    {
      title: 'the same fight, every sample shows the HPA: only its status tells what it finds',
      series: workload({
        ...heal,
        labels: undefined,
        replicas: '4x80',
        hpas: [{ name: 'web', min: 4, desired: '4x80', current: '2x80', metrics: unseen }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'hpa:web'],
      says: 'Something writes 2, the HPA writes 4: 8 writes a minute, none visible in the samples.',
    },
    {
      title: 'self-heal inside the range, demand known: users feel it',
      series: workload({
        ...heal,
        replicas: '30x80',
        hpas: [{ name: 'web', min: 4, desired: '60x80', current: '30x80', metrics: [{ target: 60, asks: 75 }] }],
      }),
      severity: 'critical',
      state: 'fighting',
      actors: ['gitops:storefront', 'hpa:web'],
      says: 'Git writes 30, the HPA writes 60: 8 writes a minute, none visible in the samples.',
    },
    {
      title: 'Git above the maximum',
      series: workload({
        ...heal,
        replicas: '12x80',
        hpas: [{ name: 'web', max: 10, desired: '10x80', metrics: unseen }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['gitops:storefront', 'hpa:web'],
      says: /^Git writes 12, the HPA writes 10/,
    },
    {
      title: 'a sync every three minutes inside the range, over after twenty',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: `${sync} 9x40`,
        hpas: [{ name: 'web', desired: '9x118', metrics: steady }],
      }),
      severity: 'high',
      state: 'ended',
      actors: ['external', 'hpa:web'],
      from: '3m',
      to: '21m',
      says: 'Something writes 5 every 4 min and the HPA climbs back to 9: 6 times.',
      paces: [1],
    },
    {
      title: 'Flux every ten minutes on a StatefulSet of 200',
      series: workload({
        ns: 'data',
        name: 'shards',
        kind: 'StatefulSet',
        scrape: '30s',
        labels: { fluxKustomization: 'data' },
        replicas: again('200x18 150', 5),
        hpas: [{ name: 'shards', max: 400, desired: '200x94', metrics: [{ target: 60, asks: 200 }] }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['gitops:data', 'hpa:shards'],
      says: 'Git writes 150 every 10 min and the HPA climbs back to 200: 4 times.',
      paces: [1],
    },
    {
      title: 'each deploy deletes and creates it: born with 1, lifted, doubled, and the counter begins anew',
      series: workload({
        ...renewed,
        replicas: '8x39 4 8x39 4 8x40',
        generation: '57x39 3 4x39 3 4x40',
        hpas: [
          {
            name: 'web',
            min: 2,
            desired: '8x39 4 8x39 4 8x40',
            current: '8x39 2 4 8x38 2 4 8x39',
            metrics: [{ target: 60, asks: 8 }],
          },
        ],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['ci', 'hpa:web'],
      says: 'Every deploy resets replicas to 1 (2 of 2), and the HPA climbs back to 8.',
      paces: [1],
    },
    {
      title: 'the same where a sample falls right after each birth',
      series: workload({
        ...renewed,
        replicas: '8x39 1 8x39 1 8x40',
        generation: '57x39 1 4x39 1 4x40',
        hpas: [
          { name: 'web', min: 2, desired: '8x121', current: '8x39 1 8x39 1 8x40', metrics: [{ target: 60, asks: 8 }] },
        ],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['ci', 'hpa:web'],
      says: 'Every deploy resets replicas to 1 (2 of 2), and the HPA climbs back to 8.',
      paces: [1],
    },
    {
      title: 'every deploy resets, once between the samples',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '8x30 3 6 8x58 8x30 3 6 8x40',
        generation: '4x30 5 6 7x58 9 9x29 10 11 12x40',
        rollouts: ['7m40s', '22m50s', '30m40s'],
        hpas: [{ name: 'web', desired: '8x30 8 6 8x58 8x30 8 6 8x40', metrics: [{ target: 60, asks: 8 }] }],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['ci', 'hpa:web'],
      says: 'Every deploy resets replicas to 3 (3 of 3), and the HPA climbs back to 8.',
      paces: [1],
    },
    {
      title:
        'one pod more than the HPA needs, at once after each of its steps down: its last pass wanted less each time',
      series: workload({
        ...oneMore,
        hpas: [{ name: 'coredns', min: 2, desired: wantsThree, current: '3x10 4x189', metrics: needs }],
      }),
      severity: 'high',
      state: 'ended',
      actors: ['external', 'hpa:coredns'],
      says: /^Something writes 4 every 6 min and the HPA comes back down to 3: 5 times\.$/,
      paces: [1],
    },
    {
      title: 'the same where samples show the falls, in the hands of the HPA, and never a rise',
      series: workload({
        ...fallsSeen,
        hpas: [{ ...inHand, metrics: [{ target: 50, status: needsLess }] }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'hpa:coredns'],
      says: /^Something writes 4 every 6 min and the HPA comes back down to 3: 6 times\.$/,
      paces: [1],
    },
    {
      title: 'down and up within one scrape: no sample and no status tells, the pods born meanwhile do',
      series: workload({ ...unsampled, pods: reborn }),
      severity: 'high',
      state: 'ended',
      actors: ['external', 'hpa:web'],
      from: '5m',
      to: '11m15s',
      slack: '30s',
      says: 'Something writes 3 every 3 min and the HPA climbs back to 7: 3 times.',
    },
  ],
  silent: [
    {
      title: 'the same moves with one write each: the HPA is read some seconds before its Deployment',
      series: workload({ ...putBack, generation: '10x13 11x13 12x13 13x13 14x13 15x13 16x20', hpas: [decides] }),
      paces: [1],
    },
    {
      title: 'one pod more, of which a sample shows the HPA at it: the load jumps for a moment',
      series: workload({
        ...fallsSeen,
        hpas: [
          {
            ...inHand,
            current: '4x16 3 4x59',
            metrics: [{ target: 50, status: needsLess }],
          },
        ],
      }),
      with: ['hpa-flapping'],
      paces: [1],
    },
    {
      title: 'one pod more, which a metric asked for at one of the rises',
      series: workload({
        ...fallsSeen,
        hpas: [{ ...inHand, metrics: [{ target: 50, status: '33x4 45 33x9 45 56 33x59' }] }],
      }),
      with: ['hpa-flapping'],
      paces: [1],
    },
    {
      title: 'one pod more, by a queue: it may fill and be emptied between two samples',
      series: workload({
        ...fallsSeen,
        hpas: [{ ...inHand, metrics: [{ name: 's0-kafka', type: 'average', target: 50, status: 33 }] }],
      }),
      with: ['hpa-flapping'],
      paces: [1],
    },
    {
      title: 'at its minimum, beside a tool that writes two other fields every five minutes: there is no step down',
      series: workload({
        ...oneMore,
        replicas: '4x199',
        generation: '5x30 7x21 9x21 11x21 13x21 15x85',
        hpas: [{ name: 'coredns', min: 4, metrics: [{ target: 50, status: 12 }] }],
      }),
    },
    {
      title: 'a healthy operator copies each number to what stands behind the resource, at once',
      series: workload({ ...behind, replicas: load, hpas: [follows] }),
    },
    {
      title: 'or two minutes later',
      series: workload({ ...behind, replicas: '6x43 7x39 8x39 7x39 6x39 5x35', hpas: [follows] }),
    },
    {
      title: 'a sibling of a like name that is scaled by its own schedule',
      series: workload({ ...behind, replicas: dips, hpas: [wants6] }),
    },
    {
      title: 'the metric dipped there: the fall is the quick turn of the HPA',
      series: workload({
        ...stops,
        hpas: [{ ...back, metrics: [{ target: 60, asks: `${again('8x14 3x2 8', 4)} 8x17` }] }],
      }),
    },
    {
      title: 'so few are its minimum, now and then: a reading that failed for a moment may let it fall there',
      series: workload({
        ...stops,
        replicas: '8x17 5 8x9 5 8x30 5 8x13 5 8x17',
        generation: '10x17 12 13x9 15 16x30 18 19x13 21 22x17',
        hpas: [{ ...back, min: 3, current: '8x17 3 8x9 3 8x30 3 8x13 3 8x17', metrics: [{ target: 60, asks: 8 }] }],
      }),
    },
    {
      title: 'so few are its minimum, every ten minutes: a job that empties the queue lets it fall there',
      series: workload({
        ...stops,
        hpas: [{ ...back, min: 3, metrics: [{ name: 's0-rabbitmq-orders', type: 'average', target: 60, asks: 8 }] }],
      }),
    },
    {
      title: 'a custom target without a generation: an HPA that changes its mind at every pass looks the same',
      series: workload({
        ns: 'shop',
        name: 'gateway',
        kind: 'Rollout',
        replicas: 11,
        hpas: [
          { name: 'gateway', min: 2, max: 30, desired: '10x80', current: '11x80', metrics: [{ target: 60, asks: 10 }] },
        ],
      }),
      with: ['hpa-flapping'],
      paces: [1, 2],
    },
    {
      title: 'the same counter without pods: nobody knows the number, and an annotation counts too',
      series: workload(unsampled),
    },
    {
      title: 'one pod less and back: an HPA may try that by itself',
      series: workload({ ...unsampled, pods: reborn.map((group, i) => (i === 0 ? group : { ...group, count: 1 })) }),
    },
    {
      title: 'the VPA evicted the pods meanwhile',
      series: workload({
        ...unsampled,
        pods: reborn,
        vpas: [{ name: 'web', mode: 'Recreate', memory: 2 ** 29, evicted: '0x20 4x11 8x11 12x35' }],
      }),
    },
    {
      title: 'deploys without replicas in the manifest',
      series: workload({
        ns: 'shop',
        name: 'web',
        labels: argo,
        replicas: '8x160',
        rollouts: ['10m', '20m', '30m'],
        hpas: [{ name: 'web' }],
      }),
    },
    {
      title: 'deleted and created anew with as many as before',
      series: workload({
        ...renewed,
        replicas: '8x121',
        generation: '57x39 1x40 1x40',
        hpas: [{ name: 'web', min: 2, metrics: [{ target: 60, asks: 8 }] }],
      }),
    },
    {
      title: 'an older count that one exporter shows after the other, without a new template',
      series: workload({
        ...renewed,
        rollouts: [],
        replicas: '8x39 4 8x39 4 8x40',
        generation: '57x39 55 58x39 56 59x40',
        hpas: [
          { name: 'web', min: 2, desired: '8x39 4 8x39 4 8x40', metrics: [{ target: 60, asks: '8x39 4 8x39 4 8x40' }] },
        ],
      }),
    },
    {
      title: 'gone for minutes between two deploys: nobody was served by it that could have been taken away',
      series: workload({
        ...renewed,
        rollouts: ['24m50s', '45m20s'],
        replicas: '4x39 _x9 2x30 _x9 2x31',
        generation: '5x39 _x9 2x30 _x9 2x31',
        hpas: [
          {
            name: 'web',
            min: 2,
            desired: '4x39 _x9 2x30 _x9 2x31',
            current: '4x39 _x9 2x30 _x9 2x31',
            metrics: [{ target: 60, asks: '4x39 2x82' }],
          },
        ],
      }),
    },
    {
      title: 'a number that stands below a wish which the HPA found once: its status is old, and nobody writes',
      series: workload({
        ...heal,
        replicas: '4x80',
        generation: 7,
        hpas: [{ name: 'web', min: 2, desired: '6x80', current: '6x80', metrics: unseen }],
      }),
    },
    {
      title: 'a standing wish whose write fails: AbleToScale is false',
      series: workload({
        ...heal,
        generation: 7,
        hpas: [{ name: 'web', min: 4, desired: '4x80', able: 0, metrics: unseen }],
      }),
    },
    {
      title: 'a blind HPA that wants what it last wanted',
      series: workload({
        ...heal,
        generation: 7,
        hpas: [{ name: 'web', desired: '5x80', active: 0, metrics: unseen }],
      }),
      with: ['hpa-scaling-inactive'],
    },
    {
      title: 'a controller that stopped right after a write: status stands, generation stands',
      series: workload({
        ...heal,
        replicas: '3x20 5x60',
        generation: undefined,
        hpas: [{ name: 'web', desired: '3x20 5x60', current: '3x81' }],
      }),
    },
    {
      title: 'annotations written every minute count as generations, not as replicas',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '6x80',
        generation: again('1x3 2x3 3x3 4x3', 1) + ' 5x64',
        hpas: [{ name: 'web' }],
      }),
    },
    {
      title: 'a ramp of an HPA that is held back: desired moves with it',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '1x20 4 8 16 32 64 100x56',
        hpas: [{ name: 'web', max: 100, metrics: [{ target: 60, asks: '1x19 100x62' }] }],
      }),
    },
    {
      title: 'a person sets 5 twice',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '9x30 5 9x80 5 9x30',
        hpas: [{ name: 'web', desired: '9x143', metrics: steady }],
      }),
    },
    {
      title: 'a single deploy with replicas',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '8x30 3 6 8x50',
        rollouts: ['7m40s'],
        hpas: [{ name: 'web', desired: '8x30 8 6 8x50' }],
      }),
    },
    {
      title: "KEDA's idle replicas below the minimum of its HPA: the operator writes, not Git",
      series: workload({
        ...heal,
        labels: undefined,
        replicas: '1x80',
        hpas: [{ name: 'keda-hpa-web', min: 3, desired: '3x80', metrics: unseen }],
        scaledObjects: [{ name: 'web', triggers: [{ metric: 's0-kafka', active: 0, value: 0 }] }],
      }),
      with: ['keda-idle-replicas-nonzero'],
    },
    {
      title: 'an old KEDA writes the fallback while its source fails',
      series: workload({
        ...heal,
        labels: undefined,
        replicas: '4x80',
        hpas: [{ name: 'keda-hpa-web', desired: '8x80', current: '4x80', metrics: [{ target: 60, asks: 8 }] }],
        scaledObjects: [{ name: 'web', triggers: [{ metric: 's1-kafka', active: 1, value: 5, errors: '1+1x80' }] }],
      }),
      with: ['keda-scaler-errors'],
    },
    {
      title: 'KEDA wakes and sleeps',
      series: workload({
        ns: 'shop',
        name: 'jobs',
        replicas: '0x40 1x70 0x50',
        hpas: [{ name: 'keda-hpa-jobs', metrics: [{ name: 's0-kafka', type: 'average', target: 5 }] }],
        scaledObjects: [{ name: 'jobs', cooldown: 300, triggers: [{ metric: 's0-kafka', active: '0x40 1x50 0x70' }] }],
      }),
    },
    {
      title: 'gaps and a restart of kube-state-metrics around a change',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '9x20 _x20 5x20 _x20 9x40',
        hpas: [{ name: 'web', desired: '9x20 _x20 5x20 _x20 9x40' }],
      }),
    },
  ],
});

test('without a generation it is no proof, and no distance between writes is told', () => {
  const series = workload({
    ...heal,
    labels: undefined,
    generation: null,
    hpas: [{ name: 'web', min: 4, desired: '4x80', metrics: unseen }],
  });
  const [finding] = analyze(seriesSet(series)).findings.filter(({ rule }) => rule === 'hpa-gitops-replicas');
  expect(finding?.confidence).toBe('likely');
  expect(finding?.confidenceNotes).toContain('no generation is exported, so writes cannot be counted');
  expect(JSON.stringify(finding)).not.toMatch(/About every|generation counts|generation stands/);
});

test('beside KEDA whose errors nobody exports a stranger is likely, no more: it may be a fallback', () => {
  const scaledObjects = [{ name: 'web', triggers: [{ metric: 's0-cpu', active: 1, value: 5, errors: 0 }] }];
  const series = workload({
    ...heal,
    labels: undefined,
    hpas: [{ name: 'keda-hpa-web', scaledObject: 'web', min: 4, desired: '4x80', metrics: unseen }],
    scaledObjects,
  });
  const confidenceWith = (errors: boolean): string | undefined => {
    const isExported = (kind: SignalKind): boolean => errors || kind !== 'keda.errors';
    const set = seriesSet(series.filter(({ kind }) => isExported(kind)));
    const { findings } = analyze({ ...set, elsewhere: set.elsewhere?.filter(isExported) });
    return findings.find(({ rule }) => rule === 'hpa-gitops-replicas')?.confidence;
  };
  expect([confidenceWith(true), confidenceWith(false)]).toEqual(['certain', 'likely']);
});
