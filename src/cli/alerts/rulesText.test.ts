/** @jest-environment node */
// The files as their readers take them: rule files, manifests of both operators, a provisioning file of Grafana.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { syntaxErrors } from '../../../tests/support/promql';
import { RULES } from '../../engine';
import { readRulesArguments } from './options';
import { rulesText } from './rulesText';

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Record<string, string>;
  readonly annotations: Record<string, string>;
}
interface Groups {
  readonly groups: ReadonlyArray<{ name: string; rules: readonly Rule[] }>;
}

const LINKS = ['--grafana-url', 'https://g.example.com', '--datasource-uid', 'P1', '--severity', 'info'];

function text(...argv: string[]): string {
  const args = readRulesArguments([...LINKS, ...argv]);
  if (!args.ok) {
    throw new Error(args.error);
  }
  return rulesText(args.value);
}

const read = <T>(...argv: string[]): T => parse(text(...argv)) as T;
const rulesOf = ({ groups }: Groups): Rule[] => groups.flatMap(({ rules }) => rules);
const BOTH = [
  { on: 'the watcher', flags: [] },
  { on: 'plain series', flags: ['--without-watcher'] },
] as const;

test('one alert for each kind of the catalogue, and those on the watcher itself', () => {
  const names = rulesOf(read<Groups>()).flatMap(({ alert }) => alert ?? []);
  expect(new Set(names).size).toBe(names.length);
  for (const { id } of RULES) {
    expect(names).toContain(
      `Truce${id
        .split('-')
        .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`)
        .join('')}`
    );
  }
  expect(names).toEqual(expect.arrayContaining(['TruceWatcherDown', 'TruceSweepFails', 'TruceKindsNotJudged']));
});

test('what is not loud enough is left out', () => {
  const severities = rulesOf(parse(rulesText(valueOf('--without-watcher'))) as Groups).map(
    ({ labels }) => labels?.severity
  );
  expect(new Set(severities)).toEqual(new Set(['warning']));
  expect(rulesText(valueOf('--severity', 'critical'))).not.toContain('warning|info');
});

function valueOf(...argv: string[]) {
  const args = readRulesArguments(argv);
  return args.ok ? args.value : (undefined as never);
}

test.each(BOTH)('on $on: every text is PromQL', ({ flags }) => {
  const exprs = rulesOf(read<Groups>(...flags)).map(({ expr }) => expr);
  expect(exprs.length).toBeGreaterThan(9);
  expect(exprs.flatMap(syntaxErrors)).toEqual([]);
  const { groups } = read<{ groups: Array<{ rules: Array<{ data: Array<{ model: { expr?: string } }> }> }> }>(
    '--format',
    'grafana',
    ...flags
  );
  const asked = groups.flatMap(({ rules }) => rules.map(({ data }) => data[0]?.model.expr ?? ''));
  expect(asked.flatMap(syntaxErrors)).toEqual([]);
});

test.each(BOTH)('on $on: manifests pass the published schema; that of VictoriaMetrics holds the same', ({ flags }) => {
  const manifest = read<{ spec: unknown }>('--format', 'prometheusrule', ...flags);
  const check = join(__dirname, '../../../tests/support/validateManifests.mjs');
  const { stdout } = spawnSync(process.execPath, [check], { input: JSON.stringify([manifest]) });
  expect(JSON.parse(stdout.toString())).toEqual([null]);
  const vm = read<{ apiVersion: string; kind: string; spec: unknown }>('--format', 'vmrule', ...flags);
  expect(vm).toMatchObject({ apiVersion: 'operator.victoriametrics.com/v1beta1', kind: 'VMRule' });
  expect(vm.spec).toEqual(manifest.spec);
  expect(manifest.spec).toEqual(read(...flags));
});

test.each(BOTH)(
  'on $on: Grafana reads it: uids, a condition that exists, nothing that it would take for a variable',
  ({ flags }) => {
    const file = text('--format', 'grafana', ...flags);
    expect(file).not.toContain('$');
    const { groups } = parse(file) as {
      groups: Array<Record<string, unknown> & { rules: Array<Record<string, unknown>> }>;
    };
    const rules = groups.flatMap((group) => group.rules);
    const uids = rules.map(({ uid }) => uid as string);
    expect(new Set(uids).size).toBe(uids.length);
    uids.forEach((uid) => expect(uid).toMatch(/^[a-zA-Z0-9_-]{1,40}$/));
    expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
    for (const group of groups) {
      expect(group).toMatchObject({ orgId: 1, folder: 'Truce', interval: '1m', name: expect.any(String) });
    }
    for (const rule of rules) {
      expect(rule).toMatchObject({
        condition: 'B',
        for: expect.stringMatching(/^\d+[mhd]$/),
        noDataState: 'OK',
        execErrState: 'Error',
        data: [
          {
            refId: 'A',
            datasourceUid: 'P1',
            relativeTimeRange: { from: 600, to: 0 },
            model: { refId: 'A', instant: true },
          },
          { refId: 'B', datasourceUid: '__expr__', model: { type: 'threshold', expression: 'A' } },
        ],
      });
    }
  }
);

test('docs/alerts.md names each alert on plain series as loud as it is, and those on the watcher', () => {
  const page = readFileSync(join(__dirname, '../../../docs/alerts.md'), 'utf8');
  for (const { alert = '', labels } of rulesOf(read<Groups>('--without-watcher'))) {
    expect(page).toContain(`| \`${alert}\` | ${labels?.severity ?? ''} |`);
  }
  rulesOf(read<Groups>())
    .filter(({ labels, alert }) => labels?.severity !== undefined && alert !== undefined)
    .forEach(({ alert = '' }) => expect(page).toContain(`\`${alert}\``));
});

test('without the address of Grafana there are no links', () => {
  expect(rulesText(valueOf())).not.toMatch(/_url/);
});
