// What outsiders wrote, as a part of a sentence of ours: short, on one line, nothing in it that hides. And lists of such sentences,
// which outsiders can make as long as they like.
import { visible } from './visible';

const LONGEST = 60;
/** Sentences that anybody reads. */
const MOST = 10;

/** The beginning of a text, in quotes. */
export function quoted(text: string): string {
  const cut = text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
  return `“${visible(cut)}”`;
}

/** The first sentences, each once, and how many more there are. */
export function firstFew(sentences: Iterable<string>): string[] {
  const all = [...new Set(sentences)];
  return all.length <= MOST ? all : [...all.slice(0, MOST), `And ${all.length - MOST} more like these.`];
}
