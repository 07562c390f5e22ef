// Sends a recording and a fleet around it through remote write.
import type { Column } from '../../support/recordedSource';
import type { Placed } from './plan';
import { hasMark, stampText } from './stamp';
import type { Template } from './template';
import { encodeLabel, encodeSamples, WriteRequest } from './writeRequest';

export interface Amount {
  readonly series: number;
  readonly samples: number;
}

/** Bytes of one request. */
const REQUEST = 8 << 20;

/** A template's labels and samples, encoded as far as they are the same for all workloads. */
interface Pressed {
  readonly labels: ReadonlyArray<Buffer | { readonly name: string; readonly value: string }>;
  readonly samples: Buffer;
  readonly count: number;
}

function press(template: Template): Pressed[] {
  return template.series.map(({ labels, times, values }) => ({
    labels: labels.map(([name, value]) => (hasMark(value) ? { name, value } : encodeLabel(name, value))),
    samples: encodeSamples(times, values),
    count: times.length,
  }));
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

/** Sends everything to a server; the next request is made while one is under way. */
export async function remoteWrite(url: string, recorded: readonly Column[], fleet: readonly Placed[]): Promise<Amount> {
  const request = new WriteRequest();
  const pressed = new Map<Template, Pressed[]>();
  let [series, samples, underWay] = [0, 0, Promise.resolve<unknown>(undefined)];
  const flush = async (): Promise<void> => {
    const body = request.take();
    await underWay;
    underWay = post(`${url}/api/v1/write`, body);
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
