// Splits commands as a POSIX shell does: lines, quotes, backslashes, comments, and nothing else. Text that a shell would
// do more with (expansions, substitutions, redirections, unclosed quotes) is refused, except pipes between words.

const ACTIVE = /[$`<>&;(){}*?[\]!~]/;

/** The words of each command; undefined when a shell would not take them literally. */
export function shellCommands(text: string): string[][] | undefined {
  const commands: string[][] = [];
  let words: string[] = [];
  let word: string | undefined;
  const endWord = (): void => {
    words.push(...(word === undefined ? [] : [word]));
    word = undefined;
  };
  const endCommand = (): void => {
    endWord();
    commands.push(...(words.length === 0 ? [] : [words]));
    words = [];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (c === "'" || c === '"') {
      const end = text.indexOf(c, i + 1);
      const inside = text.slice(i + 1, end);
      if (end < 0 || (c === '"' && /[$`\\]/.test(inside))) {
        return undefined;
      }
      word = (word ?? '') + inside;
      i = end;
    } else if (c === '\\') {
      word = (word ?? '') + (text[++i] ?? '');
    } else if (c === '#' && word === undefined) {
      const end = text.indexOf('\n', i);
      i = end < 0 ? text.length : end;
      endCommand();
    } else if (c === '\n') {
      endCommand();
    } else if (c === ' ') {
      endWord();
    } else if (ACTIVE.test(c)) {
      return undefined;
    } else {
      word = (word ?? '') + c;
    }
  }
  endCommand();
  return commands;
}
