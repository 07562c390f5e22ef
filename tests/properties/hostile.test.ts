/** @jest-environment node */
// Names come from labels, and labels from anyone: whatever stands in them must arrive in selectors, commands and
// manifests as plain text.
import { spawnSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import fc from 'fast-check';
import { patchText } from '../../src/cli/reportJson';
import { analyze } from '../../src/engine';
import { shellWord } from '../../src/kit/shell';
import { toYaml, type Plain } from '../../src/kit/yaml';
import type { Finding } from '../../src/model/finding';
import { anyOf, quote, selector } from '../../src/queries/selector';
import { strangeCommands } from '../support/checkFixes';
import { everyFinding } from '../support/ruleCases';
import { shellCommands } from '../support/shellWords';
import { seriesSet, workload } from '../support/workload';

const NASTY = [
  'a"b',
  "it's",
  'back\\slash',
  'two\nlines',
  '<script>alert(1)</script>',
  '${v}',
  '$(reboot)',
  '`id`',
  'a;b|c&d',
  '-rf',
  ' ',
  '日本語 ünï',
  '{{x}}',
  '#no',
  '~',
  '*',
  'true',
  '1e3',
  '@',
  'x'.repeat(5000),
];
const hostile = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).filter((s) => s.trim() !== '' && !s.includes('\0'))
);

/** A text inside PromQL's double quotes, read back (prometheus.io/docs: string literals follow Go). */
function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(["\\n])/g, (_, c: string) => (c === 'n' ? '\n' : c));
}

test('a PromQL string reads back as the text it was made of', () => {
  fc.assert(fc.property(hostile, (name) => unquote(quote(name)) === name && !quote(name).includes('\n')));
});

test('a list of values matches its members and nothing else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(hostile, { minLength: 2, maxLength: 5 }), hostile, (names, other) => {
      const text = anyOf('namespace', names) ?? '';
      const pattern = new RegExp(`^(?:${unquote(text.slice(text.indexOf('"')))})$`);
      return names.every((name) => pattern.test(name)) && (names.includes(other) || !pattern.test(other));
    })
  );
});

test('no value can close its matcher', () => {
  fc.assert(
    fc.property(
      hostile,
      (name) => selector('up', [anyOf('namespace', [name])]).replace(/"(?:[^"\\]|\\.)*"/g, '""') === 'up{namespace=""}'
    )
  );
});

test('a shell word is one word, and the same one', () => {
  fc.assert(
    fc.property(hostile, (name) =>
      expect(shellCommands(`kubectl get ${shellWord(name)}`)).toEqual([['kubectl', 'get', name]])
    )
  );
});

test('bash agrees', () => {
  const run = spawnSync('bash', ['-c', NASTY.map((name) => `printf '%s\\0' ${shellWord(name)}`).join('\n')], {
    encoding: 'utf8',
  });
  expect(run.stdout.split('\0').slice(0, -1)).toEqual(NASTY);
});

const plain: fc.Arbitrary<Plain> = fc.letrec<{ value: Plain; leaf: Plain }>((tie) => ({
  leaf: fc.oneof(
    hostile,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    fc.boolean(),
    fc.constant(null)
  ),
  value: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      hostile.filter((k) => k !== '__proto__' && k.length < 1000),
      tie('value'),
      { maxKeys: 4 }
    )
  ),
})).value;

test('YAML reads back as the data it was made of', () => {
  fc.assert(
    fc.property(plain, (value) => {
      const [document] = parseAllDocuments(toYaml(value));
      expect(document && 'errors' in document ? document.errors : []).toEqual([]);
      expect(JSON.stringify(document && 'toJS' in document ? document.toJS() : undefined)).toBe(JSON.stringify(value));
    }),
    { numRuns: 300 }
  );
});

/** Four fights whose every name is the hostile one. */
function fights(name: string): Finding[] {
  const unseen = [{ target: 60, unseen: true }];
  const set = seriesSet(
    workload({
      ns: name,
      name,
      labels: { argocd: name },
      replicas: '2x80',
      generation: '7+2x80',
      hpas: [{ name, min: 4, desired: '4x80', metrics: unseen }],
    }),
    workload({
      ns: `${name}2`,
      name,
      replicas: '9x80',
      generation: '7+2x80',
      hpas: [
        { name, min: 9, desired: '9x80', metrics: unseen },
        { name: `${name}3`, max: 3, desired: '3x80', metrics: unseen },
      ],
    }),
    workload({
      ns: `${name}4`,
      name,
      replicas: '6x80',
      hpas: [{ name }],
      vpas: [{ name, mode: 'Recreate', cpu: 0.3 }],
    }),
    workload({
      ns: `${name}5`,
      name,
      replicas: '8x60 0x40',
      hpas: [{ name, scaledObject: name }],
      scaledObjects: [{ name, cooldown: 60, triggers: [{ metric: name, active: '1x40 0x60' }] }],
    })
  );
  return everyFinding(analyze(set));
}

test('hostile names reach commands and manifests as they are', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const findings = fights(name);
      expect(findings.length).toBeGreaterThanOrEqual(4);
      expect(findings.flatMap(strangeCommands)).toEqual([]);
      const words = findings
        .flatMap((f) => f.fixes)
        .flatMap((fix) => shellCommands(fix.command ?? '') ?? [])
        .flat();
      expect(words).toContain(name);
      const manifests = findings.flatMap((f) =>
        f.fixes.flatMap((fix) =>
          (fix.patches ?? []).map((patch) => ({ patch, text: patchText({ ...fix, patches: [patch] }) }))
        )
      );
      for (const { patch, text } of manifests) {
        const read = parseAllDocuments(text)[0]?.toJS() as { metadata: { name: string } };
        expect(read.metadata.name).toBe(patch.name);
      }
    }),
    { numRuns: 60 }
  );
});
