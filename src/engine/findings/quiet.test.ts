import { SCANS, type ScanId } from '../../model/scan';
import type { Unscanned } from '../../model/series';
import { CORE_KINDS } from '../../model/verdict';
import { kindsOfScan } from '../../queries/scans';
import { RULES } from '../rules';
import { quietOf } from './quiet';

const one = { cluster: '', namespace: 'shop', kind: 'Deployment', name: 'web' };
const other = { ...one, namespace: 'cart' };
const failed: Unscanned = { scan: 'rewritten', state: 'failed', reason: 'timed out', kinds: ['workload.generation'] };

const told = (unscanned: readonly Unscanned[], isSeen = true): Array<[string, number, number]> =>
  quietOf({ suspects: 0, quiet: [one, other], unscanned }, RULES, () => isSeen).map(
    ({ verdict, workloads, unjudged }) => [verdict, workloads.length, unjudged.length]
  );

test('where every scan was answered it is calm by proof', () => {
  expect(told([])).toEqual([['calm-by-proof', 2, 0]]);
});

test('where nothing was scraped in a part of the range nothing is proven', () => {
  expect(told([], false)).toEqual([['calm-as-far-as-seen', 2, 0]]);
});

test('a scan without an answer leaves every rule unjudged that rests on it, where it was not answered', () => {
  const resting = RULES.filter(({ scans, scope }) => scans.includes('rewritten') && scope !== 'cluster').length;
  expect(resting).toBeGreaterThan(10);
  expect(told([failed])).toEqual([['calm-as-far-as-seen', 2, resting]]);
  expect(told([{ ...failed, namespaces: ['cart'] }])).toEqual([
    ['calm-by-proof', 1, 0],
    ['calm-as-far-as-seen', 1, resting],
  ]);
});

test('of whom the same is said stands in one group, however many failures say it', () => {
  const resting = RULES.filter(({ scans, scope }) => scans.includes('rewritten') && scope !== 'cluster').length;
  const both = ['cart', 'shop'].map((namespace): Unscanned => ({ ...failed, namespaces: [namespace] }));
  expect(told(both)).toEqual([['calm-as-far-as-seen', 2, resting]]);
  expect(told([...both, { ...failed, namespaces: ['cart'] }])).toEqual([['calm-as-far-as-seen', 2, resting]]);
  expect(
    told([
      { ...failed, namespaces: ['cart'] },
      { ...failed, reason: 'refused', namespaces: ['shop'] },
    ])
  ).toHaveLength(2);
});

test('a series that nobody exports counts where a rule cannot do without it', () => {
  const noVpa: Unscanned = { scan: 'evicted', state: 'unexported', reason: '', kinds: ['vpa.evicted'] };
  const [[verdict, , unjudged] = []] = told([noVpa]);
  expect([verdict, (unjudged ?? 0) > 0]).toEqual(['calm-as-far-as-seen', true]);
  const noKeda: Unscanned = { scan: 'paused', state: 'unexported', reason: '', kinds: ['keda.paused'] };
  expect(told([noKeda])).toEqual([['calm-by-proof', 2, 0]]);
});

test('where the lists themselves failed nobody is judged', () => {
  expect(told([{ ...failed, kinds: ['hpa.info'] }])[0]?.[0]).toBe('not-judged');
});

test('where nobody exports what must be known of every workload nobody is judged, as when it is read', () => {
  for (const kind of CORE_KINDS) {
    const lost: Unscanned = { scan: 'rewritten', state: 'unexported', reason: '', kinds: [kind] };
    expect([kind, told([lost]).map(([verdict]) => verdict)]).toEqual([kind, ['not-judged']]);
    // Where a namespace keeps back one kind of a family, its siblings are named with it.
    expect(told([{ ...lost, namespaces: ['cart'] }]).map(([verdict]) => verdict)).not.toContain('not-judged');
  }
  expect(told([{ ...failed, state: 'partial', kinds: ['hpa.info'] }])[0]?.[0]).toBe('calm-as-far-as-seen');
});

test('whatever must be known of every workload, some scan says that it is missing', () => {
  const scanned = new Set((Object.keys(SCANS) as ScanId[]).flatMap(kindsOfScan));
  expect(CORE_KINDS.filter((kind) => !scanned.has(kind))).toEqual([]);
});
