// The arguments of `npm run watch`: by flag, or by an environment variable of the same name, as a container has them.
import type { Millis } from '../kit/interval';
import { allOk, fail, ok, type Result } from '../kit/result';
import { readFlags, type FlagTable } from '../cli/flags';
import { readHeaders } from '../cli/headers';
import { readCount, readLabel, readSeconds } from '../cli/values';
import type { Bounds } from './exposition';
import { readDatabases, readShards, type Shard, type WatchedDatabase } from './watched';

export interface WatchArguments {
  readonly databases: readonly WatchedDatabase[];
  readonly headers: Readonly<Record<string, string>>;
  /** One at least. */
  readonly shards: readonly Shard[];
  readonly cluster: string | undefined;
  readonly clusterLabel: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** From the beginning of one sweep to that of the next. */
  readonly every: Millis;
  /** How far back a sweep looks. */
  readonly window: Millis;
  /** Time for one sweep. */
  readonly deadline: Millis;
  readonly bounds: Bounds;
}

const FLAGS = {
  url: { type: 'string', multiple: true },
  listen: { type: 'string' },
  every: { type: 'string' },
  window: { type: 'string' },
  deadline: { type: 'string' },
  namespace: { type: 'string', multiple: true },
  shard: { type: 'string', multiple: true },
  cluster: { type: 'string' },
  'cluster-label': { type: 'string' },
  header: { type: 'string', multiple: true },
  'max-findings': { type: 'string' },
  'max-workloads': { type: 'string' },
} as const satisfies FlagTable;

type Flag = keyof typeof FLAGS;

export const USAGE = `npm run watch -- --url [NAME=]http://HOST:PORT [--listen 127.0.0.1:9464] [--every 60] [--window 3600]

  --url            Prometheus, VictoriaMetrics or another server of the Prometheus HTTP API; may be given several times,
                   each with a name for the label "source" (default: its host and port)
  --listen         address and port of /metrics and /healthz (default: 127.0.0.1:9464)
  --every          seconds from one sweep to the next (default: 60)
  --window         seconds that a sweep looks back (default: 3600)
  --deadline       seconds for one sweep (default: 60); what was not read by then is said in the series
  --namespace      only this namespace; may be given several times
  --shard          NAME=NS,NS: these namespaces in a sweep of their own, with the label "shard"; may be given several
                   times, instead of --namespace. What stands in no shard is not watched
  --cluster        only this value of the cluster label
  --cluster-label  name of the cluster label (default: found among the usual ones)
  --header         'Name: value' to send along, for authentication; may be given several times
  --max-findings   findings of one sweep with labels of their own (default: 2000); the rest is counted
  --max-workloads  workloads of one sweep with counters of writes of their own (default: 5000)
  --help           this text

Each option may be an environment variable instead: TRUCE_URL, TRUCE_LISTEN, TRUCE_MAX_FINDINGS and so on. Lists are
separated by white space, headers by line breaks. A flag wins. SIGTERM and SIGINT end it after the answer under way.`;

const DEFAULTS: Partial<Record<Flag, string>> = {
  listen: '127.0.0.1:9464',
  every: '60',
  window: '3600',
  deadline: '60',
  'cluster-label': 'auto',
  'max-findings': '2000',
  'max-workloads': '5000',
};

function variableOf(flag: string): string {
  return `TRUCE_${flag.toUpperCase().replaceAll('-', '_')}`;
}

/** What the environment says, as flags. */
function flagsOf(environment: Readonly<Record<string, string | undefined>>): string[] {
  return (Object.keys(FLAGS) as Flag[]).flatMap((flag) => {
    const text = environment[variableOf(flag)]?.trim() ?? '';
    const isList = 'multiple' in FLAGS[flag];
    const parts = isList ? text.split(flag === 'header' ? /\n/ : /\s+/) : [text];
    return parts.filter((part) => part.trim() !== '').map((part) => `--${flag}=${part.trim()}`);
  });
}

function readListen(text: string): Result<{ host: string; port: number }> {
  const [, host = '', digits = ''] = /^\[?([^\s\]/]*)\]?:(\d{1,5})$/.exec(text) ?? [];
  const port = digits === '' ? NaN : Number(digits);
  return host !== '' && port <= 65_535
    ? ok({ host, port })
    : fail('--listen is not an address and a port, such as 127.0.0.1:9464, 0.0.0.0:9464 or [::]:9464.');
}

/**
 * Reads flags and environment; the failure is one line that says what to write instead.
 * @param environment the variables of the process
 */
export function readWatchArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>
): Result<WatchArguments> {
  const given = readFlags(argv, FLAGS);
  const set = readFlags(flagsOf(environment), FLAGS);
  if (!given.ok || !set.ok) {
    return given.ok ? (set as Result<WatchArguments>) : given;
  }
  const all = (flag: Flag): readonly string[] => given.value.get(flag) ?? set.value.get(flag) ?? [];
  const one = (flag: Flag): string => all(flag)[0] ?? DEFAULTS[flag] ?? '';
  return allOk<WatchArguments>({
    databases: readDatabases(all('url')),
    listen: readListen(one('listen')),
    every: readSeconds('every', one('every'), { least: 5, most: 3600 }),
    window: readSeconds('window', one('window'), { least: 300, most: 86_400 }),
    deadline: readSeconds('deadline', one('deadline'), { least: 1, most: 3600 }),
    cluster: ok(all('cluster')[0]),
    clusterLabel: readLabel(one('cluster-label')),
    headers: readHeaders(all('header')),
    shards: readShards(all('shard'), all('namespace')),
    bounds: allOk<Bounds>({
      findings: readCount('max-findings', one('max-findings'), { least: 1, most: 100_000 }),
      workloads: readCount('max-workloads', one('max-workloads'), { least: 1, most: 100_000 }),
    }),
  });
}
