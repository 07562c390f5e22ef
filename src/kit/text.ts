// Numbers and lengths of time as people read them in verdicts. No locale: the same text
// everywhere. Times of day are another matter: `moment.ts`.
import type { Millis } from './interval';

/** A number that could not be computed: sentences say so themselves where they can. */
const UNKNOWN = '?';

/** `45 s`, `30 min`, `2 h 5 min`, `3 d`. */
export function duration(ms: Millis): string {
  if (!Number.isFinite(ms)) {
    return UNKNOWN;
  }
  const s = Math.round(ms / 1000);
  if (s < 120) {
    return `${s} s`;
  }
  const min = Math.round(s / 60);
  if (min < 120) {
    return `${min} min`;
  }
  const h = Math.floor(min / 60);
  if (h < 48) {
    return min % 60 === 0 ? `${h} h` : `${h} h ${min % 60} min`;
  }
  return `${Math.round(h / 24)} d`;
}

/** Whole numbers with thin spaces in thousands; two decimals below 10, one below 100, when not whole. */
export function number(value: number): string {
  if (!Number.isFinite(value)) {
    return UNKNOWN;
  }
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const [whole = '', fraction] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `0.42 core`, `512 Mi`: a request as Kubernetes people say it. */
export function quantity(value: number, resource: string): string {
  if (!Number.isFinite(value)) {
    return UNKNOWN;
  }
  if (resource === 'memory') {
    return value >= 2 ** 30 ? `${number(value / 2 ** 30)} Gi` : `${number(Math.round(value / 2 ** 20))} Mi`;
  }
  return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ${value <= 1 ? 'core' : 'cores'}`;
}

/** `once`, `twice`, `3 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${number(count)} times`;
}

/** The noun with its count, `1 pod`, `3 pods`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${number(n)} ${n === 1 ? noun : plural}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
