// A transport that remembers raw answers: who asks the same of a later instant causes a question about the last minutes only,
// and gets what the whole question would have brought. What does not fit what was known is read in full, and said.
import type { Interval, Millis, UnixMs } from '../../kit/interval';
import { changesTexts, hasChangesTexts, windowedText, windowOf, type Windowed } from '../../queries/windowed';
import type { RawSeries, Transport, TransportAnswer, TransportQuery } from '../transport';
import type { AnswerMemory } from './answerMemory';
import { aboutDoubtful, carryLast, lastValuesAt, withoutThoseGone } from './carryLast';
import { carryOn, type Misfit } from './carryOn';
import { keyWithoutName, labelKey, longestGap, newestOf, samplesIn, type Kept } from './kept';

/** How far back before the newest sample is asked again: samples may have been on their way (remote write, pairs of agents). */
const OVERLAP: Millis = 45_000;
const SCRAPES = 3;
/** Everything is read in full again after this time: what came even later is found then at the latest. */
const FULL_EVERY: Millis = 600_000;
/** Fewer last values than these are asked for each time: that costs less than to ask what changed. */
const FEW = 20;
/** A tail of more than this share of the window is no gain. */
const LARGEST_TAIL = 0.5;

const AGAIN: Readonly<Record<Misfit, string>> = {
  changed: 'samples that were known before had changed or gone',
  late: 'samples came in late',
  paused: 'series came back after a pause',
};

interface Asked extends TransportQuery {
  readonly windowed: Windowed;
  /** Distance of points, for a grid. */
  readonly stepSeconds?: number;
}

const isAsked = (query: TransportQuery): query is Asked => query.windowed !== undefined;

/** What is not wanted any more ends here: the begin belongs to a grid, and to no other window. */
function beginOf({ windowed }: Asked, at: UnixMs): UnixMs {
  return at - windowOf(windowed) - (windowed.form === 'grid' ? 1 : 0);
}

/** True for an answer that is whole and was taken over as it came. */
function isClean({ error, partial, notices, cleaned }: TransportAnswer): boolean {
  return !error && !partial && notices.length === 0 && Object.values(cleaned ?? {}).every((count) => count === 0);
}

/** What came of carrying an answer on: series, a question that failed, or a full reading, for a reason that may be worth telling. */
type Carried =
  | { readonly series: ReadonlyMap<string, RawSeries>; readonly failed?: undefined }
  | { readonly series?: undefined; readonly failed: TransportAnswer }
  | { readonly series?: undefined; readonly failed?: undefined; readonly misfit?: Misfit };

class Remembering {
  public constructor(
    private readonly transport: Transport,
    private readonly memory: AnswerMemory,
    private readonly name: string
  ) {}

  public async answer(query: Asked, at: UnixMs, abort?: AbortSignal): Promise<TransportAnswer> {
    const { form, selector } = query.windowed;
    const key = JSON.stringify([this.name, form, selector, query.stepSeconds]);
    const kept = this.memory.find(key);
    const from = kept && tailBegin(kept, at, query);
    if (kept === undefined || from === undefined) {
      return this.readInFull(key, query, at, abort);
    }
    const carry = form === 'last' ? this.carryLast : this.carrySamples;
    const carried = await carry.call(this, kept, query, { from, to: at }, abort);
    if (carried.failed) {
      return carried.failed;
    }
    if (carried.series) {
      this.memory.put(key, { ...kept, begin: beginOf(query, at), end: at, series: carried.series });
      return { id: query.id, notices: [], series: handOver(carried.series) };
    }
    const { misfit } = carried;
    // Whoever told other than before, or told late, may have done so of everything.
    this.memory.drop(misfit === undefined || misfit === 'paused' ? key : JSON.stringify([this.name]).slice(0, -1));
    const whole = await this.readInFull(key, query, at, abort);
    return misfit ? { ...whole, notices: [...whole.notices, `Read in full again: ${AGAIN[misfit]}.`] } : whole;
  }

  private async carrySamples(kept: Kept, query: Asked, { from, to }: Interval, abort?: AbortSignal): Promise<Carried> {
    const expr = windowedText({ ...query.windowed, span: to - from });
    const answer = await this.ask({ ...query, expr, from }, to, abort);
    if (!isClean(answer)) {
      return answer.error ? { failed: answer } : {};
    }
    const series = answer.series.map((one) => samplesIn(one, from, to));
    const carried = carryOn(kept, { from, to, series }, beginOf(query, to));
    if (typeof carried !== 'string') {
      return { series: carried };
    }
    // Points of a grid are computed anew each time, and may differ in their last digits.
    return query.windowed.form === 'grid' ? {} : { misfit: carried };
  }

  private async carryLast(kept: Kept, query: Asked, { from, to }: Interval, abort?: AbortSignal): Promise<Carried> {
    const moved = beginOf(query, to) - kept.begin;
    const series: RawSeries[] = [];
    for (const expr of changesTexts(query.windowed, to - from, moved)) {
      const answer = await this.ask({ ...query, expr }, to, abort);
      if (!isClean(answer)) {
        return answer.error ? { failed: answer } : {};
      }
      series.push(...answer.series);
    }
    const known = carryLast(kept, series);
    if (known.doubtful.size === 0) {
      return { series: lastValuesAt(to, known.series) };
    }
    const these = aboutDoubtful(query.windowed, known);
    const standing = these && (await this.ask({ ...query, expr: windowedText(these) }, to, abort));
    if (!standing || !isClean(standing)) {
      return standing?.error ? { failed: standing } : {};
    }
    return { series: lastValuesAt(to, withoutThoseGone(known, standing.series)) };
  }

  private async readInFull(key: string, query: Asked, at: UnixMs, abort?: AbortSignal): Promise<TransportAnswer> {
    const answer = await this.ask(query, at, abort);
    const { form } = query.windowed;
    const begin = beginOf(query, at);
    // The begin of a window belongs to it for some databases and not for others: never here.
    const cut = answer.series.map((one) => samplesIn(one, begin, at)).filter(({ times }) => times.length > 0);
    const isWorth = form !== 'last' || (cut.length >= FEW && cut.every(({ times }) => times[0] === at));
    if (!isClean(answer) || !isWorth) {
      this.memory.drop(key);
      return { ...answer, series: cut };
    }
    const keyOf = form === 'last' ? keyWithoutName : labelKey;
    const series = new Map(cut.map((one) => [keyOf(one.labels), one]));
    this.memory.put(key, { begin, end: at, fullAt: at, series, keyOf, gap: longestGap(cut) });
    return { ...answer, series: handOver(series) };
  }

  private async ask(query: Asked, to: UnixMs, abort?: AbortSignal): Promise<TransportAnswer> {
    const { id, expr, from = to, stepSeconds } = query;
    const [answer] = await (stepSeconds === undefined
      ? this.transport.instant([{ id, expr, from }], to, abort)
      : this.transport.range([{ id, expr }], { from, to, stepSeconds }, abort));
    return answer as TransportAnswer;
  }
}

/** Where the tail begins that carries this answer on to `at`; undefined where it takes a full reading. */
function tailBegin(kept: Kept, at: UnixMs, query: Asked): UnixMs | undefined {
  const span = windowOf(query.windowed);
  const newest = Math.min(kept.end, newestOf(kept.series.values()));
  const from = Math.floor((newest - Math.max(OVERLAP, SCRAPES * kept.gap)) / 1000) * 1000;
  const isBefore = at < kept.end || beginOf(query, at) < kept.begin;
  const isOld = at - kept.fullAt >= FULL_EVERY || at - from > LARGEST_TAIL * span;
  return isBefore || isOld || !hasChangesTexts(query.windowed) ? undefined : from;
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
    range: async (queries, step, abort) =>
      Promise.all(
        queries.map(async (query) =>
          isAsked(query)
            ? remembering.answer({ ...query, from: step.from, stepSeconds: step.stepSeconds }, step.to, abort)
            : ((await transport.range([query], step, abort))[0] as TransportAnswer)
        )
      ),
  };
}
