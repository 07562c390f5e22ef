/** @jest-environment node */
// What is true of the repository as a whole: manifest, licence, the shape of the tree, how files are named and begin.
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Manifest {
  readonly id?: string;
  readonly name?: string;
  readonly license?: string;
  readonly private?: boolean;
  readonly scripts?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}
const manifest = (path: string): Manifest => JSON.parse(read(path)) as Manifest;

/** Everything that is or will be in Git. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(ROOT, path)));
/** Ours to write by hand: no data, no lock files, nothing that the scaffold brought. */
const written = files.filter(
  (path) => !/^(\.config|tests\/recordings|tests\/fixtures)\/|package-lock\.json$|\.(png|svg|gz|snap)$/.test(path)
);
const code = written.filter((path) => /^(src|demo|tests)\/.*\.(ts|tsx|mjs)$/.test(path));

describe('the manifest', () => {
  it('stands at the root; src has a link to it', () => {
    const link = join(ROOT, 'src', 'plugin.json');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readlinkSync(link)).toBe('../plugin.json');
    expect(read('src/plugin.json')).toBe(read('plugin.json'));
  });

  it('names the app and a panel that lies below it', () => {
    const panel = manifest('src/panel/plugin.json');
    expect(manifest('plugin.json').id).toBe(manifest('package.json').name);
    expect(panel.id).toMatch(/^truce-[a-z]+-panel$/);
    expect(read('plugin.json')).toContain('"panel/plugin.json"');
  });
});

describe('the licence', () => {
  it('is Apache-2.0, and says so where tools look', () => {
    expect(read('LICENSE')).toMatch(/^\s*Apache License\s+Version 2\.0, January 2004/);
    expect(read('LICENSE')).toMatch(/^ {3}Copyright 20\d\d [A-Z]/m);
    expect(read('LICENSE')).not.toMatch(/\{yyyy\}|\{name of/);
    expect(manifest('package.json')).toMatchObject({ license: 'Apache-2.0', private: true });
  });
});

describe('package.json', () => {
  it('has twelve scripts at most', () => {
    expect(Object.keys(manifest('package.json').scripts ?? {}).length).toBeLessThanOrEqual(12);
  });

  it('pins all packages of Grafana to one exact version', () => {
    const { dependencies = {}, devDependencies = {} } = manifest('package.json');
    const core = ['data', 'runtime', 'schema', 'ui', 'e2e-selectors'].map((name) => `@grafana/${name}`);
    const versions = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => core.includes(name));
    expect(versions.length).toBeGreaterThan(2);
    expect(new Set(versions.map(([, version]) => version)).size).toBe(1);
    expect(versions[0]?.[1]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('and its lock agree', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Manifest> };
    const { dependencies, devDependencies } = manifest('package.json');
    expect(lock.packages['']).toMatchObject({ dependencies, devDependencies });
  });
});

describe('the tree', () => {
  it('has these folders at its root and no others', () => {
    const folders = new Set(files.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
    expect([...folders].sort()).toEqual([
      ...['.ci', '.config', '.github'],
      ...['demo', 'deploy', 'docs', 'provisioning', 'src', 'tests'],
    ]);
  });

  it('has these rooms in src and no others', () => {
    const rooms = readdirSync(join(ROOT, 'src')).filter((name) => statSync(join(ROOT, 'src', name)).isDirectory());
    const planned = [
      'app',
      'cli',
      'dashboards',
      'engine',
      'img',
      'judge',
      'kit',
      'model',
      'panel',
      'queries',
      'settings',
      'sources',
      'timeline',
      'views',
      'watch',
    ];
    expect(rooms.sort()).toEqual(planned);
  });

  it('is three folders deep at most below src; a rule has a folder of its own within its family', () => {
    const isRule = (path: string): boolean =>
      /^src\/engine\/rules\/[a-z-]+\/[a-z-]+\/(rule\.ts|rule\.test\.ts|README\.md)$/.test(path);
    expect(files.filter((path) => path.startsWith('src/') && path.split('/').length > 5 && !isRule(path))).toEqual([]);
  });

  it('has a folder or a name for each thing: no drawers for odds and ends', () => {
    const drawer = /(^|\/)(utils?|helpers?|common|misc|shared|types|constants|manager)(\/|\.[a-z.]+$)/i;
    expect(code.filter((path) => drawer.test(path))).toEqual([]);
  });

  it('names components in PascalCase and all else in camelCase', () => {
    const isNamed = (path: string): boolean => {
      const name = (path.split('/').at(-1) ?? '').replace(/\.(test|spec|d)(?=\.)/, '');
      return (
        name.endsWith('.tsx') ? /^[A-Z]\w*\.tsx$|^(module|main|sample\w+|[a-z]\w+)\.tsx$/ : /^[a-z]\w*\.(ts|mjs)$/
      ).test(name);
    };
    expect(code.filter((path) => !isNamed(path))).toEqual([]);
  });

  it('has decisions numbered without gaps', () => {
    const numbers = readdirSync(join(ROOT, 'docs', 'decisions')).map((name) => Number(name.slice(0, 4)));
    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1));
  });
});

describe('every file', () => {
  it('of code says in its first line what it is for', () => {
    const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path);
    const mute = code.filter((path) => !isTest(path) && !/^(#!.*\n)?\s*(\/\/|\/\*)/.test(read(path)));
    expect(mute).toEqual([]);
  });

  it('is finished: no reminders, no marks of a merge', () => {
    const reminder = new RegExp(
      `\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b|^(<{7}|>{7}) `,
      'm'
    );
    expect(written.filter((path) => reminder.test(read(path)))).toEqual([]);
  });

  it('knows no folder of the machine on which it was written', () => {
    const home = new RegExp(`(^|[\\s"'\`(=:])/(${['work', 'root', 'home', 'Users', 'mnt'].join('|')})/[\\w.-]`, 'm');
    expect(written.filter((path) => home.test(read(path)))).toEqual([]);
  });
});
