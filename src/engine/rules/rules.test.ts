/** @jest-environment node */
// A rule is a file, its tests, its page, and one line in index.ts: this walks the folder and keeps the four in step.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleDocs } from '../../../tests/support/writeRuleDocs';
import { neededKinds } from '../../model/rule';
import { specOf } from '../../queries/catalogue';
import { RULES } from '.';

/** Ids of the catalogue that have no rule yet: a rule may already name them as its consequences. */
const CATALOGUE_IDS = [
  'hpa-coldstart-overshoot',
  'hpa-floor-waste',
  'rollout-hpa-inflation',
  'vpa-capped',
  'vpa-evict-during-scale-out',
  'vpa-eviction-loop',
  'vpa-recommendation-oscillation',
];

const read = (file: string): string => readFileSync(join(__dirname, file), 'utf8');
const isRule = (file: string): boolean => /^[a-zA-Z-]+\.ts$/.test(file) && read(file).includes('= defineRule<');
const files = readdirSync(__dirname)
  .filter(isRule)
  .map((file) => file.replace('.ts', ''))
  .sort();

test('every file with a rule has its line in index.ts, and the other way round', () => {
  expect(RULES.map((rule) => rule.id).sort()).toEqual(files);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('its id is the name of its file, in kebab-case', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(RULES.filter((other) => other.id === id)).toHaveLength(1);
  });

  test('it has tests: what fires, and what stays silent', () => {
    const text = existsSync(join(__dirname, `${id}.test.ts`)) ? read(`${id}.test.ts`) : '';
    const told = text.includes('testStories(');
    expect({ fires: told || text.includes('fires: ['), silent: told || text.includes('silent: [') }).toEqual({
      fires: true,
      silent: true,
    });
  });

  test('it has a page that names its thresholds with their defaults', () => {
    const text = existsSync(join(__dirname, `${id}.md`)) ? read(`${id}.md`) : '';
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
    expect(
      rule.explains.filter((other) => other === id || !(files.includes(other) || CATALOGUE_IDS.includes(other)))
    ).toEqual([]);
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
