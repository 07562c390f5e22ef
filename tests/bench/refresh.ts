// What a refresh costs the database, against the sweep before it: bytes of all answers, and the time in which the same requests
// are answered one by one.
import type { Interval } from '../../src/kit/interval';
import { httpTransport } from '../../src/sources/httpTransport';
import { AnswerMemory } from '../../src/sources/memory/answerMemory';
import { rememberingTransport } from '../../src/sources/memory/rememberingTransport';
import { sweepSource } from '../../src/sources/sweep';
import { record, type Recorded } from './requests';
import { megabytes, ms, type Row } from './table';

const SPAN = 75 * 60_000;
const LATER = 30_000;
const ROUNDS = 3;
const AIM = 0.05;

/** Milliseconds until this request is answered, the shortest of some; VictoriaMetrics would remember its answer. */
async function answered({ url, init }: Recorded): Promise<number> {
  const body = `${typeof init.body === 'string' ? init.body : ''}&nocache=1`;
  let best = Infinity;
  for (let i = 0; i < ROUNDS; i++) {
    const began = performance.now();
    await (await fetch(url, { ...init, body })).text();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

async function cost(requests: readonly Recorded[]): Promise<{ bytes: number; time: number }> {
  let time = 0;
  for (const request of requests) {
    time += await answered(request);
  }
  return { bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0), time };
}

/** A refresh half a minute after a sweep of 75 minutes; it ends with the recording. */
export async function measureRefresh(name: string, url: string, { to }: Interval): Promise<Row[]> {
  const memory = new AnswerMemory();
  const source = sweepSource(rememberingTransport(httpTransport({ url }), memory, name));
  const readTo = async (end: number): Promise<readonly Recorded[]> => {
    const request = { range: { from: end - SPAN, to: end }, clusterLabel: 'auto' };
    return (await record(() => source.fetch(request, { isFollowed: true }), false)).requests;
  };
  const first = await readTo(to - LATER);
  const refresh = await readTo(to);
  memory.clear();
  const [before, after] = [await cost(first), await cost(refresh)];
  const what = `${name}: a refresh after 30 s of 75 min`;
  return [
    {
      what: `${what}: bytes (${refresh.length} requests)`,
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
