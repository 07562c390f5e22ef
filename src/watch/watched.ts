// What is watched: databases with the names they bear in the labels, and parts of their namespaces that are swept one by one.
import { fail, ok, type Result } from '../kit/result';
import { readUrl } from '../cli/values';
import { cleanMessage } from '../sources/cleanMessage';

/** A database that is watched, and the name it bears in the labels. */
export interface WatchedDatabase {
  readonly name: string;
  readonly url: string;
}

/** A part of the namespaces, swept on its own. */
export interface Shard {
  /** '' for the only one. */
  readonly name: string;
  /** Empty for all. */
  readonly namespaces: readonly string[];
}

function readDatabase(text: string): Result<WatchedDatabase> {
  const [, name, address = text] = /^([A-Za-z0-9_.-]{1,60})=(.*)$/s.exec(text) ?? [];
  const url = readUrl(address);
  return url.ok ? ok({ name: name ?? new URL(url.value).host, url: url.value }) : url;
}

/** Several of them, each with a name of its own; one at least. */
export function readDatabases(texts: readonly string[]): Result<WatchedDatabase[]> {
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

function readShard(text: string): Result<Shard> {
  const [, name, list = ''] = /^([A-Za-z0-9_.-]{1,60})=(.*)$/s.exec(text) ?? [];
  const namespaces = [...new Set(list.split(',').map((part) => part.trim()))].filter((part) => part !== '');
  return name !== undefined && namespaces.length > 0
    ? ok({ name, namespaces })
    : fail('--shard is not a name and its namespaces, such as --shard shop=web,cart.');
}

/** The parts that are swept one by one; a single one where nobody asked for several. */
export function readShards(texts: readonly string[], namespaces: readonly string[]): Result<Shard[]> {
  if (texts.length === 0) {
    return ok([{ name: '', namespaces: [...new Set(namespaces)] }]);
  }
  if (namespaces.length > 0) {
    return fail('--namespace and --shard do not go together: each namespace stands in a shard.');
  }
  const shards: Shard[] = [];
  for (const text of texts) {
    const shard = readShard(text);
    if (!shard.ok) {
      return shard;
    }
    if (shards.some(({ name }) => name === shard.value.name)) {
      return fail(`Two shards are called ${shard.value.name}.`);
    }
    shards.push(shard.value);
  }
  const twice = shards.flatMap((one) => one.namespaces).find((ns, i, all) => all.indexOf(ns) !== i);
  return twice === undefined ? ok(shards) : fail(`Namespace ${cleanMessage(twice)} stands in two shards.`);
}
