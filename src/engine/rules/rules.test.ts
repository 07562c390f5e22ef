/** @jest-environment node */
// A rule is a folder: the rule, its tests, its page. This walks the folders and keeps them in step with index.ts and docs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STORIES } from '../../../demo/cluster';
import { FIXES, HEADINGS, rulePage, sectionsOf } from '../../../tests/support/rulePage';
import { readPage, ruleDocs } from '../../../tests/support/writeRuleDocs';
import { ruleFolders, ruleIndex } from '../../../tests/support/writeRuleIndex';
import { neededKinds } from '../../model/rule';
import { specOf } from '../../queries/catalogue';
import { RULES } from '.';

const read = (file: string): string =>
  existsSync(join(__dirname, file)) ? readFileSync(join(__dirname, file), 'utf8') : '';
const folderOf = new Map(ruleFolders().map(({ family, id }) => [id, `${family}/${id}`]));

test('index.ts is what `npm run docs` writes from the folders', () => {
  expect(read('index.ts')).toBe(ruleIndex());
  expect(RULES.map((rule) => rule.id)).toEqual([...folderOf.keys()]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('its id is the name of its folder, in kebab-case', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(RULES.filter((other) => other.id === id)).toHaveLength(1);
  });

  test('it has tests: what fires, and what stays silent', () => {
    const text = read(`${folderOf.get(id)}/rule.test.ts`);
    const told = text.includes('testStories(');
    expect({ fires: told || text.includes('fires: ['), silent: told || text.includes('silent: [') }).toEqual({
      fires: true,
      silent: true,
    });
  });

  test('its page has every heading, in order, with something written below each', () => {
    const sections = sectionsOf(readPage(id));
    expect(sections.map(([heading]) => heading)).toEqual(Object.keys(HEADINGS));
    const words = Object.fromEntries(sections.map(([heading, text]) => [heading, text.split(/\s+/).length]));
    const bare = Object.entries(HEADINGS).filter(([heading, least]) => (words[heading] ?? 0) < least);
    expect(bare.map(([heading, least]) => `${heading}: at least ${least} words, not ${words[heading]}`)).toEqual([]);
  });

  test('its page names look-alikes, both fixes with their trade-off, and a source', () => {
    const text = (heading: string): string => sectionsOf(readPage(id)).find(([name]) => name === heading)?.[1] ?? '';
    expect(text('What it is not').split('\n')).toEqual(expect.arrayContaining([expect.stringMatching(/^- .{10,}/)]));
    expect(text('Sources')).toMatch(/^- .{8,}/);
    const fixes = text('Fixes').split('\n\n');
    expect(fixes.map((fix) => FIXES.find((label) => fix.startsWith(label)))).toEqual([...FIXES]);
    expect(fixes.filter((fix) => !/^\*\*.*\*\* \S.{8,}\nTrade-off: \S.{3,}/.test(fix))).toEqual([]);
  });

  test('title, signals and thresholds of its page are what `npm run docs` writes', () => {
    expect(readPage(id)).toBe(rulePage(rule, readPage(id)));
    expect(readPage(id)).toMatch(/<!-- generated: signals -->[^]+<!-- generated: thresholds -->/);
  });

  test('a story of the simulated cluster fires it', () => {
    expect(STORIES.some((story) => story.expect === id)).toBe(true);
  });

  test('it asks only for series that some query reads', () => {
    expect([...neededKinds(rule), ...rule.helps].filter((kind) => !specOf(kind))).toEqual([]);
  });

  test('it explains only what exists', () => {
    expect(rule.explains.filter((other) => other === id || !folderOf.has(other))).toEqual([]);
  });

  test('its defaults lie within their bounds, its keys are unique, its words are words', () => {
    expect(
      rule.thresholds.filter((t) => t.default < t.min || t.default > t.max || t.min >= t.max).map((t) => t.key)
    ).toEqual([]);
    expect(new Set(rule.thresholds.map((t) => t.key)).size).toBe(rule.thresholds.length);
    expect(rule.title).toMatch(/^[A-Z].{10,}[^.]$/);
  });
});

test('the page that CONTRIBUTING shows has the headings of all pages', () => {
  const guide = readFileSync(join(__dirname, '../../../CONTRIBUTING.md'), 'utf8');
  const page = /^```md\n([^]*?)^```$/m.exec(guide)?.[1] ?? '';
  expect(sectionsOf(page).map(([heading]) => heading)).toEqual(Object.keys(HEADINGS));
});

test('every code of the catalogue is given once', () => {
  const codes = RULES.map((rule) => rule.code);
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
});

test('the stories know no other rules', () => {
  const named = STORIES.flatMap(({ expect: rule, also, allowed = [] }) => [
    rule,
    ...also.map((cause) => cause.rule),
    ...allowed,
  ]);
  expect(named.filter((rule) => rule !== null && !folderOf.has(rule))).toEqual([]);
});

test('docs/rules.md is what `npm run docs` writes', () => {
  expect(readFileSync(join(__dirname, '../../../docs/rules.md'), 'utf8')).toBe(ruleDocs());
});
