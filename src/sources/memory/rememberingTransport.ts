// A transport that remembers raw answers: who asks the same of a later instant causes a question about the last minutes only,
// and gets what the whole question would have brought. What does not fit what was known is read in full, and said.
import type { Millis, UnixMs } from '../../kit/interval';
import { windowedText, windowOf, type Windowed } from '../../queries/windowed';
import type { RawSeries, Transport, TransportAnswer, TransportQuery } from '../transport';
import type { AnswerMemory } from './answerMemory';
import { carryOn, type Misfit } from './carryOn';
import { labelKey, longestGap, samplesIn, type Kept } from './kept';

/** How far back before the last end is asked again: samples may have been on their way (remote write, pairs of agents). */
const OVERLAP: Millis = 60_000;
const SCRAPES = 4;
/** Everything is read in full again after this time: what came even later is found then at the latest. */
const FULL_EVERY: Millis = 600_000;
/** A tail of more than this share of the window is no gain. */
const LARGEST_TAIL = 0.5;

const AGAIN: Readonly<Record<Misfit, string>> = {
  changed: 'samples that were known before had changed or gone',
  late: 'samples came in late',
  paused: 'series came back after a pause',
};

interface Asked extends TransportQuery {
  readonly windowed: Windowed;
}

const isAsked = (query: TransportQuery): query is Asked => query.windowed?.form === 'samples';

/** True for an answer that is whole and was taken over as it came. */
function isClean({ error, partial, notices, cleaned }: TransportAnswer): boolean {
  return !error && !partial && notices.length === 0 && Object.values(cleaned ?? {}).every((count) => count === 0);
}

class Remembering {
  public constructor(
    private readonly transport: Transport,
    private readonly memory: AnswerMemory,
    private readonly name: string
  ) {}

  public async answer(query: Asked, at: UnixMs, abort?: AbortSignal): Promise<TransportAnswer> {
    const span = windowOf(query.windowed);
    const key = JSON.stringify([this.name, query.windowed.form, query.windowed.selector]);
    const kept = this.memory.find(key);
    const from = kept && tailBegin(kept, at, span);
    if (kept === undefined || from === undefined) {
      return this.readInFull(key, query, at, abort);
    }
    const tail = { ...query, from, expr: windowedText({ ...query.windowed, span: at - from }) };
    const answer = await this.ask(tail, at, abort);
    if (answer.error) {
      return answer;
    }
    const series = answer.series.map((one) => samplesIn(one, from, at));
    const carried = isClean(answer) ? carryOn(kept, { from, to: at, series }, at - span) : undefined;
    if (carried === undefined || typeof carried === 'string') {
      this.memory.drop(key);
      const whole = await this.readInFull(key, query, at, abort);
      return carried ? { ...whole, notices: [...whole.notices, `Read in full again: ${AGAIN[carried]}.`] } : whole;
    }
    this.memory.put(key, { ...kept, begin: at - span, end: at, series: carried });
    return { ...answer, series: handOver(carried) };
  }

  private async readInFull(key: string, query: Asked, at: UnixMs, abort?: AbortSignal): Promise<TransportAnswer> {
    const answer = await this.ask(query, at, abort);
    const begin = at - windowOf(query.windowed);
    // The begin of a window belongs to it for some databases and not for others: never here.
    const cut = answer.series.map((one) => samplesIn(one, begin, at)).filter(({ times }) => times.length > 0);
    if (isClean(answer)) {
      const series = new Map(cut.map((one) => [labelKey(one.labels), one]));
      this.memory.put(key, { begin, end: at, fullAt: at, series, gap: longestGap(cut) });
      return { ...answer, series: handOver(series) };
    }
    this.memory.drop(key);
    return { ...answer, series: cut };
  }

  private async ask({ id, expr, from }: TransportQuery, at: UnixMs, abort?: AbortSignal): Promise<TransportAnswer> {
    const [answer] = await this.transport.instant([{ id, expr, from }], at, abort);
    return answer as TransportAnswer;
  }
}

/** Where the tail begins that carries this answer on to `at`; undefined where it takes a full reading. */
function tailBegin(kept: Kept, at: UnixMs, span: Millis): UnixMs | undefined {
  const from = kept.end - Math.ceil(Math.max(OVERLAP, SCRAPES * kept.gap) / 1000) * 1000;
  const isBefore = at < kept.end || at - span < kept.begin;
  const isOld = at - kept.fullAt >= FULL_EVERY || at - from > LARGEST_TAIL * span;
  return isBefore || isOld ? undefined : from;
}

/** Series in columns of their own: whoever judges them may keep them. */
function handOver(series: ReadonlyMap<string, RawSeries>): RawSeries[] {
  return [...series.values()].map(({ labels, times, values }) => ({
    labels,
    times: times.slice(),
    values: values.slice(),
  }));
}

/**
 * A transport that remembers what it brings of questions whose parts are told.
 * @param name of the data source: a memory may serve several
 */
export function rememberingTransport(transport: Transport, memory: AnswerMemory, name: string): Transport {
  const remembering = new Remembering(transport, memory, name);
  const plain = async (query: TransportQuery, at: UnixMs, abort?: AbortSignal): Promise<TransportAnswer> =>
    (await transport.instant([query], at, abort))[0] as TransportAnswer;
  return {
    instant: (queries, at, abort) =>
      Promise.all(
        queries.map((query) => (isAsked(query) ? remembering.answer(query, at, abort) : plain(query, at, abort)))
      ),
    range: (queries, step, abort) => transport.range(queries, step, abort),
  };
}
