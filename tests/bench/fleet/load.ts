// A Prometheus and a VictoriaMetrics that hold a recording and a fleet around it. Both are sent the same requests, through
// remote write: promtool would need minutes for what takes seconds this way.
import type { Database } from '../../../demo/databases/prometheus.mjs';
import { startPrometheus } from '../../../demo/databases/prometheus.mjs';
import type { createScope } from '../../../demo/databases/process.mjs';
import { startVictoriaMetrics } from '../../../demo/databases/victoriametrics.mjs';
import type { Column } from '../../support/recordedSource';
import type { Placed } from './plan';
import { MARKS, type Template } from './template';
import { encodeLabel, encodeSamples, WriteRequest } from './writeRequest';

export interface Loaded {
  readonly prometheus: string;
  readonly victoriametrics: string;
  readonly series: number;
  readonly samples: number;
}

/** Bytes of one request. */
const REQUEST = 8 << 20;
/** The head block takes samples up to half of this behind its newest: no series is too late. */
const PROMETHEUS = ['--web.enable-remote-write-receiver', '--storage.tsdb.min-block-duration=10d'];

/** A template's labels and samples, encoded as far as they are the same for all workloads. */
interface Pressed {
  readonly labels: ReadonlyArray<Buffer | { readonly name: string; readonly value: string }>;
  readonly samples: Buffer;
  readonly count: number;
}

const hasMark = (value: string): boolean => Object.values(MARKS).some((mark) => value.includes(mark));

function press(template: Template): Pressed[] {
  return template.series.map(({ labels, times, values }) => ({
    labels: labels.map(([name, value]) => (hasMark(value) ? { name, value } : encodeLabel(name, value))),
    samples: encodeSamples(times, values),
    count: times.length,
  }));
}

/** The workload's own text where a mark stands. */
export function stampText(text: string, { namespace, name, index }: Placed): string {
  return text
    .replace(MARKS.namespace, namespace)
    .replace(MARKS.name, name)
    .replace(MARKS.uid, (0x10000000 + index).toString(16));
}

async function post(url: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
  const headers = {
    'Content-Type': 'application/x-protobuf',
    'Content-Encoding': 'snappy',
    'X-Prometheus-Remote-Write-Version': '0.1.0',
  };
  const response = await fetch(url, { method: 'POST', headers, body });
  if (!response.ok) {
    throw new Error(`${url}: HTTP ${response.status} ${(await response.text()).slice(0, 300)}`);
  }
}

/** Sends everything to all of these addresses; the next request is made while one is under way. */
async function send(
  urls: readonly string[],
  recorded: readonly Column[],
  fleet: readonly Placed[]
): Promise<{ series: number; samples: number }> {
  const request = new WriteRequest();
  const pressed = new Map<Template, Pressed[]>();
  let [series, samples, underWay] = [0, 0, Promise.resolve<unknown>(undefined)];
  const flush = async (): Promise<void> => {
    const body = request.take();
    await underWay;
    underWay = Promise.all(urls.map((url) => post(url, body)));
  };
  const add = async (labels: readonly Buffer[], bytes: Buffer, count: number): Promise<void> => {
    request.add(labels, bytes);
    series++;
    samples += count;
    await (request.bytes > REQUEST ? flush() : undefined);
  };
  for (const { labels, times, values } of recorded) {
    const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
    await add(
      sorted.map(([name, value]) => encodeLabel(name, value)),
      encodeSamples(times, values),
      times.length
    );
  }
  for (const placed of fleet) {
    const mine = pressed.get(placed.template) ?? press(placed.template);
    pressed.set(placed.template, mine);
    for (const one of mine) {
      const labels = one.labels.map((label) =>
        Buffer.isBuffer(label) ? label : encodeLabel(label.name, stampText(label.value, placed))
      );
      await add(labels, one.samples, one.count);
    }
  }
  await flush();
  await underWay;
  return { series, samples };
}

/** Starts both servers with the recording and the fleet. */
export async function loadFleet(
  recorded: readonly Column[],
  fleet: readonly Placed[],
  scope: ReturnType<typeof createScope>
): Promise<Loaded> {
  const start = async (starting: Promise<Database>): Promise<string> => {
    const { url, stop } = await starting;
    scope.defer(stop);
    return url;
  };
  const prometheus = await start(startPrometheus({ args: PROMETHEUS }));
  const victoriametrics = await start(startVictoriaMetrics({}));
  const sent = await send([`${prometheus}/api/v1/write`, `${victoriametrics}/api/v1/write`], recorded, fleet);
  for (const path of ['/internal/force_flush', '/internal/resetRollupResultCache']) {
    await (await fetch(`${victoriametrics}${path}`, { method: 'POST' })).text();
  }
  return { prometheus, victoriametrics, ...sent };
}
