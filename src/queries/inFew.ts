// Several conditions in one query, any of which is enough: fewer questions, as far as the length of a text allows.

/** Text that conditions in one query may take; VictoriaMetrics refuses queries above 16 kB. */
const MAX_TEXT = 12_000;

/** Conditions that name objects of the same kind, as few texts. */
export function inFew(conditions: readonly string[]): string[] {
  const texts: string[] = [];
  for (const condition of conditions.map((one, _, all) => (all.length > 1 ? `(${one})` : one))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + condition.length + 4 <= MAX_TEXT) {
      texts[texts.length - 1] = `${last} or ${condition}`;
    } else {
      texts.push(condition);
    }
  }
  return texts;
}
