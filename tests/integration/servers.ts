// The addresses of the servers that start.mjs started, and of one where nobody listens.

export interface Pair {
  readonly prometheus: string;
  readonly victoriametrics: string;
  /** First and last sample, unix milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Where these servers look for a watcher. */
  readonly watcherPort?: number;
}

export type PairName = '15s' | '30s' | 'plain' | 'strict' | 'few' | 'doubled' | 'tight' | 'empty' | 'watched';

export const DATABASES = ['prometheus', 'victoriametrics'] as const;
export type DatabaseName = (typeof DATABASES)[number];

const started = JSON.parse(process.env.TRUCE_SERVERS ?? '{}') as Partial<Record<PairName, Pair>>;

/** The pair with this name. */
export function pairOf(name: PairName): Pair {
  const pair = started[name];
  if (!pair) {
    throw new Error(`No servers “${name}”: run these tests by npm test, which starts them.`);
  }
  return pair;
}

/** Port 9 (discard) is reserved: nothing answers there. */
export const NOBODY = 'http://127.0.0.1:9';
