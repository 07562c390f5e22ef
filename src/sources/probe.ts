// What a data source can tell: which signals exist and how often they are scraped. How it spells things, the report says.
// Asked on demand and kept for an hour by the caller; a failed question makes that answer unknown, not false.
import { isPresent } from '../kit/array';
import type { Millis, UnixMs } from '../kit/interval';
import { medianGap } from '../kit/stats';
import type { SignalKind } from '../model/series';
import { presenceQueries, sampleQuery, scrapeQuery } from '../queries/probeQueries';
import type { Transport, TransportAnswer } from './transport';

export interface Capabilities {
  /** Kinds with at least one series in the last hour; undefined where the question failed. */
  readonly present: ReadonlyMap<SignalKind, boolean | undefined>;
  /** Typical distance of samples, milliseconds; undefined when no HPA was found. */
  readonly scrape: Millis | undefined;
  /** First message of a failed question. */
  readonly problem: string | undefined;
}

/** True when the answer to a presence query counts at least one series. */
export function countsAny(answer: TransportAnswer): boolean {
  return answer.series.some((s) => (s.values.at(-1) ?? 0) > 0);
}

async function scrapeOf(
  transport: Transport,
  labels: Readonly<Record<string, string>>,
  at: UnixMs,
  abort?: AbortSignal
): Promise<Millis | undefined> {
  const [answer] = await transport.instant([{ id: 'scrape', expr: scrapeQuery(labels) }], at, abort);
  return medianGap(answer?.series[0]?.times ?? []);
}

/**
 * Asks what there is.
 * @param at usually now, unix milliseconds
 */
export async function probe(transport: Transport, at: UnixMs, abort?: AbortSignal): Promise<Capabilities> {
  const queries = presenceQueries();
  const answers = await transport.instant(queries, at, abort);
  const present = new Map<SignalKind, boolean | undefined>();
  queries.forEach((query, i) => {
    const answer = answers[i];
    present.set(query.kind, !answer || answer.error ? undefined : countsAny(answer));
  });
  const [sample] = await transport.instant([{ id: 'sample', expr: sampleQuery() }], at, abort);
  const labels = sample?.series[0]?.labels;
  return {
    present,
    scrape: labels ? await scrapeOf(transport, labels, at, abort) : undefined,
    problem: answers.map((a) => a.error?.message).find(isPresent),
  };
}
