/** @jest-environment node */
// The number an outsider wrote, where every sample falls on the HPA's way back from it, or beside rounds above the need.
import { again } from '../../../tests/support/promtool';
import { START } from '../../../tests/support/tape';
import { seriesSet, workload, type WorkloadCase } from '../../../tests/support/workload';
import { readSignals } from '../signals/readSignals';
import { toFacts, type Facts } from './facts';
import { isOnWayFrom, startsOf, type WayBack } from './wayBack';

const MINUTE = 60_000;

function factsOf(one: WorkloadCase): Facts {
  const [facts] = readSignals(seriesSet(workload(one))).workloads.filter((w) => w.workload.kind !== 'Cluster');
  if (!facts) {
    throw new Error('no workload');
  }
  return toFacts(facts);
}

/** `12 → 1 sample` for each foreign write, `≤` before a number of which only the most is known. */
function told(one: WorkloadCase): string[] {
  return factsOf(one).foreign.map((w) => `${w.from} → ${w.atMost ? '≤' : ''}${w.value} ${w.witness}`);
}

const steady = [{ target: 60, asks: 12 }];
const web: WorkloadCase = { ns: 'shop', name: 'web', scrape: '1m', replicas: '12x30' };

describe("the HPA's own law", () => {
  const way = (min: number, more: Partial<WayBack>): [Facts, WayBack] => {
    const facts = factsOf({ ...web, generation: '3x30', hpas: [{ name: 'web', min, desired: '12x30' }] });
    const interval = { from: START + 5 * MINUTE, to: START + 6 * MINUTE };
    return [facts, { interval, to: 12, writes: 4, found: undefined, ...more }];
  };

  test.each([
    ['into its range, then doubling, or by four at first', 2, {}, [1, 2]],
    ['at the last pass it found 8', 2, { found: 8 }, [2]],
    ['one stop more', 2, { writes: 5, found: 8 }, [1]],
    ['from anywhere below the minimum', 4, { found: 8 }, [1, 2, 3]],
    ['one stop: the number that it found', 1, { writes: 2, found: 7 }, [7]],
    ['no law stops at 9 on the way from so few', 1, { writes: 4, found: 9 }, []],
    ['an interval of a minute has no room for so many passes', 1, { writes: 8 }, []],
    ['a lone write is no way back', 1, { writes: 1 }, []],
  ] as const)('%s', (_, min, more, starts) => {
    const [facts, back] = way(min, more);
    expect(startsOf(facts, back)).toEqual([...starts]);
  });

  test('what lies on the way', () => {
    const [facts, back] = way(2, { found: 8 });
    expect([1, 2, 3, 4, 5].map((start) => isOnWayFrom(facts, back, start))).toEqual([true, true, false, true, false]);
  });
});

describe('the way back shown', () => {
  const hpas = (current: string) => [{ name: 'web', min: 2, desired: '12x30', current, metrics: steady }];

  test('a stop is not the number: what was seen elsewhere is', () => {
    const replicas = '12x9 1 12x19';
    const current = '12x9 12x10 8 12x8';
    const generation = '3x9 4 5x9 10x9';
    expect(told({ ...web, replicas, generation, hpas: hpas(current) })).toEqual(['12 → 1 sample', '12 → 1 stops']);
  });

  test('a round that only the counter tells, after two that were seen', () => {
    const replicas = '12x7 1 12x7 1 12x14';
    const generation = '3x7 4 5x7 6 7x7 12x6';
    const rounds = told({ ...web, replicas, generation, hpas: hpas('12x30') });
    expect(rounds).toEqual(['12 → 1 sample', '12 → 1 sample', '12 → 1 stops']);
  });

  test('after one alone it is not told, nor where a metric swings that far', () => {
    const generation = '3x7 4 5x7 5x8 10x6';
    expect(told({ ...web, replicas: '12x7 1 12x22', generation, hpas: hpas('12x30') })).toEqual(['12 → 1 sample']);
    const metrics = [{ target: 60, asks: '12x21 1 12x8' }];
    const replicas = '12x7 1 12x7 1 12x14';
    const swings = { ...web, replicas, generation: '3x7 4 5x7 6 7x7 12x6' };
    expect(told({ ...swings, hpas: [{ name: 'web', min: 2, desired: '12x30', metrics }] })).not.toContain(
      '12 → 1 stops'
    );
  });

  test('a target without a generation: the HPA falls to its minimum unasked, and climbs at once', () => {
    const found = '7x9 2 3 5 7x9 2 3 5 7x9 3 5 7x9';
    const desired = '7x9 3 5 7 7x9 3 5 7 7x9 3 5 7x9';
    const asks = { target: 60, asks: 7 };
    const rollout: WorkloadCase = {
      ...web,
      kind: 'Rollout',
      scrape: '30s',
      replicas: found,
      hpas: [{ name: 'web', min: 3, desired, current: found, metrics: [asks] }],
    };
    expect(told(rollout)).toEqual(['7 → 2 sample', '7 → 2 sample', '7 → 2 rhythm']);
  });

  test('below the minimum no way back tells which: so many or fewer', () => {
    const replicas = '12x9 4 12x20';
    const deploys: WorkloadCase = {
      ...web,
      replicas,
      generation: '3x9 5 7x20',
      rollouts: ['9m30s'],
      hpas: [{ name: 'web', min: 4, desired: replicas, current: replicas, metrics: steady }],
    };
    expect(told(deploys)).toEqual(['12 → ≤3 stops']);
  });
});

describe('rounds above the need', () => {
  const held: WorkloadCase = {
    ns: 'shop',
    name: 'web',
    scrape: '15s',
    replicas: '8x20 11x120',
    generation: `3x20 4x21 6x21 8x21 10x21 12x35`,
    hpas: [
      {
        name: 'web',
        min: 2,
        desired: '8x21 11x119',
        current: '8x21 11x119',
        metrics: [{ target: 60, status: '60x21 43x119' }],
      },
    ],
  };

  test('two writes each time the down window ends: down by the HPA, and up again', () => {
    expect(told(held)).toEqual(['8 → 11 sample', ...Array<string>(4).fill('8 → 11 stops')]);
  });

  test('not where the metrics ask for as many', () => {
    const [hpa] = held.hpas ?? [];
    const asked = { ...held, hpas: [{ name: 'web', ...hpa, metrics: [{ target: 60, status: '60x140' }] }] };
    expect(told(asked)).not.toContain('8 → 11 stops');
  });

  test('visible rises to one number, never asked for, are not the HPA’s', () => {
    const replicas = again('8x9 11x10', 4);
    const metrics = [{ target: 60, asks: 8 }];
    const rises: WorkloadCase = {
      ...held,
      scrape: '30s',
      replicas,
      generation: undefined,
      hpas: [{ name: 'web', min: 2, desired: replicas, current: replicas, metrics }],
    };
    const writers = factsOf(rises)
      .edges.filter((e) => e.to === 11)
      .map((e) => e.actor.family);
    expect(writers).toEqual(Array(4).fill('external'));
  });

  test('once caught at it, they are', () => {
    const replicas = again('8x9 11x10', 4);
    const metrics = [{ target: 60, asks: 8 }];
    const caught: WorkloadCase = {
      ...held,
      scrape: '30s',
      replicas,
      generation: undefined,
      hpas: [{ name: 'web', min: 2, desired: replicas, current: `8 ${replicas}`, metrics }],
    };
    const writers = factsOf(caught)
      .edges.filter((e) => e.to === 11)
      .map((e) => e.actor.family);
    expect(writers).toEqual(Array(4).fill('hpa'));
  });
});

describe('metrics that jump between two samples', () => {
  /** A spike of half a minute now and then: mostly caught by the sample, once calm at both ends. */
  const spikes = (caught: number): WorkloadCase => {
    const replicas = `${again('4x8 8', caught)} 4x8 8 4x8`;
    const status = `${again('60x8 114', caught)} 60x18`;
    return {
      ...web,
      replicas,
      hpas: [
        {
          name: 'web',
          min: 2,
          desired: replicas,
          current: `${again('4x9', caught)} 4x8 8 4x8`,
          metrics: [{ target: 60, status }],
        },
      ],
    };
  };

  test.each([
    ['an HPA that was caught at it twice did it again', 2, 'hpa'],
    ['once may be anybody', 1, 'external'],
  ] as const)('%s', (_, caught, family) => {
    const last = factsOf(spikes(caught))
      .edges.filter((e) => e.to === 8)
      .at(-1);
    expect(last?.actor.family).toBe(family);
  });
});
