// Which kinds a text of PromQL asks for, written by anybody: what is missing when that query fails.
import type { SignalKind } from '../model/series';
import { CATALOGUE } from './catalogue';
import { specOfMetric } from './classify';

/** Names and label names, and what is left of a pattern of names when its operators are taken away. */
const WORD = /[a-zA-Z_:][a-zA-Z0-9_:]*/g;

/** The kinds whose series the text names. A text that names none of ours may ask for any: all of them. */
export function kindsIn(expr: string): SignalKind[] {
  const named = new Set([...expr.matchAll(WORD)].map(([word]) => specOfMetric(word)?.kind));
  const kinds = CATALOGUE.filter((spec) => named.has(spec.kind) || expr.includes(spec.pattern)).map(({ kind }) => kind);
  return kinds.length > 0 ? kinds : CATALOGUE.map(({ kind }) => kind);
}
