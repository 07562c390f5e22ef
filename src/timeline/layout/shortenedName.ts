// A name cut to fit: the middle goes first, for names of one kind differ at their ends more often than not; where they
// differ in the middle, the middle stays and the ends go.

function common(a: string, b: string): number {
  let i = 0;
  while (i < Math.min(a.length, b.length) && a[i] === b[i]) {
    i++;
  }
  return i;
}

function withoutMiddle(name: string, keep: number): string {
  const head = Math.ceil(keep / 2);
  const tail = keep - head;
  return `${name.slice(0, head)}…${tail > 0 ? name.slice(-tail) : ''}`;
}

/** `keep` letters from where the name parts from the others. */
function fromDifference(name: string, start: number, keep: number): string {
  const from = Math.max(0, Math.min(start, name.length - keep));
  return `${from > 0 ? '…' : ''}${name.slice(from, from + keep)}${from + keep < name.length ? '…' : ''}`;
}

/** The longest form of `name` that `fits` and that none of `others` would be cut to as well. */
export function shortenedName(name: string, others: readonly string[], fits: (text: string) => boolean): string {
  const rivals = others.filter((other) => other !== name);
  const start = Math.max(0, ...rivals.map((other) => common(name, other)));
  for (let keep = name.length; keep > 1; keep--) {
    const [text, isOwn] =
      keep === name.length
        ? [name, true]
        : [
            withoutMiddle(name, keep),
            rivals.every((other) => withoutMiddle(other, keep) !== withoutMiddle(name, keep)),
          ];
    if (fits(text)) {
      return isOwn ? text : fromDifference(name, start, keep - 1);
    }
  }
  return fromDifference(name, start, 1);
}
