/** @jest-environment node */
// A rule is a folder: the rule, its tests, its page. This walks the folders and keeps them in step with index.ts and docs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleDocs } from '../../../tests/support/writeRuleDocs';
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

  test('it has a page that names its thresholds with their defaults', () => {
    const text = read(`${folderOf.get(id)}/README.md`);
    expect(text.split('\n').slice(0, 3)).toEqual([`# ${rule.title}`, '', `\`${id}\``]);
    const missing = rule.thresholds.filter((t) => !text.includes(`\`${t.key}\``) || !text.includes(String(t.default)));
    expect(missing.map((t) => t.key)).toEqual([]);
    const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
    expect(headings).toEqual(
      expect.arrayContaining(['How it is detected', 'What it is not', 'Severity', 'Thresholds', 'Sources'])
    );
    expect(headings.filter((heading) => heading === 'Fix' || heading === 'What to do')).toHaveLength(1);
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

test('docs/rules.md is what `npm run docs` writes', () => {
  expect(readFileSync(join(__dirname, '../../../docs/rules.md'), 'utf8')).toBe(ruleDocs());
});
