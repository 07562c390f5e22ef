// How often a page may read again: as people and links write it (`30s`), and never more often than the server allows.
import { rangeUtil } from '@grafana/data';
import { config } from '@grafana/runtime';

import { quoted } from '../../kit/outsideText';

const CHOICES = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h'];
/** A sweep takes seconds; more often than this it would never rest. */
const SHORTEST = '5s';

/** `30s` in milliseconds; undefined when it is no interval. */
function millis(text: string): number | undefined {
  return /^[1-9]\d{0,3}[smhd]$/.test(text) ? rangeUtil.intervalToMs(text) : undefined;
}

/** The shortest interval here: the server's `min_refresh_interval`, but not less than ours. */
function shortest(): string {
  const ofServer = config.minRefreshInterval;
  return (millis(ofServer) ?? 0) > (millis(SHORTEST) ?? 0) ? ofServer : SHORTEST;
}

/** `30s` in milliseconds; undefined when it is no interval that is allowed here. */
export function refreshMillis(refresh: string): number | undefined {
  const asked = millis(refresh);
  return asked !== undefined && asked >= (millis(shortest()) ?? 0) ? asked : undefined;
}

/** The intervals to choose from, with the one in use among them: left out, it would read as turned off. */
export function refreshChoices(inUse: string): string[] {
  const allowed = CHOICES.filter((choice) => refreshMillis(choice) !== undefined);
  const floor = shortest();
  const choices = allowed.includes(floor) ? allowed : [floor, ...allowed];
  return inUse === '' || choices.includes(inUse) ? choices : [inUse, ...choices];
}

/** The interval that a link asks for, or the nearest one that is allowed, and what is to be said about that. */
export function readRefresh(text: string): { refresh: string; problem?: string } {
  if (text === '' || refreshMillis(text) !== undefined) {
    return { refresh: text };
  }
  if (millis(text) === undefined) {
    return { refresh: '', problem: `${quoted(text)} is not a refresh interval: there is none.` };
  }
  const refresh = shortest();
  return { refresh, problem: `Refreshing every ${text} is more often than is allowed here: it is every ${refresh}.` };
}
