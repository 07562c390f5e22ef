// Times as people type them in terminals: unix seconds, RFC 3339, or `now-6h`.
import { fail, ok, type Result } from '../kit/result';
import type { UnixMs } from '../kit/interval';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * Reads one time.
 * @param now what `now` stands for, unix milliseconds
 */
export function parseTime(text: string, now: UnixMs): Result<UnixMs> {
  const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(text);
  if (relative) {
    const [, amount = '0', unit = 's'] = relative;
    return ok(now - Number(amount) * (UNITS[unit] ?? 0));
  }
  if (/^\d+(\.\d+)?$/.test(text)) {
    // Above 1e11 a number can only be milliseconds: as seconds it would lie in the year 5138.
    return ok(Math.round(Number(text) > 1e11 ? Number(text) : Number(text) * 1000));
  }
  const parsed = /^\d{4}-\d\d-\d\d[T ]/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(parsed)
    ? fail(`"${text}" is not a time. Write unix seconds, RFC 3339 (2026-11-23T02:00:00Z), or now-6h.`)
    : ok(parsed);
}
