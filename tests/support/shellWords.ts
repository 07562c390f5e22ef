// Splits one line as a POSIX shell does: quotes, backslashes, and nothing else. Text that a shell would do more with
// (expansions, substitutions, redirections, unclosed quotes) is refused, except pipes between words.

const ACTIVE = /[$`<>&;(){}*?[\]!~#\n]/;

/** The words of a command; undefined when a shell would not take it literally. */
export function shellWords(line: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let i = 0; i < line.length; i++) {
    const c = line[i] ?? '';
    if (c === "'") {
      const end = line.indexOf("'", i + 1);
      if (end < 0) {
        return undefined;
      }
      word = (word ?? '') + line.slice(i + 1, end);
      i = end;
    } else if (c === '"') {
      const end = line.indexOf('"', i + 1);
      const inside = line.slice(i + 1, end);
      if (end < 0 || /[$`\\]/.test(inside)) {
        return undefined;
      }
      word = (word ?? '') + inside;
      i = end;
    } else if (c === '\\') {
      word = (word ?? '') + (line[++i] ?? '');
    } else if (c === ' ') {
      words.push(...(word === undefined ? [] : [word]));
      word = undefined;
    } else if (ACTIVE.test(c)) {
      return undefined;
    } else {
      word = (word ?? '') + c;
    }
  }
  return [...words, ...(word === undefined ? [] : [word])];
}
