/** @jest-environment node */
// A comment that cites a document cites one that exists: in this repository, with the section or the test that it names,
// or `owner/name: path` of a public one. And the table of who wrote what says what the code says.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'demo', 'tests'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && existsSync(join(ROOT, path)));

/** The comments of a file, each as one line of text. */
function commentsOf(code: string): string[] {
  const blocks = [...code.matchAll(/\/\*\*?[\s\S]*?\*\//g)].map(([text]) => text.replace(/^\s*\*(?!\/)/gm, ''));
  const lines = [...code.matchAll(/(?:^[ \t]*\/\/.*\n)+/gm)].map(([text]) => text.replace(/^[ \t]*\/\//gm, ''));
  return [...blocks, ...lines].map((text) => text.replace(/\s+/g, ' '));
}

interface Citation {
  readonly file: string;
  readonly path: string;
  /** What follows: `, "Section"` or `, test 8`. */
  readonly place: string;
}

function citationsOf(file: string): Citation[] {
  return commentsOf(read(file)).flatMap((comment) =>
    [...comment.matchAll(/(\w[\w.-]*\/[\w.-]+: )?([\w./-]*\w\.md)\b((?:[,:] (?:"[^"]+"|tests? \d+(?: to \d+)?))?)/g)]
      .filter(([, elsewhere]) => elsewhere === undefined)
      .map(([, , path = '', place = '']) => ({ file, path, place }))
  );
}

/** The file that is meant: from the root, or from the folder of the comment or one above it. */
function resolve({ file, path }: Citation): string | undefined {
  const folders = [
    '.',
    ...dirname(file)
      .split('/')
      .map((_, i, all) => all.slice(0, i + 1).join('/')),
  ].reverse();
  return folders.map((folder) => join(folder, path)).find((candidate) => existsSync(join(ROOT, candidate)));
}

function hasPlace(document: string, place: string): boolean {
  const text = read(document);
  const section = /"([^"]+)"/.exec(place)?.[1];
  if (section !== undefined) {
    return text.split('\n').some((line) => line.startsWith('#') && line.replace(/^#+ /, '') === section);
  }
  return [...place.matchAll(/\d+/g)].every(([test]) => text.includes(`\n| ${test} |`));
}

const citations = files.flatMap(citationsOf);

test('comments do cite documents', () => {
  expect(citations.filter(({ path }) => path.endsWith('docs/signals.md')).length).toBeGreaterThan(20);
  expect(citationsOf('src/engine/actions/attribute.ts').map(({ place }) => place)).toContain(', tests 17 to 23');
});

test('every document that a comment cites exists', () => {
  expect(citations.filter((citation) => resolve(citation) === undefined)).toEqual([]);
});

test('every section and every test that a comment cites exists', () => {
  expect(citations.filter((c) => c.place !== '' && !hasPlace(resolve(c) ?? '', c.place))).toEqual([]);
});

test('docs/attribution.md gives the reasons that the code gives', () => {
  const code = read('src/engine/actions/attribute.ts').replace(/\s+/g, ' ');
  const reasons = [
    ...[...code.matchAll(/named\([^;]*?(?:'(?:observed|inferred)'|isSure[^,]*'inferred'|'inferred'), '([^']+)'/g)].map(
      ([, reason]) => reason
    ),
    ...[...code.matchAll(/const reason = '([^']+)'/g)].map(([, reason]) => reason),
  ];
  const told = [...read('docs/attribution.md').matchAll(/^\| \d+ \|.*\| ([^|]+) \|$/gm)].map(([, reason]) => reason);
  expect(told).toHaveLength(26);
  expect([...new Set(told)].sort()).toEqual([...new Set(reasons)].sort());
});
