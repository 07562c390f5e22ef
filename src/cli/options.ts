// The command line of `npm run analyze`: parsed and checked, with a message that says what to write instead.
import type { Interval, Millis, UnixMs } from '../kit/interval';
import { fail, ok, type Result } from '../kit/result';
import { readFlags, type FlagTable } from './flags';
import { readHeaders } from './headers';
import { readRange } from './time';
import { readLabel, readSeconds, readUrl } from './values';

const FLAGS = {
  url: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  namespace: { type: 'string', multiple: true },
  cluster: { type: 'string' },
  'cluster-label': { type: 'string' },
  header: { type: 'string', multiple: true },
  deadline: { type: 'string' },
  json: { type: 'boolean' },
  strict: { type: 'boolean' },
} as const satisfies FlagTable;

export interface AnalyzeArguments {
  readonly url: string;
  readonly range: Interval;
  readonly namespaces: readonly string[];
  readonly cluster: string | undefined;
  readonly clusterLabel: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Time for the whole question. */
  readonly deadline: Millis;
  readonly json: boolean;
  /** Every kind must have been judged everywhere. */
  readonly strict: boolean;
}

export const USAGE = `npm run analyze -- --url http://HOST:PORT [--from T] [--to T] [--namespace NS ...] [--cluster C] [--json]

  --url            Prometheus, VictoriaMetrics or another server of the Prometheus HTTP API; user and password may stand in it
  --from, --to     unix seconds, RFC 3339, or now-6h (default: now-1h to now); a minute to 90 days
  --namespace      only this namespace; may be given several times
  --cluster        only this value of the cluster label
  --cluster-label  name of the cluster label, or a,b where it takes two (default: found in the series)
  --header         'Name: value' to send along, for authentication; may be given several times
  --deadline       seconds for the whole question (default: 60), in a large fleet for each step of it; what was not read by
                   then is named
  --json           one JSON object in the format truce-report/1
  --strict         exit with 2 unless every kind was judged on every workload
  --help           this text

Exit status: 0 nothing found above info and everything needed for that was read, 1 findings, 2 could not assess,
or not everything that was asked for could be read. What was not read is said on stderr, one line each.
Times in the report are UTC.`;

/** True when the text above is wanted, whatever else is said. */
export function asksForHelp(argv: readonly string[]): boolean {
  return argv.includes('--help') || argv.includes('-h');
}

/** Reads the arguments; the failure is one line that says what to write instead. */
export function readArguments(argv: readonly string[], now: UnixMs): Result<AnalyzeArguments> {
  const flags = readFlags(argv, FLAGS);
  if (!flags.ok) {
    return flags;
  }
  const given = flags.value;
  const url = readUrl(given.get('url')?.[0]);
  const range = readRange(given.get('from')?.[0] ?? 'now-1h', given.get('to')?.[0] ?? 'now', now);
  const clusterLabel = readLabel(given.get('cluster-label')?.[0] ?? 'auto');
  const headers = readHeaders(given.get('header') ?? []);
  const deadline = readSeconds('deadline', given.get('deadline')?.[0] ?? '60', { least: 1, most: 3600 });
  if (!url.ok || !range.ok || !clusterLabel.ok || !headers.ok || !deadline.ok) {
    const wrong = [url, range, clusterLabel, headers, deadline].find((one) => !one.ok);
    return fail(wrong && !wrong.ok ? wrong.error : '');
  }
  return ok({
    url: url.value,
    range: range.value,
    namespaces: [...new Set(given.get('namespace') ?? [])],
    cluster: given.get('cluster')?.[0],
    clusterLabel: clusterLabel.value,
    headers: headers.value,
    deadline: deadline.value,
    json: given.has('json'),
    strict: given.has('strict'),
  });
}
