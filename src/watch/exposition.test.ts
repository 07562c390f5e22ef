/** @jest-environment node */
// Bounded, and apart: as many findings as may have labels, the worst ones first, and no database takes another's.
import { readFileSync } from 'node:fs';
import { WATCHER_PAGE, watcherPage } from '../../tests/support/writeWatcherDocs';
import type { Finding } from '../model/finding';
import type { Report } from '../model/report';
import { Exposition } from './exposition';
import type { CountedWrite } from './countWrites';
import type { SweepAnswer } from './sweepAnswer';

function finding(n: number): Finding {
  return {
    id: `x/${n}`,
    rule: 'hpa-flapping',
    workload: { cluster: '', namespace: 'shop', kind: 'Deployment', name: `w"\n${n}` },
    severity: n % 2 === 0 ? 'low' : 'critical',
    state: 'fighting',
    confidence: 'likely',
    intervals: [{ from: 1000, to: 2000 }],
    impact: { podsMade: n },
    caused: [],
    actors: [],
    label: '',
    causeKey: '',
    causeTitle: '',
  } as unknown as Finding;
}

function report(findings: readonly Finding[]): Report {
  return {
    range: { from: 0, to: 3000 },
    findings,
    workloads: [],
    unassessed: [],
    swept: { series: 1, samples: 5, scrape: 15_000 },
  } as unknown as Report;
}

const sweep = (source: string, shard = '') => ({ source, shard });
const answer = (
  findings: readonly Finding[],
  writes: readonly CountedWrite[] = [],
  unread: string[] = []
): SweepAnswer => ({
  report: {
    ...report(findings),
    workloads: writes.map(({ workload }) => ({ workload, unjudged: [], verdict: 'calm' })),
  } as unknown as Report,
  unread,
  writes,
  scope: 'all',
});

async function lines(exposition: Exposition, name: string): Promise<string[]> {
  return (await exposition.registry.metrics()).split('\n').filter((line) => line.startsWith(`${name}{`));
}

test('a hundred thousand findings: as many labels as allowed, the rest counted', async () => {
  const exposition = new Exposition({ findings: 300, workloads: 10 });
  exposition.tell(sweep('db'), answer(Array.from({ length: 100_000 }, (_, i) => finding(i))));
  const shown = await lines(exposition, 'truce_finding');
  expect(shown).toHaveLength(300);
  expect(shown.every((line) => line.includes('severity="critical"'))).toBe(true);
  expect(await lines(exposition, 'truce_findings_without_labels')).toEqual([
    'truce_findings_without_labels{source="db",shard=""} 99700',
  ]);
});

function written(n: number, times = 1): CountedWrite {
  return { workload: finding(n).workload, field: 'replicas', actor: 'hpa', times };
}

test('writes of a hundred thousand workloads: as many counters as allowed, the rest counted together', async () => {
  const exposition = new Exposition({ findings: 10, workloads: 300 });
  exposition.tell(
    sweep('db'),
    answer(
      [],
      Array.from({ length: 100_000 }, (_, i) => written(i, 2))
    )
  );
  expect(await lines(exposition, 'truce_writes_total')).toHaveLength(300);
  expect(await lines(exposition, 'truce_writes_without_labels_total')).toEqual([
    'truce_writes_without_labels_total{source="db",shard=""} 199400',
  ]);
});

test('a workload that is gone makes room, one that was not read does not', async () => {
  const exposition = new Exposition({ findings: 10, workloads: 1 });
  const first = exposition.tell.bind(exposition, sweep('db'));
  first(answer([], [written(1)]));
  first(answer([], [written(2)], ['1 query failed']));
  expect(await lines(exposition, 'truce_writes_total')).toEqual([expect.stringContaining('\\n1"')]);
  first(answer([], [written(2, 3)]));
  expect(await lines(exposition, 'truce_writes_total')).toEqual([expect.stringMatching(/\\n2".* 3$/)]);
});

test('one rule twice on one workload, a pool of nodes each: both stand, with their own begin and impact', async () => {
  const of = (about: string, from: number, podsMade: number): Finding => ({
    ...finding(1),
    id: `x/1#${about}`,
    about,
    intervals: [{ from, to: 2000 }],
    impact: { podsMade },
  });
  const exposition = new Exposition({ findings: 10, workloads: 10 });
  exposition.tell(sweep('db'), answer([of('karpenter/spot', 1000, 3), of('karpenter/gpu', 1500, 7)]));
  const values = async (name: string) =>
    (await lines(exposition, name)).map((line) => line.replace(/^.*about="([^"]*)".*\} /, '$1 ')).sort();
  expect(await values('truce_finding')).toEqual(['karpenter/gpu 1', 'karpenter/spot 1']);
  expect(await values('truce_finding_begin_timestamp_seconds')).toEqual(['karpenter/gpu 1.5', 'karpenter/spot 1']);
  expect(await values('truce_finding_pods_made')).toEqual(['karpenter/gpu 7', 'karpenter/spot 3']);
});

test('a new report takes the place of the old one of the same sweep only', async () => {
  const exposition = new Exposition({ findings: 10, workloads: 10 });
  exposition.tell(sweep('a'), answer([finding(1), finding(3)]));
  exposition.tell(sweep('b'), answer([finding(5)]));
  exposition.tell(sweep('b', 'mail'), answer([finding(7)]));
  exposition.tell(sweep('a'), answer([finding(3)]));
  expect(await lines(exposition, 'truce_finding')).toHaveLength(3);
  exposition.forget(sweep('a'));
  exposition.forget(sweep('b', 'mail'));
  expect(await lines(exposition, 'truce_finding_pods_made')).toEqual([
    'truce_finding_pods_made{source="b",shard="",cluster="",namespace="shop",workload_kind="Deployment",workload="w\\"\\n5",rule="hpa-flapping",about=""} 5',
  ]);
});

test('docs/watcher.md has the table that `npm run docs` writes', () => {
  const page = readFileSync(WATCHER_PAGE, 'utf8');
  expect(page).toBe(watcherPage(page));
  expect(page).toContain('| `truce_finding` |');
});
