// The time zone of an address. Grafana's dashboards carry it in the same parameter; here it stays on the way from page to
// page, and without it the user's own zone holds.
import { getTimeZone, getZone } from '@grafana/data';
import { quoted } from '../../kit/outsideText';
import type { ZoneId } from '../../kit/times';

const PARAMETER = 'timezone';

function asked(params: URLSearchParams): ZoneId | undefined {
  const zone = params.get(PARAMETER) ?? '';
  // The list of zones is a plain object: `constructor` is found in it, and is no zone.
  const isNamed = zone !== '' && !(zone.toLowerCase() in Object.prototype);
  const isKnown = zone === 'utc' || zone === 'browser' || (isNamed && getZone(zone) !== null);
  return isKnown ? zone : undefined;
}

/** Whose time zone holds. What is no zone counts as nothing said; `zoneProblem` says so. */
export function zoneIn(params: URLSearchParams): ZoneId {
  return asked(params) ?? getTimeZone();
}

/** What is to be said of a zone that is none. */
export function zoneProblem(params: URLSearchParams): string | undefined {
  const zone = params.get(PARAMETER) ?? '';
  return zone === '' || asked(params) !== undefined ? undefined : `${quoted(zone)} is not a time zone: your own holds.`;
}

/** The path of a page of this app with the zone of the address that leads there. */
export function keepZone(path: string, search: string): string {
  const zone = asked(new URLSearchParams(search));
  return zone === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}${PARAMETER}=${encodeURIComponent(zone)}`;
}

/** The query string with another zone; the user's own is left out. */
export function withZone(search: string, zone: ZoneId): string {
  const params = new URLSearchParams(search);
  params.delete(PARAMETER);
  if (zone !== '' && zone !== getTimeZone()) {
    params.set(PARAMETER, zone);
  }
  return params.toString();
}
