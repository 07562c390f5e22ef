// Whether a Deployment seems to stand behind a scaled custom resource: what must not be joined first.
import { again } from '../../../tests/support/promtool';
import type { HpaCase } from '../../../tests/support/hpaCase';
import { seriesSet, workload, type WorkloadCase } from '../../../tests/support/workload';
import type { Behind } from './facts';
import { readSignals } from './readSignals';

const TARGET = { kind: 'OpenTelemetryCollector', name: 'gateway' };
/** The HPA wants 6 all along, and finds 6. */
const STEADY: HpaCase = { name: 'gateway', target: TARGET, desired: '6x239', current: '6x239' };
const AT_REST: HpaCase = { ...STEADY, metrics: [{ target: 60, status: '60x239' }] };
/** Four times in two hours somebody writes 2 for a minute. */
const DIPS = `${again('6x56 2x1', 4)} 6x7`;
const FELT: HpaCase = { ...STEADY, metrics: [{ target: 60, status: `${again('60x57 32x0', 4)} 32 60x6` }] };
/** It follows its load through five numbers. */
const LOAD = '6x39 7x39 8x39 7x39 6x39 5x39';
const FOLLOWED: HpaCase = { name: 'gateway', target: TARGET, desired: LOAD, current: `6 ${LOAD}` };

function named(name: string, replicas: string, more: Partial<WorkloadCase> = {}): WorkloadCase {
  return { ns: 'observe', name, replicas, scrape: '30s', ...more };
}

function behindOf(...cases: readonly WorkloadCase[]): Behind | undefined {
  const { workloads } = readSignals(seriesSet(...cases.map(workload)));
  return workloads.find(({ workload: ref }) => ref.kind === TARGET.kind)?.behind;
}

const joined = { kind: 'Deployment', name: 'gateway-collector' };

describe('not joined', () => {
  test.each<[string, readonly WorkloadCase[]]>([
    ['a Deployment that stands at the same number', [named('gateway-collector', '6x239', { hpas: [AT_REST] })]],
    ['one of another name that moves alike', [named('shop', LOAD, { hpas: [FOLLOWED] })]],
    ['a name that only begins alike', [named('gateways', LOAD, { hpas: [FOLLOWED] })]],
    ['a sibling with a schedule of its own, at the same number', [named('gateway-batch', DIPS, { hpas: [AT_REST] })]],
    [
      'a sibling between the two numbers of a schedule that both have',
      [
        named('gateway-batch', again('2x29 6x29', 4), {
          hpas: [{ ...FOLLOWED, desired: again('2x29 6x29', 4), current: `2 ${again('2x29 6x29', 4)}` }],
        }),
      ],
    ],
    [
      'a sibling whose schedule goes elsewhere',
      [named('gateway-batch', again('6x29 1x29', 4), { hpas: [{ ...FELT, desired: '6x239', current: '6x239' }] })],
    ],
    ['two that move alike', [named('gateway-collector', LOAD, { hpas: [FOLLOWED] }), named('gateway-twin', LOAD)]],
    [
      'one that has an HPA of its own',
      [named('gateway-collector', LOAD, { hpas: [FOLLOWED, { name: 'own', desired: LOAD }] })],
    ],
    [
      'a target of a kind that is exported, but gone',
      [named('gateway-collector', LOAD, { hpas: [{ ...FOLLOWED, target: { kind: 'Deployment', name: 'gateway' } }] })],
    ],
    ['a counter that does not move', [named('gateway-collector', LOAD, { hpas: [FOLLOWED], generation: 3 })]],
    ['no counter at all', [named('gateway-collector', LOAD, { hpas: [FOLLOWED], generation: null })]],
    [
      'twice away only',
      [
        named('gateway-collector', `${again('6x56 2x1', 2)} 6x123`, {
          hpas: [{ ...STEADY, metrics: [{ target: 60, status: `${again('60x57 32x0', 2)} 32 60x122` }] }],
        }),
      ],
    ],
  ])('%s', (_, cases) => {
    expect(behindOf(...cases)).toBeUndefined();
  });

  test('while an HPA of the namespace tells no target: it may scale that Deployment', () => {
    const series = workload(named('gateway-collector', LOAD, { hpas: [FOLLOWED, { name: 'who', desired: '3x239' }] }));
    const untold = series.filter((s) => s.kind !== 'hpa.info' || s.object !== 'who');
    const { workloads } = readSignals(seriesSet(untold));
    expect(workloads.find(({ workload: ref }) => ref.kind === TARGET.kind)?.behind).toBeUndefined();
  });
});

describe('joined', () => {
  test('by the numbers it copies: possible, and likely after many', () => {
    expect(behindOf(named('gateway-collector', LOAD, { hpas: [FOLLOWED] }))).toMatchObject({
      ...joined,
      copied: 5,
      returned: 0,
      confidence: 'possible',
    });
    const long = '6x29 7x29 8x29 7x29 6x29 5x29 6x29 7x29';
    const follows = { ...FOLLOWED, desired: long, current: `6 ${long}` };
    expect(behindOf(named('gateway-collector', long, { hpas: [follows] }))).toMatchObject({
      ...joined,
      confidence: 'likely',
    });
  });

  test('an operator that copies two minutes late', () => {
    const late = '6x43 7x39 8x39 7x39 6x39 5x35';
    expect(behindOf(named('gateway-collector', late, { hpas: [FOLLOWED] }))).toMatchObject({ ...joined, copied: 5 });
  });

  test('an operator that skips what did not stand long', () => {
    const desired = '6x39 7x39 8x37 9x1 7x39 6x39 5x39';
    expect(behindOf(named('gateway-collector', LOAD, { hpas: [{ ...FOLLOWED, desired }] }))).toMatchObject(joined);
  });

  test('by excursions that the metric of the HPA feels', () => {
    expect(behindOf(named('gateway-collector', DIPS, { hpas: [FELT] }))).toMatchObject({
      ...joined,
      returned: 4,
      confidence: 'possible',
    });
  });

  test('by excursions that the HPA finds as the number of its resource', () => {
    const found = { ...STEADY, current: `6 ${DIPS}` };
    expect(behindOf(named('gateway-collector', DIPS, { hpas: [found] }))).toMatchObject({ ...joined, returned: 4 });
  });

  test('whatever stands before the name of the resource', () => {
    expect(behindOf(named('vmagent-gateway', LOAD, { hpas: [FOLLOWED] }))?.name).toBe('vmagent-gateway');
  });
});
