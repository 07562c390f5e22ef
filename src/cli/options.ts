// The command line of `npm run analyze`: parsed and checked, with a message that says what to write instead.
import { parseArgs } from 'node:util';
import type { Interval, Millis, UnixMs } from '../kit/interval';
import { fail, ok, type Result } from '../kit/result';
import { cleanMessage } from '../sources/cleanMessage';
import { readHeaders } from './headers';
import { parseTime } from './time';

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
  --from, --to     unix seconds, RFC 3339, or now-6h (default: now-1h to now)
  --namespace      only this namespace; may be given several times
  --cluster        only this value of the cluster label
  --cluster-label  name of the cluster label (default: found among the usual ones)
  --header         'Name: value' to send along, for authentication; may be given several times
  --deadline       seconds for the whole question (default: 60); what was not read by then is named
  --json           one JSON object in the format truce-report/1
  --strict         exit with 2 unless every kind was judged on every workload

Exit status: 0 nothing found above info and everything needed for that was read, 1 findings, 2 could not assess.`;

/** Whole seconds between one and an hour. */
function readDeadline(text: string): Result<Millis> {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  return seconds >= 1 && seconds <= 3600
    ? ok(seconds * 1000)
    : fail(`--deadline "${cleanMessage(text)}" is not a number of seconds between 1 and 3600.`);
}

interface RawOptions {
  url?: string;
  from?: string;
  to?: string;
  namespace?: string[];
  cluster?: string;
  'cluster-label'?: string;
  header?: string[];
  deadline?: string;
  json?: boolean;
  strict?: boolean;
  help?: boolean;
}

function parse(argv: readonly string[]): Result<RawOptions> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
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
        help: { type: 'boolean' },
      },
    });
    return ok(values);
  } catch (error) {
    return fail(cleanMessage(error instanceof Error ? error.message : String(error)));
  }
}

/** Reads the arguments; the failure is a text to show, ending with the usage. */
export function readArguments(argv: readonly string[], now: UnixMs): Result<AnalyzeArguments> {
  const parsed = parse(argv);
  if (!parsed.ok) {
    return fail(`${parsed.error}\n\n${USAGE}`);
  }
  const {
    url,
    from = 'now-1h',
    to = 'now',
    namespace = [],
    cluster,
    header = [],
    json = false,
    strict = false,
    help,
  } = parsed.value;
  if (help || url === undefined) {
    return fail(help ? USAGE : `--url is missing.\n\n${USAGE}`);
  }
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    return fail(`--url "${cleanMessage(url)}" is not an http(s) address, such as http://127.0.0.1:9090.`);
  }
  const start = parseTime(from, now);
  const end = parseTime(to, now);
  const headers = readHeaders(header);
  const deadline = readDeadline(parsed.value.deadline ?? '60');
  if (!start.ok || !end.ok || !headers.ok || !deadline.ok) {
    return fail(
      [start, end, headers, deadline]
        .map((r) => (r.ok ? '' : r.error))
        .filter((e) => e !== '')
        .join('\n')
    );
  }
  if (start.value >= end.value) {
    return fail('--from is not before --to.');
  }
  return ok({
    url,
    range: { from: start.value, to: end.value },
    namespaces: namespace,
    cluster,
    clusterLabel: parsed.value['cluster-label'] ?? 'auto',
    headers: headers.value,
    deadline: deadline.value,
    json,
    strict,
  });
}
