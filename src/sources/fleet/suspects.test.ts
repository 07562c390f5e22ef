import { finish } from '../../kit/steps';
import type { FleetCensus, ListedScaler, ListedVpa } from './census';
import { objectsOf, partsOf, type Part } from './parts';
import { nodeKey, suspectsOf, suspicionsOf, type Named } from './suspects';

const place = { cluster: '', namespace: 'shop' };
const target = (name: string): { kind: string; name: string } => ({ kind: 'Deployment', name });
const workload = (name: string, replicas = 2) => ({ ...place, ...target(name), replicas });
const hpa = (name: string, on = name): ListedScaler => ({ ...place, name, target: target(on) });
const NAMES = Array.from({ length: 20 }, (_, i) => `app${i}`);
const nothing: FleetCensus = {
  clusterLabel: 'auto',
  workloads: NAMES.map((name) => workload(name)),
  hpas: [],
  vpas: [],
  caps: [],
  scaledObjects: [],
  present: ['Deployment', 'StatefulSet'].map((kind) => ({ cluster: '', kind: 'workload.generation', workload: kind })),
  keptBack: [],
  untold: [],
};

const named = (scan: Named['scan'], about: Named['about'], name: string, value = 3): Named => ({
  scan,
  about,
  namespace: 'shop',
  name,
  value,
});

/** What is read for these, in parts. */
function partsFor(census: FleetCensus, list: readonly Named[], most: number): Part[] {
  const suspicions = finish(suspicionsOf(census, list, new Map()));
  return finish(partsOf(finish(suspectsOf(census, suspicions)), most));
}

/** What each scan comes to, as `scan name`; `*` for the whole namespace. */
function told(census: Partial<FleetCensus>, list: readonly Named[] = []): string[] {
  const all = finish(suspicionsOf({ ...nothing, ...census }, list, new Map([[nodeKey('', 'cpu'), 4]])));
  return all.map(({ scan, target: whom }) => `${scan} ${whom?.name ?? '*'}`).sort();
}

const vpa = (name: string, more: Partial<ListedVpa> = {}): ListedVpa => ({
  ...hpa(name),
  mayAct: true,
  recommendations: [],
  ...more,
});

test.each<[string, Partial<FleetCensus>, readonly Named[], string[]]>([
  ['an HPA stands for its target', { hpas: [hpa('h', 'app1')] }, [named('moved', 'hpa', 'h')], ['moved app1']],
  ['an HPA that no list knows: the whole namespace', {}, [named('blind', 'hpa', 'h')], ['blind *']],
  [
    'an HPA without a target: the whole namespace',
    { hpas: [{ ...place, name: 'h', target: undefined }] },
    [named('moved', 'hpa', 'h')],
    ['moved *'],
  ],
  [
    'an HPA that stands apart on what is counted, and on what is not',
    { hpas: [hpa('h', 'app1'), { ...hpa('i'), target: { kind: 'Rollout', name: 'canary' } }] },
    [named('moved', 'uncounted-hpa', 'h'), named('moved', 'uncounted-hpa', 'i')],
    ['moved canary'],
  ],
  [
    'an HPA that stands apart where no writes are counted',
    { hpas: [hpa('h', 'app1')], present: [] },
    [named('moved', 'uncounted-hpa', 'h'), named('rewritten', 'uncounted', 'app2')],
    ['moved app1', 'rewritten app2'],
  ],
  [
    'an HPA that stands apart in a namespace that keeps its counts back',
    {
      hpas: [hpa('h', 'app1'), { ...hpa('h', 'app2'), namespace: 'cart' }],
      workloads: [workload('app1'), { ...workload('app2'), namespace: 'cart' }],
      keptBack: [{ ...place, kinds: ['workload.generation'], workload: 'Deployment' }],
    },
    [named('moved', 'uncounted-hpa', 'h'), { ...named('moved', 'uncounted-hpa', 'h'), namespace: 'cart' }],
    ['moved app1'],
  ],
  [
    'what is written to a workload that nobody scales, beside a custom resource that may own it',
    { hpas: [{ ...hpa('h'), target: { kind: 'Collector', name: 'traces' } }] },
    [named('rewritten', 'workload', 'app1')],
    ['rewritten app1', 'rewritten traces'],
  ],
  ['a pod stands for whom it is named after', {}, [named('waiting', 'pod', 'app1-5d9-x')], ['waiting app1']],
  ['a pod of nobody: the whole namespace', {}, [named('waiting', 'pod', 'else-1')], ['waiting *']],
  ['two HPAs on one target', { hpas: [hpa('h', 'app1'), hpa('i', 'app1')] }, [], ['shared-target app1']],
  ['one HPA seen twice is one', { hpas: [hpa('h', 'app1'), hpa('h', 'app1')] }, [], []],
  ['an HPA on nothing', { hpas: [hpa('h', 'gone')] }, [], ['dangling gone']],
  [
    'an HPA and a VPA',
    { hpas: [hpa('h', 'app1')], vpas: [vpa('v', { target: target('app1') })] },
    [],
    ['sized-twice app1'],
  ],
  [
    'an HPA and a VPA that is off',
    { hpas: [hpa('h', 'app1')], vpas: [vpa('v', { target: target('app1'), mayAct: false })] },
    [],
    [],
  ],
  [
    'one neighbour named alike, where nothing tells whose pods are whose',
    {
      hpas: [{ ...hpa('web'), target: { kind: 'Flow', name: 'web' } }],
      workloads: [workload('web-batch')],
    },
    [],
    ['shared-stem web'],
  ],
  [
    'containers that fit a node one by one and not together',
    {
      vpas: [
        vpa('app1', {
          recommendations: ['a', 'b'].map((container) => ({
            container,
            resource: 'cpu',
            highest: 2,
            lowest: 2,
            uncapped: 2,
          })),
        }),
      ],
    },
    [],
    ['recommendation-over-node app1'],
  ],
  [
    'a recommendation above what the namespace allows',
    {
      caps: [{ ...place, resource: 'cpu', most: 1 }],
      vpas: [
        vpa('app1', { recommendations: [{ container: 'a', resource: 'cpu', highest: 2, lowest: 2, uncapped: 2 }] }),
      ],
    },
    [],
    ['recommendation-capped app1'],
  ],
  [
    'recommendations that move, are capped, and fit no node',
    {
      vpas: [
        vpa('app1', {
          recommendations: [{ container: 'c', resource: 'cpu', highest: 3.9, lowest: 1, uncapped: 9 }],
        }),
      ],
    },
    [],
    ['recommendation-capped app1', 'recommendation-moved app1', 'recommendation-over-node app1'],
  ],
])('%s', (_, census, list, expected) => {
  expect(told(census, list)).toEqual(expected);
});

test('the worst come first; a namespace is read whole where nobody can be told apart in it', () => {
  const elsewhere = { ...named('rewritten', 'workload', 'app3', 90), namespace: 'cart' };
  const census = { ...nothing, workloads: [...nothing.workloads, { ...workload('app3'), namespace: 'cart' }] };
  const all = finish(suspicionsOf(census, [named('rewritten', 'workload', 'app1'), elsewhere], new Map()));
  expect(finish(suspectsOf(census, all))).toMatchObject([
    { namespace: 'cart', workloads: undefined, count: 1, weight: 90 },
    { namespace: 'shop', workloads: new Set(['Deployment/app1']), count: 1, weight: 3 },
  ]);
});

test('a namespace with an HPA that tells no target is read whole', () => {
  const census = { ...nothing, hpas: [{ ...place, name: 'h', target: undefined }] };
  expect(finish(suspectsOf(census, []))).toMatchObject([{ namespace: 'shop', workloads: undefined, count: 20 }]);
});

test('a namespace with a suspected custom resource is read whole: what stands behind it is found among all', () => {
  const census = { ...nothing, hpas: [{ ...hpa('h'), target: { kind: 'Collector', name: 'traces' } }] };
  const all = finish(suspicionsOf(census, [named('moved', 'hpa', 'h')], new Map()));
  expect(finish(suspectsOf(census, all))).toMatchObject([{ namespace: 'shop', workloads: undefined }]);
});

test('parts hold no more than they may, and every suspect stands in one', () => {
  const list = NAMES.slice(0, 15).map((name) => named('rewritten', 'workload', name));
  const parts = partsFor(nothing, list, 4);
  expect(parts.map(({ count }) => count)).toEqual([4, 4, 4, 3]);
  const keys = parts.flatMap(({ workloads }) => [...(workloads?.get('shop') ?? [])]);
  expect([...keys].sort()).toEqual(
    NAMES.slice(0, 15)
      .map((name) => `Deployment/${name}`)
      .sort()
  );
});

test('pieces of one namespace never meet again in one part', () => {
  const long = (first: string, length: number): string => first.padEnd(length, 'x');
  // The last piece is so short that there is room for it beside the first one.
  const many = (first: string, length: number): string[] =>
    Array.from({ length }, (_, i) => long(`${first}${i + 10}`, 100));
  const names = [...many('a', 39), long('b', 250), ...many('c', 37), long('d', 12)];
  const one = { namespace: 'shop', workloads: new Set(names), weight: 1, count: names.length, here: new Set<string>() };
  const parts = finish(partsOf([one], 1000));
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.flatMap(({ workloads }) => [...(workloads?.get('shop') ?? [])]).sort()).toEqual([...names].sort());
});

test('namespaces are not asked for together where the same names would bring much that nobody wants', () => {
  const places = ['a', 'b', 'c'];
  const census = {
    ...nothing,
    workloads: places.flatMap((namespace) => NAMES.map((name) => ({ ...workload(name), namespace }))),
  };
  const wanted = { a: ['app0', 'app1'], b: ['app2', 'app3'], c: ['app0', 'app1'] };
  const list = Object.entries(wanted).flatMap(([namespace, names]) =>
    names.map((name) => ({ ...named('rewritten', 'workload', name), namespace }))
  );
  const parts = partsFor(census, list, 100);
  expect(parts.map(({ namespaces }) => namespaces)).toEqual([['a', 'c'], ['b']]);
});

test('the first part is small: the worst is told after a few small answers', () => {
  const places = Array.from({ length: 60 }, (_, i) => `team-${i}`);
  const census = {
    ...nothing,
    workloads: places.flatMap((namespace, i) => NAMES.map((name) => ({ ...workload(`${name}-${i}`), namespace }))),
  };
  const list = places.flatMap((namespace, i) =>
    NAMES.slice(0, 10).map((name) => ({ ...named('rewritten', 'workload', `${name}-${i}`), namespace }))
  );
  const counts = partsFor(census, list, 400).map(({ count }) => count);
  expect(counts[0]).toBe(50);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(600);
  expect(counts.length).toBeLessThan(6);
});

test('a part asks for the objects of its workloads and knows them again', () => {
  const census = {
    ...nothing,
    hpas: [hpa('h', 'app1'), hpa('i', 'app2')],
    vpas: [vpa('v', { target: target('app1') })],
  };
  const { names, has } = objectsOf(census, new Map([['shop', new Set(['Deployment/app1', 'StatefulSet/db'])]]));
  expect(names).toEqual({
    hpas: ['h'],
    deployments: ['app1'],
    statefulSets: ['db'],
    vpas: ['v'],
    scaledObjects: [],
    owners: ['app1', 'db'],
  });
  expect([has('hpas', 'shop', 'h'), has('hpas', 'shop', 'i'), has('hpas', 'cart', 'h')]).toEqual([true, false, false]);
});
