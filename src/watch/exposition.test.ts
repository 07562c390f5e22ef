/** @jest-environment node */
// Bounded, and apart: as many findings as may have labels, the worst ones first, and no database takes another's.
import { readFileSync } from 'node:fs';
import { WATCHER_PAGE, watcherPage } from '../../tests/support/writeWatcherDocs';
import type { Finding } from '../model/finding';
import type { Report } from '../model/report';
import { Exposition } from './exposition';

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
  } as unknown as Finding;
}

function report(findings: readonly Finding[]): Report {
  return {
    range: { from: 0, to: 3000 },
    findings,
    workloads: [],
    swept: { series: 1, samples: 5, scrape: 15_000 },
  } as unknown as Report;
}

async function lines(exposition: Exposition, name: string): Promise<string[]> {
  return (await exposition.registry.metrics()).split('\n').filter((line) => line.startsWith(`${name}{`));
}

test('a hundred thousand findings: as many labels as allowed, the rest counted', async () => {
  const exposition = new Exposition(300);
  exposition.tell('db', report(Array.from({ length: 100_000 }, (_, i) => finding(i))), []);
  const shown = await lines(exposition, 'truce_finding');
  expect(shown).toHaveLength(300);
  expect(shown.every((line) => line.includes('severity="critical"'))).toBe(true);
  expect(await lines(exposition, 'truce_findings_without_labels')).toEqual([
    'truce_findings_without_labels{source="db"} 99700',
  ]);
});

test('a new report takes the place of the old one of the same database only', async () => {
  const exposition = new Exposition(10);
  exposition.tell('a', report([finding(1), finding(3)]), []);
  exposition.tell('b', report([finding(5)]), []);
  exposition.tell('a', report([finding(3)]), []);
  expect(await lines(exposition, 'truce_finding')).toHaveLength(2);
  exposition.forget('a');
  expect(await lines(exposition, 'truce_finding_pods_made')).toEqual([
    'truce_finding_pods_made{source="b",cluster="",namespace="shop",workload_kind="Deployment",workload="w\\"\\n5",rule="hpa-flapping"} 5',
  ]);
});

test('docs/watcher.md has the table that `npm run docs` writes', () => {
  const page = readFileSync(WATCHER_PAGE, 'utf8');
  expect(page).toBe(watcherPage(page));
  expect(page).toContain('| `truce_finding` |');
});
