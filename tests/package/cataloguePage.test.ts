/** @jest-environment node */
// The plugin's page in Grafana and in the catalogue: it is read where our files are not, so links are absolute and lead to
// one repository; pictures are there, and small.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Package {
  readonly repository: { readonly url: string };
}
interface Manifest {
  readonly info: {
    readonly links: ReadonlyArray<{ name: string; url: string }>;
    readonly screenshots: ReadonlyArray<{ name: string; path: string }>;
  };
}

const repository = (JSON.parse(read('package.json')) as Package).repository.url.replace(/^git\+|\.git$/g, '');
const { links, screenshots } = (JSON.parse(read('plugin.json')) as Manifest).info;
const targets = [...read('src/README.md').matchAll(/\]\(([^)]+)\)/g)].map(([, url]) => url ?? '');

/** The file of this repository that an address shows. */
function fileOf(url: string): string | undefined {
  const raw = repository.replace('https://github.com/', 'https://raw.githubusercontent.com/');
  const prefix = [`${repository}/blob/main/`, `${raw}/main/`].find((one) => url.startsWith(one));
  return prefix === undefined ? undefined : url.slice(prefix.length);
}

test('every link is absolute and leads into this repository, to a file that is there', () => {
  expect(targets.length).toBeGreaterThan(4);
  for (const url of [...targets, ...links.map((link) => link.url)]) {
    const file = fileOf(url);
    const there = url === repository || (file !== undefined && existsSync(join(ROOT, file)));
    expect({ url, there }).toEqual({ url, there: true });
  }
});

test('screenshots are pictures of at most 300 kB', () => {
  expect(screenshots.length).toBeGreaterThan(2);
  for (const { path } of screenshots) {
    const file = join(ROOT, 'src', path);
    expect(readFileSync(file).subarray(1, 4).toString()).toBe('PNG');
    expect(statSync(file).size).toBeLessThan(300_000);
  }
});
