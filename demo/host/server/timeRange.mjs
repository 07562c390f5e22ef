// Query steps as Grafana's backends pick them, so that the preview sends what a real Grafana would send.
// Measured: tests/fixtures/ds-query (step 15 s kept; 1200 s over 20 points gives 60 s).

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Prometheus refuses range queries of more than 11,000 points per series. */
const MAX_POINTS = 11_000;
const UNITS = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY, M: 30 * DAY, y: 365 * DAY };

/** Upper bound (exclusive) and the round step used below it. */
const ROUND_STEPS = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1500, SECOND],
  [3500, 2 * SECOND],
  [7500, 5 * SECOND],
  [12500, 10 * SECOND],
  [17500, 15 * SECOND],
  [25000, 20 * SECOND],
  [45000, 30 * SECOND],
  [90000, MINUTE],
  [210000, 2 * MINUTE],
  [450000, 5 * MINUTE],
  [750000, 10 * MINUTE],
  [1050000, 15 * MINUTE],
  [1500000, 20 * MINUTE],
  [2700000, 30 * MINUTE],
  [5400000, HOUR],
  [9000000, 2 * HOUR],
  [16200000, 3 * HOUR],
  [32400000, 6 * HOUR],
  [86400000, 12 * HOUR],
  [604800000, DAY],
  [1814400000, 7 * DAY],
  [Infinity, 30 * DAY],
];

/** Milliseconds of a duration such as "15s", "1m30s" or ">30s"; undefined if it is none. */
export function parseDuration(text) {
  if (typeof text === 'number') {
    return text;
  }
  const body = String(text ?? '')
    .trim()
    .replace(/^>/, '');
  const parts = [...body.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwMy])/g)];
  if (parts.length === 0 || parts.map((p) => p[0]).join('') !== body) {
    return undefined;
  }
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit], 0);
}

/** Go's time.Duration notation, as both backends print steps: 15s, 1m0s, 5m0s, 1h0m0s. */
export function goDuration(ms) {
  if (ms < SECOND) {
    return `${ms}ms`;
  }
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const seconds = (ms % MINUTE) / SECOND;
  return `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${seconds}s`;
}

/** Grafana's short notation, used for $__interval: 15s, 1m, 2h. */
export function shortDuration(ms) {
  for (const [unit, size] of [
    ['d', DAY],
    ['h', HOUR],
    ['m', MINUTE],
    ['s', SECOND],
  ]) {
    if (ms >= size && ms % size === 0) {
      return `${ms / size}${unit}`;
    }
  }
  return `${ms}ms`;
}

/** The step: at least the one asked for, coarser if the range holds more than maxDataPoints of it. */
export function chooseStep(query, range, jsonData) {
  const asked =
    parseDuration(query.interval) ?? query.intervalMs ?? parseDuration(jsonData.timeInterval) ?? 15 * SECOND;
  const wanted = (range.to - range.from) / Math.max(1, query.maxDataPoints ?? 100);
  const rounded = ROUND_STEPS.find(([below]) => wanted < below)[1];
  return Math.max(asked, rounded, Math.ceil((range.to - range.from) / MAX_POINTS));
}

/** `from` and `to` of the request body: unix ms as text, or `now-1h`. */
export function parseInstant(text, now) {
  const relative = /^now(?:-(.+))?$/.exec(String(text));
  return relative ? now - (relative[1] ? (parseDuration(relative[1]) ?? 0) : 0) : Number(text);
}

/** $__interval and friends, which both backends replace anywhere in the expression. */
export function replaceMacros(expr, step, range, jsonData) {
  const scrape = parseDuration(jsonData.timeInterval) ?? 15 * SECOND;
  const rangeMs = range.to - range.from;
  const values = {
    __interval_ms: String(step),
    __interval: shortDuration(step),
    __range_ms: String(rangeMs),
    __range_s: String(Math.round(rangeMs / SECOND)),
    __range: `${Math.round(rangeMs / SECOND)}s`,
    __rate_interval_ms: String(Math.max(step + scrape, 4 * scrape)),
    __rate_interval: shortDuration(Math.max(step + scrape, 4 * scrape)),
  };
  return expr.replace(/\$(__\w+)|\$\{(__\w+)\}/g, (whole, plain, braced) => values[plain ?? braced] ?? whole);
}
