// Prometheus remote write, version 1, which both databases take: a protobuf message in one literal block of snappy. Written
// by hand because of its speed: most series of a fleet share their samples with hundreds of others, so those are encoded
// once and copied (fields: prometheus/prometheus prompb/types.proto; framing: google/snappy format_description.txt).

/** Samples as protobuf, to be written below the labels of any series. */
export function encodeSamples(times: readonly number[], values: readonly number[]): Buffer {
  const out = Buffer.alloc(times.length * 32);
  let at = 0;
  times.forEach((time, i) => {
    const inner = 9 + 1 + varintSize(time);
    at = out.writeUInt8(0x12, at); // TimeSeries.samples
    at = writeVarint(out, inner, at);
    at = out.writeUInt8(0x09, at); // Sample.value
    at = out.writeDoubleLE(values[i] ?? NaN, at);
    at = out.writeUInt8(0x10, at); // Sample.timestamp
    at = writeVarint(out, time, at);
  });
  return Buffer.from(out.subarray(0, at));
}

/** One label as protobuf. */
export function encodeLabel(name: string, value: string): Buffer {
  const [key, text] = [Buffer.from(name), Buffer.from(value)];
  const inner = 1 + varintSize(key.length) + key.length + 1 + varintSize(text.length) + text.length;
  const out = Buffer.alloc(1 + varintSize(inner) + inner);
  let at = out.writeUInt8(0x0a, 0); // TimeSeries.labels
  at = writeVarint(out, inner, at);
  at = out.writeUInt8(0x0a, at); // Label.name
  at = writeVarint(out, key.length, at);
  at += key.copy(out, at);
  at = out.writeUInt8(0x12, at); // Label.value
  at = writeVarint(out, text.length, at);
  text.copy(out, at);
  return out;
}

/** Collects series until a request is large enough. */
export class WriteRequest {
  private parts: Buffer[] = [];
  public bytes = 0;

  /** Adds a series: labels sorted by name, then samples in the order of time. */
  public add(labels: readonly Buffer[], samples: Buffer): void {
    const inner = labels.reduce((sum, label) => sum + label.length, samples.length);
    const head = Buffer.alloc(1 + varintSize(inner));
    head.writeUInt8(0x0a, 0); // WriteRequest.timeseries
    writeVarint(head, inner, 1);
    this.parts.push(head, ...labels, samples);
    this.bytes += head.length + inner;
  }

  /** The body of the request so far; begins anew. */
  public take(): Uint8Array<ArrayBuffer> {
    const size = varintSize(this.bytes);
    const body = new Uint8Array(size + 5 + this.bytes);
    const head = Buffer.from(body.buffer);
    writeVarint(head, this.bytes, 0);
    head.writeUInt8(0xfc, size); // a literal whose length less one follows in four bytes
    head.writeUInt32LE(this.bytes - 1, size + 1);
    let at = size + 5;
    for (const part of this.parts) {
      body.set(part, at);
      at += part.length;
    }
    this.parts = [];
    this.bytes = 0;
    return body;
  }
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) {
    size++;
  }
  return size;
}

/** Numbers up to 2^53: milliseconds do not fit into 32 bits. */
function writeVarint(out: Buffer, value: number, at: number): number {
  let rest = value;
  let to = at;
  for (; rest >= 128; rest = Math.floor(rest / 128)) {
    to = out.writeUInt8((rest % 128) | 128, to);
  }
  return out.writeUInt8(rest, to);
}
