/** @jest-environment node */
// Quoted where it must be, and only there.
import { shellWord } from './shell';

test.each([
  ['web-2', 'web-2'],
  ['deployment/web', 'deployment/web'],
  ['two words', "'two words'"],
  ["it's", `'it'\\''s'`],
  ['$(id)', "'$(id)'"],
  ['', "''"],
])('%s', (text, word) => expect(shellWord(text)).toBe(word));
