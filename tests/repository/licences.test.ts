/** @jest-environment node */
// Every package of every lock file, shipped or not, is under a licence from this list. The AGPL is not on it: Grafana's own
// core and @grafana/prometheus are under it, and so is tsqtsq, a builder of PromQL.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const LOCKS = [
  'package-lock.json',
  'demo/host/versions/12.4.10/package-lock.json',
  'demo/host/versions/13.2.2/package-lock.json',
];

/** SPDX identifiers. OFL: two fonts of the preview host. CC-BY: data that tools read. */
const ALLOWED = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'Python-2.0', 'Zlib'],
  ...['CC0-1.0', 'Unlicense', 'CC-BY-3.0', 'CC-BY-4.0', 'OFL-1.1'],
]);

/** Packages from before npm's `license` field, with the licence that stands in their own files. */
const OLD_FORM: Readonly<Record<string, string>> = {
  body: 'MIT',
  bytes: 'MIT',
  'continuable-cache': 'MIT',
  error: 'MIT',
  exit: 'MIT',
  'fast-shallow-equal': 'Unlicense',
  'get-document': 'MIT',
  'react-universal-interface': 'Unlicense',
  'safe-json-parse': 'MIT',
  'string-template': 'MIT',
};

/** Whether an SPDX expression leaves us a licence of the list: all of what AND joins, one of what OR joins. */
function isAllowed(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' OR ')) {
    return bare.split(' OR ').some(isAllowed);
  }
  return bare.split(' AND ').every((one) => ALLOWED.has(one));
}

interface Locked {
  readonly license?: string;
  readonly link?: boolean;
}

function packagesOf(lock: string): Array<{ name: string; licence: string }> {
  const { packages } = JSON.parse(readFileSync(join(ROOT, lock), 'utf8')) as { packages: Record<string, Locked> };
  return Object.entries(packages)
    .filter(([path, { link }]) => path !== '' && link !== true)
    .map(([path, { license }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, licence: license ?? OLD_FORM[name] ?? 'unknown' };
    });
}

test('an expression is read as SPDX means it', () => {
  expect(['MIT', '(MIT OR AGPL-3.0-only)', 'MIT AND BSD-3-Clause'].map(isAllowed)).toEqual([true, true, true]);
  expect(['AGPL-3.0-only', 'MIT AND AGPL-3.0', 'GPL-3.0', 'unknown', 'SEE LICENSE IN x'].some(isAllowed)).toBe(false);
});

test.each(LOCKS)('%s holds nothing else', (lock) => {
  const packages = packagesOf(lock);
  expect(packages.length).toBeGreaterThan(400);
  expect(packages.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  expect(packages.map(({ name }) => name)).not.toContain('tsqtsq');
});
