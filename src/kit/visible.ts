// Names, labels and error texts come from outside. Where they are shown, what moves a cursor, turns the direction of writing or
// hides must be seen for what it is: it is written out as `\u{1b}`.

/** Controls, format characters (bidi overrides, zero width), line and paragraph separators, halves of a surrogate pair. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function written(sign: string): string {
  return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
}

/** The text on one line, with everything in it to be seen. */
export function visible(text: string): string {
  return text.replace(HIDDEN, written);
}

/** The JSON text of a value, safe for terminals too: JSON itself escapes only the oldest of these signs. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(HIDDEN, (sign) =>
    sign
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('')
  );
}
