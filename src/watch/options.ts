// The arguments of `npm run watch`: by flag, or by an environment variable of the same name, as a container has them.
import type { Millis } from '../kit/interval';
import { fail, ok, type Result } from '../kit/result';
import { readFlags, type FlagTable } from '../cli/flags';
import { readHeaders } from '../cli/headers';
import { readLabel, readSeconds, readUrl } from '../cli/values';

/** A database that is watched, and the name it bears in the labels. */
export interface WatchedDatabase {
  readonly name: string;
  readonly url: string;
}

export interface WatchArguments {
  readonly databases: readonly WatchedDatabase[];
  readonly headers: Readonly<Record<string, string>>;
  readonly namespaces: readonly string[];
  readonly cluster: string | undefined;
  readonly clusterLabel: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** From the beginning of one sweep to that of the next. */
  readonly every: Millis;
  /** How far back a sweep looks. */
  readonly window: Millis;
  /** Time for one sweep. */
  readonly deadline: Millis;
  /** Findings of one database that get labels of their own. */
  readonly most: number;
}

const FLAGS = {
  url: { type: 'string', multiple: true },
  listen: { type: 'string' },
  every: { type: 'string' },
  window: { type: 'string' },
  deadline: { type: 'string' },
  namespace: { type: 'string', multiple: true },
  cluster: { type: 'string' },
  'cluster-label': { type: 'string' },
  header: { type: 'string', multiple: true },
  'max-findings': { type: 'string' },
} as const satisfies FlagTable;

type Flag = keyof typeof FLAGS;

export const USAGE = `npm run watch -- --url [NAME=]http://HOST:PORT [--listen 127.0.0.1:9464] [--every 60] [--window 3600]

  --url            Prometheus, VictoriaMetrics or another server of the Prometheus HTTP API; may be given several times,
                   each with a name for the label "source" (default: its host and port)
  --listen         address and port of /metrics and /healthz (default: 127.0.0.1:9464)
  --every          seconds from one sweep to the next (default: 60)
  --window         seconds that a sweep looks back (default: 3600)
  --deadline       seconds for one sweep (default: 60); what was not read by then is said in the series
  --namespace      only this namespace; may be given several times: one shard of a large fleet
  --cluster        only this value of the cluster label
  --cluster-label  name of the cluster label (default: found among the usual ones)
  --header         'Name: value' to send along, for authentication; may be given several times
  --max-findings   findings of one database with labels of their own (default: 2000); the rest is counted
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

function readDatabase(text: string): Result<WatchedDatabase> {
  const [, name, address = text] = /^([A-Za-z0-9_.-]{1,60})=(.*)$/s.exec(text) ?? [];
  const url = readUrl(address);
  return url.ok ? ok({ name: name ?? new URL(url.value).host, url: url.value }) : url;
}

function readDatabases(texts: readonly string[]): Result<WatchedDatabase[]> {
  const databases: WatchedDatabase[] = [];
  for (const text of texts) {
    const database = readDatabase(text);
    if (!database.ok) {
      return database;
    }
    if (databases.some(({ name }) => name === database.value.name)) {
      return fail(`Two databases are called ${database.value.name}. Name them: --url eu=http://… --url us=http://…`);
    }
    databases.push(database.value);
  }
  const [first] = databases;
  return first ? ok(databases) : (readUrl(undefined) as Result<WatchedDatabase[]>);
}

function readListen(text: string): Result<{ host: string; port: number }> {
  const [, host = '', digits = ''] = /^\[?([^\s\]/]*)\]?:(\d{1,5})$/.exec(text) ?? [];
  const port = digits === '' ? NaN : Number(digits);
  return host !== '' && port <= 65_535
    ? ok({ host, port })
    : fail('--listen is not an address and a port, such as 127.0.0.1:9464, 0.0.0.0:9464 or [::]:9464.');
}

function readMost(text: string): Result<number> {
  const most = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  return most >= 1 && most <= 100_000 ? ok(most) : fail('--max-findings is not a number between 1 and 100000.');
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
  const databases = readDatabases(all('url'));
  const listen = readListen(one('listen'));
  const every = readSeconds('every', one('every'), { least: 5, most: 3600 });
  const window = readSeconds('window', one('window'), { least: 300, most: 86_400 });
  const deadline = readSeconds('deadline', one('deadline'), { least: 1, most: 3600 });
  const clusterLabel = readLabel(one('cluster-label'));
  const headers = readHeaders(all('header'));
  const most = readMost(one('max-findings'));
  if (
    !databases.ok ||
    !listen.ok ||
    !every.ok ||
    !window.ok ||
    !deadline.ok ||
    !clusterLabel.ok ||
    !headers.ok ||
    !most.ok
  ) {
    const parts = [databases, listen, every, window, deadline, clusterLabel, headers, most];
    const wrong = parts.find((part) => !part.ok);
    return fail(wrong && !wrong.ok ? wrong.error : '');
  }
  return ok({
    databases: databases.value,
    headers: headers.value,
    namespaces: [...new Set(all('namespace'))],
    cluster: all('cluster')[0],
    clusterLabel: clusterLabel.value,
    listen: listen.value,
    every: every.value,
    window: window.value,
    deadline: deadline.value,
    most: most.value,
  });
}
