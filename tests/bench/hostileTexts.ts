// Error texts made to keep a pattern busy: 200 kB of what starts to match and never does. The worst of them is what counts.
import { readFailure } from '../../src/sources/readFailure';

const LENGTH = 200_000;

/** Beginnings of everything that is searched for. */
const PIECES = [
  '<',
  '<a',
  '<head',
  '</head ',
  '<script ',
  '{"',
  '"error":',
  '{"error":"\\"',
  '"',
  '"\\',
  'a://',
  'a.',
  'a:',
  'x@',
  'a:b',
  ' ',
  '\u001b[',
  '\u001b]',
  'password ',
  'password=',
  'cookie: ',
  'bearer ',
  'eyJ',
  'error: ',
  'status code: ',
  'dial tcp ',
  'data source ',
  'limit ',
  'memory ',
  'header ',
  'bigger context ...|',
];

function timeOf(text: string): number {
  const begin = performance.now();
  readFailure({ text, secrets: ['hunter2', 'aaa'] });
  return performance.now() - begin;
}

/** Milliseconds for the worst text, the best of some rounds each, and how many there are. */
export function measureHostileTexts(rounds: number): { worst: number; count: number } {
  const texts = PIECES.map((piece) => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH));
  const times = texts.map((text) => Math.min(...Array.from({ length: rounds }, () => timeOf(text))));
  return { worst: Math.max(...times), count: texts.length };
}
