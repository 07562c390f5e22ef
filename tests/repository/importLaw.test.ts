/** @jest-environment node */
// The building plan bites: one planted offence per rule of .dependency-cruiser.cjs, each of which must be reported.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** Rule -> file -> what it says. Files without an offence are there to be imported. */
const OFFENCES: Record<string, Record<string, string>> = {
  'kit-is-pure': { 'src/kit/a.ts': "import { x } from '../model/thing';\nexport const a = x;" },
  'model-is-pure': { 'src/model/a.ts': "import type { q } from '../queries/thing';\nexport type A = typeof q;" },
  'settings-is-pure': { 'src/settings/a.ts': "import { q } from '../queries/thing';\nexport const a = q;" },
  'queries-is-pure': { 'src/queries/a.ts': "import { e } from '../engine';\nexport const a = e;" },
  'engine-is-pure': { 'src/engine/a.ts': "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;" },
  'timeline-is-pure': { 'src/timeline/a.ts': "import React from 'react';\nexport const a = React;" },
  'sources-are-pure-but-for-the-grafana-adapters': {
    'src/sources/a.ts': "import { dateTime } from '@grafana/data';\nexport const a = dateTime;",
  },
  'grafana-adapters': { 'src/sources/grafana/a.ts': "import { Icon } from '@grafana/ui';\nexport const a = Icon;" },
  'views-get-a-report': { 'src/views/a.ts': "import type { e } from '../engine';\nexport type A = typeof e;" },
  'judge-runs-the-engine': { 'src/judge/a.ts': "import { s } from '../sources/grafana/thing';\nexport const a = s;" },
  'app-is-a-plug': { 'src/app/a.ts': "import { p } from '../panel/thing';\nexport const a = p;" },
  'panel-is-a-plug': { 'src/panel/a.ts': "import { a } from '../app/thing';\nexport const b = a;" },
  'cli-runs-in-node': { 'src/cli/a.ts': "import { v } from '../views/thing';\nexport const a = v;" },
  'cli-has-no-grafana': { 'src/cli/b.ts': "import { g } from '../sources/grafana/thing';\nexport const a = g;" },
  'watch-runs-in-node': { 'src/watch/a.ts': "import { v } from '../views/thing';\nexport const a = v;" },
  'watch-has-no-grafana': { 'src/watch/b.ts': "import { g } from '../sources/grafana/thing';\nexport const a = g;" },
  'nobody-imports-cli-or-watch': { 'src/app/b.ts': "import { c } from '../cli/thing';\nexport const a = c;" },
  'module-is-the-app': { 'src/module.tsx': "import { v } from './views/thing';\nexport const a = v;" },
  'moments-become-words-at-the-edge': { 'src/views/m.ts': "import { m } from '../kit/moment';\nexport const a = m;" },
  'engine-has-one-door': { 'src/app/c.ts': "import { deep } from '../engine/deep';\nexport const a = deep;" },
  'timeline-has-one-door': { 'src/views/b.ts': "import { deep } from '../timeline/deep';\nexport const a = deep;" },
  'signals-know-no-later-stage': {
    'src/engine/signals/later.ts': "import { s } from '../actions/thing';\nexport const a = s;",
  },
  'actions-know-no-later-stage': {
    'src/engine/actions/later.ts': "import { s } from '../episodes/thing';\nexport const a = s;",
  },
  'episodes-know-no-later-stage': {
    'src/engine/episodes/later.ts': "import { s } from '../predicates/thing';\nexport const a = s;",
  },
  'predicates-know-no-later-stage': {
    'src/engine/predicates/later.ts': "import { s } from '../remedies/thing';\nexport const a = s;",
  },
  'remedies-know-no-later-stage': {
    'src/engine/remedies/later.ts': "import { s } from '../rules/thing';\nexport const a = s;",
  },
  'rules-know-no-later-stage': {
    'src/engine/rules/later.ts': "import { s } from '../findings/thing';\nexport const a = s;",
  },
  'rules-stand-alone': {
    'src/engine/rules/hpa/one-rule/rule.ts': "import { b } from '../other-rule/rule';\nexport const a = b;",
  },
  'no-lazy-chunks-outside-app': { 'src/views/c.ts': "export const a = () => import('./thing');" },
  'src-knows-no-tests-and-no-demo': { 'src/app/d.ts': "import { t } from '../../tests/thing';\nexport const a = t;" },
  'the-demo-is-an-independent-witness': { 'demo/a.ts': "import { x } from '../src/model/thing';\nexport const a = x;" },
  'no-cycles': {
    'src/model/ring.ts': "import type { B } from './gnir';\nexport type A = B;",
    'src/model/gnir.ts': "import type { A } from './ring';\nexport type B = A;",
    'demo/host/shell/ring.ts': "import type { B } from './gnir';\nexport type A = B;",
    'demo/host/shell/gnir.ts': "import type { A } from './ring';\nexport type B = A;",
    'tests/ring.ts': "import type { B } from './gnir';\nexport type A = B;",
    'tests/gnir.ts': "import type { A } from './ring';\nexport type B = A;",
  },
  'rooms-of-the-demo-stand-apart': {
    'demo/databases/a.mjs': "import { x } from '../cluster/index';\nexport const a = x;",
  },
  'shell-and-server-meet-in-schema': {
    'demo/host/shell/a.ts': "import { x } from '../server/thing.mjs';\nexport const a = x;",
  },
  'what-serves-the-demo-is-plain-node': {
    'demo/databases/b.mjs': "import { x } from 'fflate';\nexport const a = x;",
  },
  'the-simulation-is-pure': {
    'demo/cluster/hpa/file.ts': "import { x } from 'node:fs';\nexport const a = x;",
  },
  'cluster-nouns-know-no-later-layer': {
    'demo/cluster/demand.ts': "import { x } from './world';\nexport const a = x;",
  },
  'cluster-specs-know-no-later-layer': {
    'demo/cluster/specs/a.ts': "import { x } from '../objects/thing';\nexport const a = x;",
  },
  'cluster-objects-know-no-later-layer': {
    'demo/cluster/objects/a.ts': "import { x } from '../world';\nexport const a = x;",
  },
  'cluster-world-know-no-later-layer': {
    'demo/cluster/world.ts': "import { x } from './hpa/thing';\nexport const a = x;",
  },
  'cluster-controllers-know-no-later-layer': {
    'demo/cluster/keda/a.ts': "import { x } from '../cluster';\nexport const a = x;",
  },
  'cluster-metrics-know-no-later-layer': {
    'demo/cluster/metrics/a.ts': "import { x } from '../cluster';\nexport const a = x;",
  },
  'cluster-wiring-know-no-later-layer': {
    'demo/cluster/cluster.ts': "import { x } from './record';\nexport const a = x;",
  },
  'cluster-recorder-know-no-later-layer': {
    'demo/cluster/record.ts': "import { x } from './scenarios/thing';\nexport const a = x;",
  },
  'cluster-stories-know-no-later-layer': {
    'demo/cluster/scenarios/a.ts': "import { x } from '../live/thing';\nexport const a = x;",
  },
  'support-serves-the-suites': {
    'tests/support/a.ts': "import { x } from '../scenarios/thing';\nexport const a = x;",
  },
  'everything-resolves': { 'src/app/e.ts': "import { n } from './nowhere';\nexport const a = n;" },
  'every-package-is-declared': { 'src/app/f.ts': "import { z } from 'acorn';\nexport const a = z;" },
  'the-plugin-needs-no-dev-package': { 'src/app/g.ts': "import { z } from 'yaml';\nexport const a = z;" },
};
const INNOCENT: Record<string, string> = {
  'src/kit/moment.ts': 'export const m = 1;',
  'src/model/thing.ts': 'export const x = 1;',
  'src/queries/thing.ts': 'export const q = 1;',
  'src/engine/index.ts': "export { deep as e } from './deep';",
  'src/engine/deep.ts': 'export const deep = 1;',
  'src/engine/rules/hpa/other-rule/rule.ts': 'export const b = 1;',
  'src/engine/actions/thing.ts': 'export const s = 1;',
  'src/engine/episodes/thing.ts': 'export const s = 1;',
  'src/engine/predicates/thing.ts': 'export const s = 1;',
  'src/engine/remedies/thing.ts': 'export const s = 1;',
  'src/engine/rules/thing.ts': 'export const s = 1;',
  'src/engine/findings/thing.ts': 'export const s = 1;',
  'src/timeline/deep.ts': 'export const deep = 1;',
  'src/sources/grafana/thing.ts': "import { dateTime } from '@grafana/data';\nexport const g = dateTime;",
  'src/views/thing.ts': "import { Icon } from '@grafana/ui';\nexport const v = Icon;",
  'src/panel/thing.ts': "import { e } from '../engine';\nexport const p = e;",
  'src/app/thing.ts': "import { e } from '../engine';\nexport const a = e;",
  'src/cli/thing.ts': "import { argv } from 'node:process';\nexport const c = argv;",
  'tests/thing.ts': 'export const t = 1;',
  'tests/scenarios/thing.ts': "import { support } from '../support/thing';\nexport const x = support;",
  'tests/support/thing.ts': "import { e } from '../../src/engine';\nexport const support = e;",
  'demo/cluster/objects/thing.ts': "import type { s } from '../specs/thing';\nexport type O = typeof s;",
  'demo/cluster/specs/thing.ts': 'export const s = 1;',
  'demo/cluster/hpa/thing.ts': "import { o } from '../objects/thing';\nexport const x = o;",
  'demo/cluster/scenarios/thing.ts': "import type { s } from '../specs/thing';\nexport type X = typeof s;",
  'demo/cluster/live/thing.ts': "import { createServer } from 'node:http';\nexport const x = createServer;",
  'demo/cluster/index.ts': "export { x } from './hpa/thing';",
  'demo/host/server/thing.mjs': "export { readFileSync as x } from 'node:fs';",
};

interface Verdict {
  readonly summary: {
    readonly violations: ReadonlyArray<{ readonly from: string; readonly rule: { readonly name: string } }>;
  };
}

describe('the import law', () => {
  let folder = '';
  const reported = new Map<string, Set<string>>();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'truce-law-'));
    const put = ([path, text]: [string, string]): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    };
    Object.entries({ ...INNOCENT, ...Object.assign({}, ...Object.values(OFFENCES)) } as Record<string, string>).forEach(
      put
    );
    for (const name of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json', '.config']) {
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const program = join(ROOT, 'node_modules', '.bin', 'depcruise');
    const { stdout, stderr } = spawnSync(program, ['--output-type', 'json', 'src', 'tests', 'demo'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    if (stdout === '') {
      throw new Error(stderr);
    }
    for (const { rule, from } of (JSON.parse(stdout) as Verdict).summary.violations) {
      reported.set(rule.name, (reported.get(rule.name) ?? new Set()).add(from));
    }
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has an offence here for each of its rules', () => {
    const print = 'console.log(require("./.dependency-cruiser.cjs").forbidden.map((rule) => rule.name).join("\\n"))';
    const names = execFileSync(process.execPath, ['-e', print], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
    expect(Object.keys(OFFENCES).sort()).toEqual(names.sort());
  });

  it.each(Object.entries(OFFENCES))('%s', (rule, offence) => {
    const accused = [...(reported.get(rule) ?? [])];
    expect(Object.keys(offence).some((path) => accused.includes(path))).toBe(true);
  });

  it.each(['src/model', 'demo/host/shell', 'tests'])('sees a circle of types in %s', (place) => {
    // Each circle is reported once, at one of its files.
    const circle = [`${place}/ring.ts`, `${place}/gnir.ts`];
    expect([...(reported.get('no-cycles') ?? [])].filter((path) => circle.includes(path))).toHaveLength(1);
  });

  it('accuses no innocent', () => {
    const accused = [...reported.values()].flatMap((from) => [...from]);
    expect(accused.filter((path) => path in INNOCENT)).toEqual([]);
  });
});
