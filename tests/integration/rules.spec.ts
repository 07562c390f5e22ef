// What `npm run rules` writes, by the programs that will read it: promtool checks and fires it, vmalert checks it. Debian has
// no vmalert-tool (VictoriaMetrics 1.79; it came with 1.93), so vmalert itself only says that it can read the rules.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULES } from '../../src/engine';
import { readRulesArguments } from '../../src/cli/alerts/options';
import { rulesText } from '../../src/cli/alerts/rulesText';

const folder = mkdtempSync(join(tmpdir(), 'truce-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LINKS = ['--severity', 'info', '--grafana-url', 'https://g.example.com', '--datasource-uid', 'P1'];

function write(name: string, ...flags: string[]): string {
  const args = readRulesArguments([...LINKS, ...flags]);
  const path = join(folder, name);
  writeFileSync(path, args.ok ? rulesText(args.value) : args.error);
  return path;
}

const WATCHER = write('watcher.yaml');
const PLAIN = write('plain.yaml', '--without-watcher');

function run(command: string, ...args: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}` };
}

interface World {
  /** Series in promtool's notation, a sample a minute. */
  readonly series: Readonly<Record<string, string>>;
  /** What fires after so long: `name severity`, in order. */
  readonly fires: readonly string[];
  readonly at?: string;
}

const ALERTS = 'count by (alertname, severity) (ALERTS{alertstate="firing"})';

/** One unit test of promtool: exactly these alerts fire. */
function unitTest({ series, fires, at = '50m' }: World): object {
  return {
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: [
      {
        expr: `${ALERTS} > bool 0`,
        eval_time: at,
        exp_samples: fires.map((one) => {
          const [alertname, severity] = one.split(' ');
          return { labels: `{alertname="${alertname}", severity="${severity}"}`, value: 1 };
        }),
      },
    ],
  };
}

function promtoolTest(rules: string, tests: readonly object[]): { status: number | null; text: string } {
  const file = join(folder, 'test.yaml');
  writeFileSync(file, JSON.stringify({ rule_files: [rules], evaluation_interval: '5m', tests }));
  return run('promtool', 'test', 'rules', file);
}

const SWEPT = { 'truce_sweep_last_timestamp_seconds{source="db"}': '0+60x120' };
const finding = (rule: string, labels: string): string =>
  `truce_finding{source="db",namespace="shop",workload_kind="Deployment",workload="web",rule="${rule}",${labels}}`;
const confidence = (rule: string): string =>
  `truce_finding_confidence{source="db",namespace="shop",workload_kind="Deployment",workload="web",rule="${rule}"}`;
const nameOf = (rule: string): string =>
  `Truce${rule.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;

test('promtool and vmalert can read them', () => {
  expect(run('promtool', 'check', 'rules', WATCHER, PLAIN)).toMatchObject({ status: 0 });
  expect(run('vmalert', '-dryRun', `-rule=${WATCHER}`, `-rule=${PLAIN}`)).toMatchObject({ status: 0 });
  const broken = join(folder, 'broken.yaml');
  writeFileSync(broken, 'groups: [{name: a, rules: [{alert: A, expr: "x >"}]}]');
  expect(run('vmalert', '-dryRun', `-rule=${broken}`).status).not.toBe(0);
});

test('each kind that the watcher finds fires, as loud as it is; what ended, and a watched calm fleet, is silent', () => {
  const all = (labels: string, sure: number): Record<string, string> =>
    Object.fromEntries([
      ...RULES.map(({ id }) => [finding(id, labels), '1x60']),
      ...RULES.map(({ id }) => [confidence(id), `${sure}x60`]),
    ]) as Record<string, string>;
  const names = RULES.map(({ id }) => nameOf(id));
  const worlds: World[] = [
    {
      series: { ...SWEPT, ...all('severity="critical",state="fighting"', 3) },
      fires: names.map((n) => `${n} critical`),
    },
    // Critical and only possible wakes nobody.
    {
      series: { ...SWEPT, ...all('severity="critical",state="fighting"', 1) },
      fires: names.map((n) => `${n} warning`),
    },
    { series: { ...SWEPT, ...all('severity="medium",state="fighting"', 3) }, fires: names.map((n) => `${n} warning`) },
    { series: { ...SWEPT, ...all('severity="low",state="fighting"', 3) }, fires: names.map((n) => `${n} info`) },
    { series: { ...SWEPT, ...all('severity="high",state="will-fight"', 3) }, fires: names.map((n) => `${n} info`) },
    { series: { ...SWEPT, ...all('severity="critical",state="ended"', 3) }, fires: [] },
    { series: SWEPT, fires: [] },
    // Two scrapes without it are no end, and one sweep is no fight.
    {
      series: {
        ...SWEPT,
        [finding('hpa-flapping', 'severity="high",state="fighting"')]: '1x44 _x3 1x20',
        [finding('hpa-pinned-max', 'severity="high",state="fighting"')]: '_x49 1x10',
      },
      fires: ['TruceHpaFlapping warning'],
    },
    // A severity that changes stays one alert.
    {
      series: {
        ...SWEPT,
        [finding('hpa-flapping', 'severity="high",state="fighting"')]: '1x46 _x20',
        [finding('hpa-flapping', 'severity="medium",state="fighting"')]: '_x47 1x20',
      },
      fires: ['TruceHpaFlapping warning'],
    },
  ];
  expect(promtoolTest(WATCHER, worlds.map(unitTest))).toEqual({ status: 0, text: expect.stringContaining('SUCCESS') });
});

test('a watcher that is down, stands still, fails, reads in part or cannot judge', () => {
  const sweeps = (result: string) => `truce_sweeps_total{source="db",result="${result}"}`;
  const worlds: World[] = [
    { series: {}, fires: ['TruceWatcherDown warning'] },
    {
      series: { 'truce_sweep_last_timestamp_seconds{source="db"}': '0+60x30 1800x30' },
      fires: ['TruceSweepOld warning'],
    },
    { series: { ...SWEPT, [sweeps('failed')]: '0+1x60' }, fires: ['TruceSweepFails warning'] },
    { series: { ...SWEPT, [sweeps('failed')]: '1x60', [sweeps('whole')]: '0+1x60' }, fires: [] },
    { series: { ...SWEPT, 'truce_sweep_gaps{source="db"}': '2x120' }, fires: ['TruceSweepNotWhole info'], at: '90m' },
    { series: { ...SWEPT, 'truce_sweep_gaps{source="db"}': '2 0 2 0x120' }, fires: [] },
    {
      series: { ...SWEPT, 'truce_rule_unjudged_workloads{source="db",rule="hpa-flapping",state="failed"}': '4x60' },
      fires: ['TruceKindsNotJudged warning'],
    },
    {
      series: { ...SWEPT, 'truce_rule_unjudged_workloads{source="db",rule="x",state="unexported"}': '4x60' },
      fires: [],
    },
    {
      series: { ...SWEPT, 'truce_findings_without_labels{source="db"}': '1x60' },
      fires: ['TruceFindingsWithoutLabels info'],
    },
  ];
  expect(promtoolTest(WATCHER, worlds.map(unitTest))).toEqual({ status: 0, text: expect.stringContaining('SUCCESS') });
});

test('an alert as it arrives: labels to route by, words to read, links that lead back', () => {
  const labels = { source: 'db', namespace: 'shop', workload_kind: 'Deployment', workload: 'web' };
  const page = 'https://g.example.com/a/truce-autoscaling-app';
  const test = {
    interval: '1m',
    input_series: [
      { series: finding('hpa-flapping', 'severity="high",state="fighting"'), values: '1x60' },
      { series: confidence('hpa-flapping'), values: '2x60' },
    ],
    alert_rule_test: [
      {
        eval_time: '20m',
        alertname: 'TruceHpaFlapping',
        exp_alerts: [
          {
            exp_labels: { ...labels, rule: 'hpa-flapping', severity: 'warning' },
            exp_annotations: {
              summary: 'shop/web: An HPA keeps adding and removing pods',
              description: 'hpa-flapping on Deployment shop/web, found by the watcher.',
              truce_url: `${page}/workload?ds=P1&namespace=shop&kind=Deployment&name=web&finding=hpa-flapping`,
              runbook_url: `${page}/rules?ds=P1#rule-hpa-flapping`,
            },
          },
        ],
      },
    ],
  };
  expect(promtoolTest(WATCHER, [test])).toEqual({ status: 0, text: expect.stringContaining('SUCCESS') });
});

const hpa = (metric: string, labels = ''): string =>
  `kube_horizontalpodautoscaler_${metric}{namespace="shop",horizontalpodautoscaler="web"${labels}}`;
const info = (name: string, target = 'web'): string =>
  `kube_horizontalpodautoscaler_info{namespace="shop",horizontalpodautoscaler="${name}",scaletargetref_kind="Deployment",scaletargetref_name="${target}"}`;
const quota = (type: string): string =>
  `kube_resourcequota{namespace="shop",resourcequota="q",resource="requests.cpu",type="${type}"}`;
const budget = (metric: string): string =>
  `kube_poddisruptionbudget_status_${metric}{namespace="shop",poddisruptionbudget="web"}`;
const active = hpa('status_condition', ',condition="ScalingActive",status="true"');

/** A world in which each plain alert fires alone, and its nearest look-alike. */
const PLAIN_WORLDS: Readonly<Record<string, World & { readonly silent: Readonly<Record<string, string>> }>> = {
  'blind with pods, and asleep at zero': {
    series: { [active]: '0x60', [hpa('status_current_replicas')]: '3x60', [info('web')]: '1x60' },
    fires: ['TruceHpaScalingInactive warning'],
    silent: { [active]: '0x60', [hpa('status_current_replicas')]: '0x60' },
  },
  'at its maximum, and below it for a minute': {
    series: {
      [hpa('status_desired_replicas')]: '5x60',
      [hpa('spec_max_replicas')]: '5x60',
      [hpa('spec_min_replicas')]: '1x60',
    },
    fires: ['TruceHpaPinnedMax warning'],
    silent: {
      [hpa('status_desired_replicas')]: '5x29 4 5x30',
      [hpa('spec_max_replicas')]: '5x60',
      [hpa('spec_min_replicas')]: '1x60',
    },
  },
  'frozen, and free': {
    series: { [hpa('spec_max_replicas')]: '5x90', [hpa('spec_min_replicas')]: '5x90' },
    fires: ['TruceHpaRangeFrozen info'],
    at: '80m',
    silent: { [hpa('spec_max_replicas')]: '5x90', [hpa('spec_min_replicas')]: '4x90' },
  },
  'two on one target, and two exporters of one': {
    series: { [info('web')]: '1x60', [info('other')]: '1x60' },
    fires: ['TruceHpaDoubleTarget warning'],
    silent: {
      [info('web')]: '1x60',
      [info('web').replace('{', '{instance="b",')]: '1x60',
      [info('other', 'api')]: '1x60',
    },
  },
  'rewritten, and scaled': {
    series: { 'kube_deployment_metadata_generation{namespace="shop",deployment="web"}': '7+2x60' },
    fires: ['TruceWorkloadRewritten warning'],
    silent: { 'kube_statefulset_metadata_generation{namespace="shop",statefulset="db"}': '7x20 8x20 9x20' },
  },
  'a trigger that fails, and one that failed once': {
    series: { 'keda_scaler_detail_errors_total{namespace="shop",scaledObject="q",scaler="s"}': '0+1x60' },
    fires: ['TruceKedaScalerErrors warning'],
    silent: { 'keda_scaler_detail_errors_total{namespace="shop",scaledObject="q",scaler="s"}': '4x60' },
  },
  'paused for a day, and for an hour': {
    series: { 'keda_scaled_object_paused{namespace="shop",scaledObject="q"}': '1x1500' },
    fires: ['TruceKedaPaused info'],
    at: '1490m',
    silent: { 'keda_scaled_object_paused{namespace="shop",scaledObject="q"}': '0x1430 1x70' },
  },
  'two ScaledObjects on one target, and one under two names': {
    series: {
      'kube_customresource_scaledobject_info{namespace="shop",scaledobject="a",target_kind="Deployment",target_name="web"}':
        '1x60',
      'kube_customresource_scaledobject_info{namespace="shop",scaledobject="b",target_kind="Deployment",target_name="web"}':
        '1x60',
    },
    fires: ['TruceKedaDoubleScaledobject warning'],
    silent: {
      'kube_customresource_scaledobject_info{namespace="shop",scaledobject="a",target_kind="Deployment",target_name="web"}':
        '1x60',
      'kube_scaledobject_info{namespace="shop",scaledobject="a",target_kind="Deployment",target_name="web"}': '1x60',
    },
  },
  'a full quota, and one with room': {
    series: { [quota('used')]: '9.8x60', [quota('hard')]: '10x60' },
    fires: ['TruceQuotaBlocksScaleOut warning'],
    silent: { [quota('used')]: '8x60', [quota('hard')]: '10x60' },
  },
  'a budget at zero, and one without pods': {
    series: { [budget('expected_pods')]: '1x90', [budget('pod_disruptions_allowed')]: '0x90' },
    fires: ['TrucePdbBlocksDrain info'],
    at: '80m',
    silent: { [budget('expected_pods')]: '0x90', [budget('pod_disruptions_allowed')]: '0x90' },
  },
};

test('plain alerts fire alone, and their look-alikes are silent', () => {
  const worlds = Object.values(PLAIN_WORLDS).flatMap(({ silent, ...world }) => [
    world,
    { series: silent, fires: [], at: world.at },
  ]);
  expect(promtoolTest(PLAIN, worlds.map(unitTest))).toEqual({ status: 0, text: expect.stringContaining('SUCCESS') });
  const fired = Object.values(PLAIN_WORLDS).flatMap(({ fires }) => fires.map((one) => one.split(' ')[0]));
  const { text } = run('grep', '-o', 'alert: Truce[A-Za-z]*', PLAIN);
  expect(fired.sort()).toEqual([...text.matchAll(/alert: (\w+)/g)].map(([, name]) => name).sort());
});

test('both spellings of the namespace, two scrapers of one HPA, a target that changed: one alert, and no error', () => {
  const twice = (name: string) => name.replace('{', '{instance="b",');
  const blind = { [active]: '0x60', [twice(active)]: '0x60', [hpa('status_current_replicas')]: '3x60' };
  const spelled = Object.fromEntries(
    Object.entries({ ...blind, [info('web')]: '1x60' }).map(([name, values]) => [
      name.replace('namespace="shop"', 'namespace="monitoring",exported_namespace="shop"'),
      values,
    ])
  );
  const worlds: World[] = [
    {
      series: { ...blind, [info('web')]: '1x60', [info('web', 'renamed')]: '1x60' },
      fires: ['TruceHpaScalingInactive warning'],
    },
    { series: spelled, fires: ['TruceHpaScalingInactive warning'] },
    { series: blind, fires: ['TruceHpaScalingInactive warning'] },
  ];
  expect(promtoolTest(PLAIN, worlds.map(unitTest))).toEqual({ status: 0, text: expect.stringContaining('SUCCESS') });
});
