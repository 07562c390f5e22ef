// Coloured words in a row, as long as they fit into a band.
import type { Measure } from '../paint/surface';
import type { Word } from './mark';

const SIZE = 11;
const GAP = 5;

/** Width of the words with the gaps between them. */
export function wordsWidth(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + word.width, 0) + GAP * Math.max(0, words.length - 1);
}

/** The first of several versions that fits into `room` with 6 px to spare; none when even the last does not. */
export function fitting(
  versions: ReadonlyArray<ReadonlyArray<Omit<Word, 'width'>>>,
  room: number,
  measure: Measure
): readonly Word[] {
  for (const version of versions) {
    const words = version.map((word) => ({ ...word, width: measure(word.text, SIZE, false) }));
    if (wordsWidth(words) + 12 <= room) {
      return words;
    }
  }
  return [];
}

/** Left edges of the words when the row is centred on `middle`. */
export function placed(words: readonly Word[], middle: number): Array<Word & { readonly x: number }> {
  let x = middle - wordsWidth(words) / 2;
  return words.map((word) => {
    const at = { ...word, x };
    x += word.width + GAP;
    return at;
  });
}
