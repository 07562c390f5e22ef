// What a refresh costs the database, against the sweep before it: bytes of all answers, and the time in which the same requests
// are answered one by one.
import type { Interval, Millis } from '../../src/kit/interval';
import { duration } from '../../src/kit/text';
import { KeptParts } from '../../src/sources/fleet/keptParts';
import { httpTransport } from '../../src/sources/httpTransport';
import { AnswerMemory } from '../../src/sources/memory/answerMemory';
import { rememberingTransport } from '../../src/sources/memory/rememberingTransport';
import { sweepSource } from '../../src/sources/sweep';
import { record, type Recorded } from './requests';
import { megabytes, ms, type Row } from './table';

const SPAN = 75 * 60_000;
const LATER = 30_000;
const ROUNDS = 3;
/** A bench waits for the end, however long that takes. */
const DEADLINE = 600_000;
const AIM = 0.05;

/** Milliseconds until this request is answered, the shortest of some; VictoriaMetrics would remember its answer. */
async function answered({ url, init }: Recorded, rounds: number): Promise<number> {
  const body = `${typeof init.body === 'string' ? init.body : ''}&nocache=1`;
  let best = Infinity;
  for (let i = 0; i < rounds; i++) {
    const began = performance.now();
    await (await fetch(url, { ...init, body })).text();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

async function cost(requests: readonly Recorded[], rounds: number): Promise<{ bytes: number; time: number }> {
  let time = 0;
  for (const request of requests) {
    time += await answered(request, rounds);
  }
  return { bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0), time };
}

export interface RefreshOptions {
  readonly span?: Millis;
  /** How often each request is answered; the shortest time counts. */
  readonly rounds?: number;
}

/** A refresh half a minute after a sweep, as the watcher does it; it ends with the recording. */
export async function measureRefresh(
  name: string,
  url: string,
  { to }: Interval,
  { span = SPAN, rounds = ROUNDS }: RefreshOptions = {}
): Promise<Row[]> {
  const memory = new AnswerMemory();
  const remembering = rememberingTransport(httpTransport({ url }), memory, name);
  const source = sweepSource(remembering, { kept: new KeptParts() });
  const driving = { isFollowed: true, deadline: DEADLINE, take: () => undefined };
  const readTo = async (end: number): Promise<readonly Recorded[]> => {
    const request = { range: { from: end - span, to: end }, clusterLabel: 'auto' };
    return (await record(() => source.fetch(request, driving), false)).requests;
  };
  const first = await readTo(to - LATER);
  const refresh = await readTo(to);
  const { bytes } = memory.size;
  memory.clear();
  const [before, after] = [await cost(first, rounds), await cost(refresh, rounds)];
  const what = `${name}: a refresh after 30 s of ${duration(span)}`;
  return [
    {
      what: `${what}: bytes (${refresh.length} requests; ${megabytes(bytes)} remembered)`,
      ours: megabytes(after.bytes),
      against: `${megabytes(before.bytes)}, the sweep before it`,
      ratio: after.bytes / before.bytes,
      aim: AIM,
    },
    {
      what: `${what}: time of the server`,
      ours: ms(after.time),
      against: `${ms(before.time)}, the sweep before it`,
      ratio: after.time / before.time,
      aim: AIM,
    },
  ];
}
