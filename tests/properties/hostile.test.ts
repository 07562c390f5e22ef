/** @jest-environment node */
// Names come from labels, and labels from anyone: whatever stands in them must arrive in selectors, shell words and YAML as
// plain text. What of it is copied: copied.test.ts.
import { spawnSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import fc from 'fast-check';
import { shellWord } from '../../src/kit/shell';
import { toYaml, type Plain } from '../../src/kit/yaml';
import { anyOf, quote, selector } from '../../src/queries/selector';
import { hostile, NASTY } from '../support/hostileNames';
import { shellCommands } from '../support/shellWords';

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
