/** @jest-environment node */
// What was built, read as Grafana reads it: who loads what from where, and whether the files belong together.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const DIST = join(__dirname, '..', '..', 'dist');
const MODULES = ['module.js', 'panel/module.js'];
const read = (path: string): string => readFileSync(join(DIST, path), 'utf8');

/** Packages that Grafana hands to every plugin. */
const OF_GRAFANA = /node_modules\/(react|react-dom|react-router|rxjs|lodash|moment|uplot|d3[\w-]*|@emotion|@grafana)\//;

/** Names in the AMD header: define(["a","b"],…). */
function dependenciesOf(path: string): string[] {
  const list = /^define\((\[[^\]]*\])/m.exec(read(path))?.[1] ?? '[]';
  return JSON.parse(list) as string[];
}

/** Files that a module fetches later, which lie in its own folder. */
function lazyFilesOf(module: string): string[] {
  const folder = join(module, '..');
  return readdirSync(join(DIST, folder))
    .filter((name) => name.endsWith('.js') && name !== basename(module))
    .map((name) => join(folder, name));
}

interface Manifest {
  readonly info: { readonly logos: Record<string, string>; readonly screenshots: ReadonlyArray<{ path: string }> };
}

// `npm test` builds first; `npm run unit` alone has nothing to look at in a fresh clone.
const built = existsSync(join(DIST, 'module.js')) || process.env.CI !== undefined;
(built ? describe : describe.skip).each(MODULES)('%s', (module) => {
  test('asks for the AMD module, whose address tells where its lazy files are', () => {
    expect(dependenciesOf(module)).toContain('module');
  });

  test('brings no second copy of what Grafana has', () => {
    expect(dependenciesOf(module)).toEqual(expect.arrayContaining(['@grafana/data', '@grafana/ui', 'react']));
    const { sources } = JSON.parse(read(`${module}.map`)) as { sources: string[] };
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.filter((path) => OF_GRAFANA.test(path))).toEqual([]);
  });

  test('has lazy files beside it, named for what is in them and held to it by their digest', () => {
    const files = lazyFilesOf(module);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(basename(file)).toMatch(/^\w+\.[0-9a-f]{20}\.js$/);
      expect(read(module)).toContain(basename(file).split('.')[1]);
    }
    // No browser holds a worker to a digest.
    for (const file of files.filter((name) => !basename(name).startsWith('worker.'))) {
      const digest = createHash('sha256').update(read(file)).digest('base64');
      expect(read(module)).toContain(`sha256-${digest}`);
    }
  });
});

(built ? describe : describe.skip)('the worker', () => {
  const [worker = ''] = existsSync(DIST)
    ? readdirSync(DIST).filter((name) => /^worker\.[0-9a-f]{20}\.js$/.test(name))
    : [];

  test('is a plain script, and looks for its files beside itself', () => {
    expect(read(worker)).not.toMatch(/\bdefine\(/);
    expect(read(worker)).not.toContain('public/plugins');
  });

  test('has no engine of its own: it fetches the files that the pages have', () => {
    expect(read(worker).length).toBeLessThan(8_000);
    const files = [...read(worker).matchAll(/"([0-9a-f]{20})"/g)].map(([, hash]) => hash);
    expect(files.length).toBeGreaterThan(0);
    files.forEach((hash) => expect(read('module.js')).toContain(hash));
  });
});

(built ? describe : describe.skip)('the build', () => {
  test('has one engine, and it lies beside the panel', () => {
    const engines = readdirSync(DIST, { recursive: true }).filter((file) => /engine\..*\.js$/.test(String(file)));
    expect(engines).toEqual([expect.stringMatching(/^panel\/engine\.[0-9a-f]{20}\.js$/)]);
  });

  test.each(['.', 'panel'])('%s: the manifest is filled in and its pictures are there', (folder) => {
    const text = read(join(folder, 'plugin.json'));
    expect(text).not.toMatch(/%[A-Z_]+%/);
    expect(text).toMatch(/"updated": "\d{4}-\d\d-\d\d"/);
    const { logos, screenshots } = (JSON.parse(text) as Manifest).info;
    for (const path of [...Object.values(logos), ...screenshots.map((screenshot) => screenshot.path)]) {
      expect({ path, there: existsSync(join(DIST, folder, path)) }).toEqual({ path, there: true });
    }
  });
});
