// Texts that a label may carry and no name should be.
import fc from 'fast-check';

export const NASTY = [
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

/** One of them, or any text without a NUL. */
export const hostile = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).filter((s) => s.trim() !== '' && !s.includes('\0'))
);
