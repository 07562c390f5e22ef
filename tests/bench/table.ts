// The rows of a bench and the document that keeps them.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  /** What the aim is about; a word where it was not measured. */
  readonly ratio: number | string;
  /** The most that the ratio may be; none when absent. */
  readonly aim?: number;
}

const DOC = join(__dirname, '..', '..', 'docs', 'performance.md');

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** The ratio as it is read, with a word where the aim is missed. */
function judged({ ratio, aim }: Row): string {
  if (typeof ratio === 'string') {
    return ratio;
  }
  const text = ratio.toFixed(2);
  return aim !== undefined && Number(text) > aim ? `**${text}** missed` : text;
}

/** Rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(
    (row) => `| ${[row.what, row.ours, row.against, judged(row), row.aim?.toString() ?? ''].join(' | ')} |`
  );
  return ['| what | plugin | against | ratio | aim |', '|---|---|---|---|---|', ...lines].join('\n');
}

/** When and on what it was measured. */
export function measuredOn(): string {
  const node = process.versions.node.split('.')[0] ?? '';
  return `Measured on ${new Date().toISOString().slice(0, 10)} (${cpus().length} cores, ${process.platform} ${process.arch}, Node.js ${node})`;
}

/** Puts a text between the two marks of this name in the document, where it has them. */
export function keep(mark: string, text: string): void {
  const [before = '', rest] = readFileSync(DOC, 'utf8').split(`<!-- ${mark} -->`);
  if (rest === undefined) {
    return;
  }
  const after = rest.split(`<!-- /${mark} -->`)[1] ?? '';
  writeFileSync(DOC, `${before}<!-- ${mark} -->\n\n${text}\n\n<!-- /${mark} -->${after}`);
}
