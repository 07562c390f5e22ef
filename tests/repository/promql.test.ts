/** @jest-environment node */
// Every PromQL text that we write, by the grammar of Prometheus' own editor: what is sent, shown, copied and documented,
// in every dialect, for names that are not as names should be.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkloadRef } from '../../src/model/workload';
import { CATALOGUE } from '../../src/queries/catalogue';
import { evidenceQuery } from '../../src/queries/evidenceQuery';
import { panelQueries } from '../../src/queries/panelQueries';
import type { PlanScope } from '../../src/queries/plan';
import {
  presenceQueries,
  repeatedQuery,
  sampleQuery,
  samplesOfQuery,
  scrapeQuery,
} from '../../src/queries/probeQueries';
import { plannedTexts } from '../support/plannedTexts';
import { syntaxErrors } from '../support/promql';

const ROOT = join(__dirname, '..', '..');
const ODD = ['a"b', "it's", 'c\\d', '${v}', '$v', 'x.y|z', 'é{}', 'two\nlines', '`tick`', '# no comment', ''];
const DIALECTS = [undefined, false, true];
const CLUSTERS: ReadonlyArray<Pick<PlanScope, 'cluster' | 'clusterLabel'>> = [
  { clusterLabel: 'auto' },
  { clusterLabel: 'auto', cluster: 'eu' },
  { clusterLabel: 'site', cluster: 'e"u\\' },
];

const bad = (texts: readonly string[]): string[] => texts.flatMap(syntaxErrors);

test('the grammar tells PromQL from what is none', () => {
  expect(syntaxErrors('sum by (a) (rate(x{b=~"c|d"}[$__range])) > 0')).toEqual([]);
  for (const wrong of ['x{a="b"', 'x{a="b"c"}', 'rate(x[5m]', 'sum by (a (x)', 'x[', '', 'x y']) {
    expect({ wrong, errors: syntaxErrors(wrong).length > 0 }).toEqual({ wrong, errors: true });
  }
});

test.each([[[]], [['shop']], [['shop', 'a-b']], [ODD], ...ODD.map((name) => [[name]])])(
  'a sweep of %j',
  (namespaces) => {
    for (const exported of DIALECTS) {
      for (const cluster of CLUSTERS) {
        const texts = plannedTexts({ range: { from: 0, to: 5_400_000 }, namespaces, exported, ...cluster });
        expect(texts.length).toBeGreaterThan(20);
        expect(bad(texts)).toEqual([]);
      }
    }
  }
);

test('the probe of a data source', () => {
  expect(bad([...presenceQueries().map((query) => query.expr), sampleQuery(), repeatedQuery()])).toEqual([]);
  expect(bad([samplesOfQuery(ODD)])).toEqual([]);
  expect(
    bad(ODD.map((value) => scrapeQuery({ __name__: 'x', namespace: value, horizontalpodautoscaler: value })))
  ).toEqual([]);
});

const workloads: WorkloadRef[] = ['web', ...ODD].flatMap((name) =>
  ['', 'eu', 'e"u'].flatMap((cluster) =>
    ['Deployment', 'StatefulSet'].map((kind) => ({ cluster, namespace: name, kind, name }))
  )
);

test('the queries of a panel', () => {
  for (const workload of [undefined, ...workloads]) {
    for (const options of [{}, { exported: true }, { kedaExported: true }, { clusterLabel: 'site' }]) {
      expect(bad(panelQueries(workload, options).map((query) => query.expr))).toEqual([]);
    }
  }
});

test('the query behind a proof, of each kind and of all at once', () => {
  const kinds = CATALOGUE.map((spec) => spec.kind);
  for (const workload of workloads) {
    for (const labels of [{}, { exported: true }, { clusterLabel: 'site' }]) {
      expect(bad([...kinds.map((kind) => [kind]), kinds].map((some) => evidenceQuery(some, workload, labels)))).toEqual(
        []
      );
    }
  }
});

/** Files in Git with one of these endings. */
function filesOf(...endings: readonly string[]): string[] {
  const patterns = endings.map((ending) => `*${ending}`);
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...patterns], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return list.split('\n').filter((path) => path !== '' && !/^(tests\/(fixtures|recordings)|\.config)\//.test(path));
}

/** Values of `expr` anywhere in a dashboard, a rule file or a query. */
function exprsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'expr' && typeof inner === 'string' ? [inner] : exprsIn(inner)
  );
}

/** The query inside `label_values(query, label)`, which only Grafana knows. */
function variablesIn(value: unknown): string[] {
  const texts = JSON.stringify(value).matchAll(/"label_values\(((?:[^"\\]|\\.)*), *\w+\)"/g);
  return [...texts].map(([, text]) => JSON.parse(`"${text ?? ''}"`) as string);
}

test('the dashboards', () => {
  const all = filesOf('.json').filter((path) => path.includes('dashboards/'));
  const texts = all.map((path): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8')));
  expect(all).toContain('provisioning/dashboards/truce.json');
  expect(texts.flatMap(exprsIn).length).toBeGreaterThan(6);
  expect(bad(texts.flatMap(exprsIn))).toEqual([]);
  expect(bad(texts.flatMap(variablesIn))).toEqual([]);
});

/** Fenced blocks marked as PromQL, and code in a line that can only be a query. */
function queriesIn(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^```promql\n([\s\S]*?)^```/gm)].map(([, text]) => text ?? '');
  const inline = [...markdown.matchAll(/`([^`\n]+)`/g)]
    .map(([, text]) => text ?? '')
    .filter((text) =>
      /^\w+\{\w+(=|!=|=~|!~)"|^(rate|changes|increase|\w+_over_time|sum|count|max|min)\b.*\(|\w\[\d+[smhd]\]/.test(text)
    );
  return [...blocks, ...inline];
}

test('the documents', () => {
  const texts = filesOf('.md').flatMap((path) => queriesIn(readFileSync(join(ROOT, path), 'utf8')));
  expect(texts.length).toBeGreaterThan(0);
  expect(bad(texts)).toEqual([]);
});
