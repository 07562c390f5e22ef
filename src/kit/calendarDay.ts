// JavaScript takes 30 February for 2 March. Who reads dates that people typed asks first.

/** True when the text begins with a day that the calendar has, `2026-02-28`. */
export function beginsWithDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(text) ?? [];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return at.getUTCMonth() + 1 === Number(month) && at.getUTCDate() === Number(day);
}
