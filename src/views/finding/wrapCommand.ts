// A command broken into lines that fit: between shell words with a trailing backslash, and inside a quoted JSON patch
// where JSON may have a line break. What is shown runs as it stands; what is copied stays one line.

const INDENT = '  ';

/** Splits a line at the spaces that a shell splits at, quotes kept. Undefined where a quote is not closed. */
function wordsOf(line: string): string[] | undefined {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const c = line[i] ?? '';
    if (c === '\\' && quote !== "'") {
      word += c + (line[++i] ?? '');
    } else if (quote === '' && c === ' ') {
      words.push(...(word === '' ? [] : [word]));
      word = '';
    } else {
      quote = quote === '' && (c === "'" || c === '"') ? c : c === quote ? '' : quote;
      word += c;
    }
  }
  return quote === '' ? [...words, ...(word === '' ? [] : [word])] : undefined;
}

/** A flag and its value stay together. */
function groupsOf(words: readonly string[]): string[] {
  const groups: string[] = [];
  words.forEach((word, i) => {
    const before = words[i - 1] ?? '';
    const isValue = /^--?[\w-]+$/.test(before) && !word.startsWith('-');
    if (isValue && groups.length > 1) {
      groups[groups.length - 1] += ` ${word}`;
    } else {
      groups.push(word);
    }
  });
  return groups;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What may stand in a line of its own behind a key: an object, a list, and text so long that it may fit nowhere else. */
const STANDS_ALONE = /^(?:[{[]|"[^"]{24,}")/;

/** Where JSON may go on in the next line: after a comma, and before the object, the list or the long text of a key. */
function piecesOf(group: string): string[] {
  const [, patch = ''] = /'([{[][^']*[}\]])'$/.exec(group) ?? [];
  if (patch === '' || !isJson(patch)) {
    return [group];
  }
  const pieces: string[] = [];
  let piece = '';
  let isInString = false;
  const json = patch;
  for (let i = 0; i < json.length; i++) {
    const c = json[i] ?? '';
    piece += c;
    isInString = c === '"' && json[i - 1] !== '\\' ? !isInString : isInString;
    const isOpen = c === ':' && STANDS_ALONE.test(json.slice(i + 1));
    if (!isInString && (c === ',' || isOpen)) {
      pieces.push(piece);
      piece = '';
    }
  }
  pieces.push(`${piece}'`);
  const [first = '', ...rest] = pieces;
  return [`${group.slice(0, -patch.length - 2)}'${first}`, ...rest];
}

function wrapLine(line: string, columns: number): string {
  const words = wordsOf(line);
  if (line.length <= columns || line.startsWith('#') || !words) {
    return line;
  }
  const lines: string[] = [];
  let open = '';
  for (const group of groupsOf(words)) {
    const pieces = piecesOf(group);
    const [first = '', ...rest] = pieces;
    const fitsHere = `${open} ${group} \\`.length <= columns;
    const fitsAlone = INDENT.length + group.length + 2 <= columns;
    if (open !== '' && !fitsHere && (fitsAlone || `${open} ${first} \\`.length > columns)) {
      lines.push(`${open} \\`);
      open = INDENT + first;
    } else {
      open += open === '' ? first : ` ${first}`;
    }
    for (const piece of rest) {
      if (open.length + piece.length > columns) {
        lines.push(open);
        open = INDENT.length + piece.length > columns ? piece : INDENT + piece;
      } else {
        open += piece;
      }
    }
  }
  return [...lines, open].join('\n');
}

/** Breaks every line of a command that is longer than `columns` characters; comments and open quotes stay as they are. */
export function wrapCommand(command: string, columns: number): string {
  return command
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
}
