/** @jest-environment node */
// Whatever is scraped, lost, late, new or gone: what memory says at an instant is what the database says then.
import fc from 'fast-check';
import { asWindowed, MAY_HAVE_LEFT, windowOf } from '../../queries/windowed';
import type { Failure } from '../../model/failure';
import type { Clock } from '../clock';
import type { RawSeries, Transport, TransportAnswer } from '../transport';
import { AnswerMemory } from './answerMemory';
import { rememberingTransport } from './rememberingTransport';

/** A sample, and when it can be read. */
interface Scraped {
  readonly at: number;
  readonly value: number;
  readonly known: number;
}

const START = Date.UTC(2026, 10, 23, 2);
const SPAN = 20 * 60_000;
/** A clock on which nothing ends. */
const STILL: Clock = { now: () => START, sleep: () => new Promise(() => undefined) };

/** The samples of one series that can be read at `at`, in a window that ends before it. */
function windowed(all: readonly Scraped[], at: number, length: number, back = 0): readonly Scraped[] {
  const end = at - back;
  return all.filter((one) => one.at > end - length && one.at <= end && one.known <= at);
}

/** What a database answers whose samples come in when they come in; of PromQL it knows what is asked here. */
function database(world: readonly Scraped[][], behaviour: { answer?: Partial<TransportAnswer> } = {}) {
  const asked: string[] = [];
  const seen = (expr: string, all: readonly Scraped[], at: number): readonly Scraped[] => {
    const windows = [...expr.matchAll(/\[(\d+)s\](?: offset (\d+)s)?/g)].map(([, length, back = 0]) =>
      windowed(all, at, Number(length) * 1000, Number(back) * 1000)
    );
    // What changed may be asked in two texts: the second one has the windows of what leaves only.
    const ofLeaving = expr.startsWith('0 *') ? [[], [], [], ...windows] : windows;
    const [first = [], stands = [], before = [], leaving = [], after = []] = ofLeaving;
    if (!expr.includes(' unless ')) {
      return expr.startsWith('last_over_time') ? first.slice(-1) : first;
    }
    const isSteady = new Set(stands.map(({ value }) => value)).size === 1 && before.length > 0;
    const mark = { at, value: MAY_HAVE_LEFT, known: at };
    return first.length > 0 && !isSteady ? first.slice(-1) : leaving.length > 0 && after.length === 0 ? [mark] : [];
  };
  const read = (expr: string, at: number): RawSeries[] => {
    const named = /pod=~?"([^"]*)"/.exec(expr)?.[1]?.split('|');
    return world.flatMap((all, i) => {
      const pod = `p${i}`;
      const samples = named && !named.includes(pod) ? [] : seen(expr, all, at);
      const times = Float64Array.from(samples, (one) => (expr.includes('last_over_time') ? at : one.at));
      const values = Float64Array.from(samples, ({ value }) => value);
      return samples.length === 0 ? [] : [{ labels: { pod }, times, values }];
    });
  };
  const transport: Transport = {
    instant: async (queries, at) => {
      queries.forEach(({ expr }) => asked.push(expr));
      return queries.map(({ id, expr }) => ({ id, series: read(expr, at), notices: [], ...behaviour.answer }));
    },
    range: async (queries, { from, to, stepSeconds }) => {
      const step = stepSeconds * 1000;
      const points = Array.from(
        { length: Math.floor(to / step) - Math.ceil(from / step) + 1 },
        (_, i) => step * (Math.ceil(from / step) + i)
      );
      asked.push(`grid of ${points.length}`);
      const values = Float64Array.from(points, (at) => at % 7);
      return queries.map(({ id }) => ({
        id,
        series: [{ labels: { pod: 'p' }, times: Float64Array.from(points), values }],
        notices: [],
      }));
    },
  };
  const spans = (): number[] => asked.map((expr) => Number(/\[(\d+)s\]/.exec(expr)?.[1]) * 1000);
  return { transport, asked, spans, read };
}

const QUERY = { id: 'q', ...asWindowed({ form: 'samples', selector: 'up', span: SPAN }) };

/** The same with more names than fit five times into a query. */
const LONG = { id: 'q', ...asWindowed({ form: 'last', selector: `up{job=~"${'job|'.repeat(600)}"}`, span: SPAN }) };
const LAST = { id: 'q', ...asWindowed({ form: 'last', selector: 'up', span: SPAN }) };

async function ask(transport: Transport, at: number, query: typeof QUERY = QUERY): Promise<TransportAnswer> {
  return (await transport.instant([query], at))[0] as TransportAnswer;
}

const plain = (series: readonly RawSeries[]) =>
  series
    .map(({ labels, times, values }) => `${labels.pod} ${[...times].map((t, i) => `${t}=${values[i]}`).join(' ')}`)
    .sort();

/** Scrapes of one target that are held up, and all come in when the last of them does. */
const outage = fc.record({ from: fc.integer({ min: 60, max: 140 }), length: fc.integer({ min: 1, max: 30 }) });

/** Samples of one target: scraped with jitter, some lost, under way for a while, once held up for long. */
function scrapesOf(objects: number, isHeld = true) {
  const scrape = fc.record({
    jitter: fc.integer({ min: -2000, max: 2000 }),
    lag: fc.integer({ min: 0, max: 25_000 }),
    isLost: fc.oneof({ weight: 15, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  });
  const object = fc.record({
    born: fc.integer({ min: -150, max: 140 }),
    lives: fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 80 })),
    value: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 9 }),
  });
  return fc
    .record({
      every: fc.constantFrom(15_000, 30_000, 60_000),
      scrapes: fc.array(scrape, { minLength: 200, maxLength: 200 }),
      objects: fc.array(object, { minLength: 1, maxLength: objects }),
      held: outage,
    })
    .map(({ every, scrapes, objects: all, held }) => {
      const timeOf = (i: number): number => START - SPAN + i * every + (scrapes[i]?.jitter ?? 0);
      const end = held.from + held.length;
      const told = scrapes.map(({ lag, isLost }, i) => ({
        i,
        isLost,
        at: timeOf(i),
        known: isHeld && i >= held.from && i < end ? timeOf(end) + 1000 : timeOf(i) + lag,
      }));
      // A target always tells of something that is there: an end while it was held up would be told by nobody else.
      return [{ born: -1, lives: 1000, value: [1] }, ...all].map(({ born, lives, value }) =>
        told
          .filter(({ i, isLost }) => !isLost && i >= born && i < born + lives)
          .map(({ i, at, known }): Scraped => ({ at, known, value: value[i % value.length] ?? 0 }))
      );
    });
}

const steps = fc.array(fc.constantFrom(5, 10, 30, 30, 60, 60, 120, 700), { minLength: 3, maxLength: 25 });

test('memory says what the database says', async () => {
  const targets = fc.array(scrapesOf(4), { minLength: 1, maxLength: 2 }).map((all) => all.flat());
  await fc.assert(
    fc.asyncProperty(targets, steps, async (world, gaps) => {
      const { transport, read } = database(world);
      const memory = new AnswerMemory({}, STILL);
      const remembering = rememberingTransport(transport, memory, 'db');
      let at = START;
      for (const gap of gaps) {
        expect(plain((await ask(remembering, at)).series)).toEqual(plain(read(QUERY.expr, at)));
        at += gap * 1000;
      }
    }),
    { numRuns: 60 }
  );
});

/** Ten series, each scraped every 15 s and read at once. */
const steady = Array.from({ length: 10 }, (_, s) =>
  Array.from({ length: 400 }, (_, i): Scraped => {
    const at = START - SPAN + i * 15_000 + 300;
    return { at, known: at, value: (i * s) % 7 };
  })
);

describe('over steady series', () => {
  const memory = new AnswerMemory({}, STILL);
  afterEach(() => memory.clear());

  test('a refresh asks for the last minutes only, and all of it again after ten minutes', async () => {
    const { transport, spans } = database(steady);
    const remembering = rememberingTransport(transport, memory, 'db');
    for (let i = 0; i <= 20; i++) {
      await ask(remembering, START + i * 30_000);
    }
    expect(spans()).toEqual([SPAN, ...Array<number>(19).fill(90_000), SPAN]);
  });

  test.each<[string, number]>([
    ['an earlier instant', -30_000],
    ['a pause longer than half the window', SPAN],
  ])('%s is read in full', async (_, gap) => {
    const { transport, spans } = database(steady);
    const remembering = rememberingTransport(transport, memory, 'db');
    await ask(remembering, START);
    await ask(remembering, START + gap);
    expect(spans()).toEqual([SPAN, SPAN]);
  });

  test('who gets an answer may keep its columns', async () => {
    const { transport, read } = database(steady);
    const remembering = rememberingTransport(transport, memory, 'db');
    const first = await ask(remembering, START);
    first.series.forEach(({ times, values }) => {
      structuredClone(times.buffer, { transfer: [times.buffer as ArrayBuffer] });
      values.fill(NaN);
    });
    const next = await ask(remembering, START + 30_000);
    expect(plain(next.series)).toEqual(plain(read(QUERY.expr, START + 30_000)));
  });

  test('two data sources never answer for each other', async () => {
    const { transport, spans } = database(steady);
    await ask(rememberingTransport(transport, memory, 'one'), START);
    await ask(rememberingTransport(transport, memory, 'other'), START + 30_000);
    expect(spans()).toEqual([SPAN, SPAN]);
  });

  const failure: Failure = { kind: 'timeout', message: 'No answer', advice: '' };
  test.each<[string, Partial<TransportAnswer>]>([
    ['that failed', { error: failure, series: [] }],
    ['that is not whole by its own word', { partial: failure }],
    ['that had to be cleaned', { cleaned: { labels: 0, unsorted: 0, duplicates: 3, outside: 0, wild: 0 } }],
    ['with a remark', { notices: ['a remark'] }],
  ])('an answer %s is not remembered', async (_, answer) => {
    const behaviour: { answer?: Partial<TransportAnswer> } = { answer };
    const { transport, spans } = database(steady, behaviour);
    const remembering = rememberingTransport(transport, memory, 'db');
    expect(await ask(remembering, START)).toMatchObject(answer.series ? { series: [] } : answer);
    behaviour.answer = undefined;
    await ask(remembering, START + 30_000);
    expect(spans()).toEqual([SPAN, SPAN]);
  });

  test('a tail that fails is a failure; what was known stays and is carried on later', async () => {
    const behaviour: { answer?: Partial<TransportAnswer> } = {};
    const { transport, spans, read } = database(steady, behaviour);
    const remembering = rememberingTransport(transport, memory, 'db');
    await ask(remembering, START);
    behaviour.answer = { error: failure, series: [] };
    expect((await ask(remembering, START + 30_000)).error).toEqual(failure);
    behaviour.answer = undefined;
    const answer = await ask(remembering, START + 60_000);
    expect(plain(answer.series)).toEqual(plain(read(QUERY.expr, START + 60_000)));
    expect(spans()).toEqual([SPAN, 90_000, 120_000]);
  });

  test('what does not fit is read in full, and said', async () => {
    const other = steady.map((all) => all.map((one) => ({ ...one, value: one.value + 1 })));
    await ask(rememberingTransport(database(steady).transport, memory, 'db'), START);
    const { transport, spans, read } = database(other);
    const answer = await ask(rememberingTransport(transport, memory, 'db'), START + 30_000);
    expect(spans()).toEqual([90_000, SPAN]);
    expect(plain(answer.series)).toEqual(plain(read(QUERY.expr, START + 30_000)));
    expect(answer.notices).toEqual(['Read in full again: samples that were known before had changed or gone.']);
  });
});

test('what has no parts is asked as it is', async () => {
  const { transport, spans } = database(steady);
  const memory = new AnswerMemory({}, STILL);
  const remembering = rememberingTransport(transport, memory, 'db');
  const { windowed, ...bare } = QUERY;
  await remembering.instant([bare], START);
  await remembering.instant([bare], START + 30_000);
  expect(spans()).toEqual([windowOf(windowed), windowOf(windowed)]);
  expect(memory.size).toEqual({ answers: 0, bytes: 0 });
});

describe('last values', () => {
  const memory = new AnswerMemory({}, STILL);
  afterEach(() => memory.clear());
  /** Enough of them to be remembered, one of which may end, begin or move. */
  const beside = (other: Scraped[]): Scraped[][] => [...Array<Scraped[]>(25).fill(steady[0] as Scraped[]), other];
  const of = (from: number, to: number, valueAt: (i: number) => number = () => 5): Scraped[] =>
    Array.from({ length: Math.ceil((to - from) / 15_000) }, (_, i) => {
      const at = from + i * 15_000 + 300;
      return { at, known: at, value: valueAt(i) };
    });

  test.each([
    ['one text', LAST],
    ['two texts', LONG],
  ])('are those of the database, told by %s', async (_, query) => {
    const targets = fc.array(scrapesOf(8, false), { minLength: 2, maxLength: 2 }).map((all) => all.flat());
    const gaps = fc.array(fc.constantFrom(5, 10, 30, 60, 120, 240, 700), { minLength: 3, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(targets, gaps, async (world, steps) => {
        const { transport, asked, read } = database([...beside([]), ...world]);
        const own = new AnswerMemory({}, STILL);
        const remembering = rememberingTransport(transport, own, 'db');
        let at = START;
        for (const step of steps) {
          expect(plain((await ask(remembering, at, query)).series)).toEqual(plain(read(query.expr, at)));
          at += step * 1000;
        }
        expect(asked.filter((expr) => expr === query.expr).length).toBeLessThanOrEqual(1 + (at - START) / 600_000);
      }),
      { numRuns: 60 }
    );
  });

  test.each<[string, Scraped[], number]>([
    ['stands', of(START - SPAN, START + SPAN), 0],
    ['begins', of(START + 10_000, START + SPAN), 0],
    ['moves', of(START - SPAN, START + SPAN, (i) => (i < 82 ? 1 : 2)), 0],
    ['leaves', of(START - SPAN, START - SPAN + 16_000), 1],
    [
      'pauses where the window begins',
      [...of(START - SPAN, START - SPAN + 16_000), ...of(START - 400_000, START + SPAN)],
      1,
    ],
  ])('of a series that %s it is asked what changed', async (_, other, asksAgain) => {
    const { transport, asked, read } = database(beside(other));
    const remembering = rememberingTransport(transport, memory, 'db');
    await ask(remembering, START, LAST);
    const answer = await ask(remembering, START + 30_000, LAST);
    expect(plain(answer.series)).toEqual(plain(read(LAST.expr, START + 30_000)));
    expect(answer.series.every(({ times }) => times[0] === START + 30_000)).toBe(true);
    expect(asked.slice(2)).toHaveLength(asksAgain);
    expect(asked.slice(2).every((expr) => expr.includes('{pod="p25"}'))).toBe(true);
  });

  test('where many may have left all of it is read', async () => {
    const many = Array<Scraped[]>(260).fill(of(START - SPAN, START - SPAN + 16_000));
    const { transport, asked, read } = database([...beside([]), ...many]);
    const remembering = rememberingTransport(transport, memory, 'db');
    await ask(remembering, START, LAST);
    const answer = await ask(remembering, START + 30_000, LAST);
    expect(plain(answer.series)).toEqual(plain(read(LAST.expr, START + 30_000)));
    expect(asked.filter((expr) => expr === LAST.expr)).toHaveLength(2);
  });

  test('few of them are asked for each time', async () => {
    const { transport, asked } = database(steady);
    const remembering = rememberingTransport(transport, memory, 'db');
    await ask(remembering, START, LAST);
    await ask(remembering, START + 30_000, LAST);
    expect(asked).toEqual([LAST.expr, LAST.expr]);
  });

  test('a name of the metric that a computed answer lost is that of the others', async () => {
    const { transport } = database(beside(of(START + 10_000, START + SPAN)));
    const named: Transport = {
      ...transport,
      instant: async (queries, at) =>
        (await transport.instant(queries, at)).map((answer, i) => ({
          ...answer,
          series: answer.series.map((one) =>
            queries[i]?.expr.includes('1e14') ? one : { ...one, labels: { __name__: 'up', ...one.labels } }
          ),
        })),
    };
    const remembering = rememberingTransport(named, memory, 'db');
    await ask(remembering, START, LAST);
    const { series } = await ask(remembering, START + 30_000, LAST);
    expect(series.map(({ labels }) => labels.__name__)).toEqual(Array<string>(26).fill('up'));
  });
});

test('points of a grid are asked for at its end, and its begin belongs to it', async () => {
  const { transport, asked } = database([]);
  const memory = new AnswerMemory({}, STILL);
  const remembering = rememberingTransport(transport, memory, 'db');
  const query = { id: 'q', ...asWindowed({ form: 'grid', selector: 'rate', span: SPAN }) };
  const points = async (source: Transport, to: number): Promise<number[]> => {
    const [answer] = await source.range([query], { from: to - SPAN, to, stepSeconds: 30 });
    return [...(answer?.series[0]?.times ?? [])];
  };
  for (const to of [START, START + 30_000, START + 45_000]) {
    expect(await points(remembering, to)).toEqual(await points(transport, to));
  }
  expect(asked.filter((_, i) => i % 2 === 0)).toEqual(['grid of 41', 'grid of 5', 'grid of 4']);
});
