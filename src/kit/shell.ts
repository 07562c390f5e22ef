// Names and JSON as words of a POSIX shell: commands are pasted into terminals during incidents.

/** The text as one shell word, quoted only where it must be. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:=@%+-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
