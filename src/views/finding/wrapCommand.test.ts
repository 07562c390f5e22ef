import fc from 'fast-check';
import { shellCommands } from '../../../tests/support/shellWords';
import { wrapCommand } from './wrapCommand';

const PATCH = `kubectl -n hv-many-small patch vpa web --type merge -p '{"spec":{"updatePolicy":{"updateMode":"Off"}}}'`;

test('lines end between shell words with a backslash, flags keep their values', () => {
  expect(wrapCommand(PATCH, 48)).toBe(
    [
      'kubectl -n hv-many-small patch vpa web \\',
      `  --type merge -p '{"spec":{"updatePolicy":`,
      `  {"updateMode":"Off"}}}'`,
    ].join('\n')
  );
  expect(wrapCommand(PATCH, 200)).toBe(PATCH);
});

test('a list of operations is broken like an object', () => {
  const operations = JSON.stringify([{ op: 'test', path: '/spec/syncPolicy/automated/selfHeal', value: true }]);
  expect(wrapCommand(`kubectl -n argocd patch application shop --type json -p '${operations}'`, 44)).toBe(
    [
      'kubectl -n argocd patch application shop \\',
      `  --type json -p '[{"op":"test","path":`,
      `  "/spec/syncPolicy/automated/selfHeal",`,
      `  "value":true}]'`,
    ].join('\n')
  );
});

test('a part that fits without its indent only stands without it', () => {
  const operations = JSON.stringify([{ op: 'test', path: '/spec/syncPolicy/automated/selfHeal' }]);
  const lines = wrapCommand(`kubectl -n argocd patch application shop --type json -p '${operations}'`, 40).split('\n');
  expect(lines.at(-1)).toBe(`"/spec/syncPolicy/automated/selfHeal"}]'`);
});

test('comments, and lines with an open quote, stay as they are', () => {
  const text = `# a comment that is much longer than twenty columns\nflux suspend kustomization 'shop`;
  expect(wrapCommand(text, 20)).toBe(text);
});

/** Commands as shells read them; JSON as its reader does, whatever stands between its parts. */
function meaning(text: string): unknown {
  const joined = text.replace(/ \\\n */g, ' ');
  return shellCommands(joined)?.map((words) =>
    words.map((word) => (/^[{[]/.test(word) ? (JSON.parse(word) as unknown) : word))
  );
}

test('however narrow, the lines mean the same and no word is broken', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,24}$/);
  const json = fc.dictionary(word, fc.oneof(word, fc.integer(), fc.dictionary(word, word)), { minKeys: 1 });
  const part = fc.oneof(
    word,
    word.map((w) => `--${w}`),
    word.map((w) => `'two ${w}'`),
    json.map((o) => `-p '${JSON.stringify(o)}'`),
    fc.array(json, { minLength: 1, maxLength: 3 }).map((all) => `--type json -p '${JSON.stringify(all)}'`)
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), fc.integer({ min: 10, max: 90 }), (parts, columns) => {
      const command = parts.join(' ');
      const shown = wrapCommand(command, columns);
      expect(meaning(shown)).toEqual(meaning(command));
      const tokens =
        shellCommands(command)
          ?.flat()
          .filter((w) => !/^[{[]/.test(w) && !w.includes(' ')) ?? [];
      tokens.forEach((token) => expect(shown.split(/[\s']+/)).toContain(token));
    })
  );
});

test('lines fit where their words do', () => {
  for (let columns = 44; columns < 110; columns++) {
    const widest = Math.max(
      ...wrapCommand(PATCH, columns)
        .split('\n')
        .map((line) => line.length)
    );
    expect(widest).toBeLessThanOrEqual(columns);
  }
});
