// A block of a Prometheus, written as its compactor writes it (prometheus/tsdb/docs/format): the series of a fleet share the
// samples of their template, so each chunk is packed and stored once, and thousands of series point at it. A Prometheus is
// handed 150 million samples this way in the time in which it would take two million of them through remote write.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ByteWriter } from './byteWriter';
import { Symbols } from './symbols';
import { xorChunk } from './xorChunk';

/** Samples that many series have alike. */
export interface Samples {
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** Series with the same samples and names of labels, in different places. */
export interface Shared {
  readonly samples: Samples;
  /** Sorted by name; of each the value, or which of the texts of a place it is. */
  readonly labels: ReadonlyArray<readonly [name: string, value: string | number]>;
  /** Texts of each place. */
  readonly places: ReadonlyArray<readonly string[]>;
}

interface Chunk {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** One series: pairs of numbers of symbols, in a store that it shares, and its chunk. */
interface Entry {
  readonly store: Int32Array;
  readonly from: number;
  readonly to: number;
  readonly chunk: Chunk;
}

const INDEX_MAGIC = 0xbaaad700;
const CHUNKS_MAGIC = 0x85bd40dd;
const XOR = 1;
/** Any name of 26 letters will do that reads as a ULID. */
const NAME = '01JDRTRVCEF1EETB10CK000000';

/** Packs the samples of each group once. */
function writeChunks(out: ByteWriter, groups: readonly Shared[]): Map<Samples, Chunk> {
  out.u32(CHUNKS_MAGIC);
  [1, 0, 0, 0].forEach((byte) => out.u8(byte));
  const chunks = new Map<Samples, Chunk>();
  for (const { samples } of groups) {
    if (!chunks.has(samples)) {
      const { times, values } = samples;
      const at = out.length;
      const data = xorChunk(times, values);
      out.uvarint(data.length);
      const since = out.length;
      out.u8(XOR);
      out.bytes(data);
      out.checksum(since);
      chunks.set(samples, { at, from: times[0] ?? 0, to: times[times.length - 1] ?? 0, count: times.length });
    }
  }
  return chunks;
}

function compareLabels(a: Entry, b: Entry): number {
  const shorter = Math.min(a.to - a.from, b.to - b.from);
  for (let i = 0; i < shorter; i++) {
    const order = (a.store[a.from + i] ?? 0) - (b.store[b.from + i] ?? 0);
    if (order !== 0) {
      return order;
    }
  }
  return a.to - a.from - (b.to - b.from);
}

/** Every series, in the order of its labels: symbols are numbered in the order of their texts. */
function entriesOf(groups: readonly Shared[], symbols: Symbols, chunks: ReadonlyMap<Samples, Chunk>): Entry[] {
  const texts = new Map<readonly string[], readonly number[]>();
  const entries = groups.flatMap(({ samples, labels, places }) => {
    const names = labels.map(([name]) => symbols.numberOf(name));
    const fixed = labels.map(([, value]) => (typeof value === 'string' ? symbols.numberOf(value) : -1));
    const chunk = chunks.get(samples) as Chunk;
    const width = 2 * labels.length;
    const store = new Int32Array(width * places.length);
    return places.map((place, k): Entry => {
      const own = texts.get(place) ?? place.map((text) => symbols.numberOf(text));
      texts.set(place, own);
      const from = k * width;
      labels.forEach(([, value], i) => {
        store[from + 2 * i] = names[i] ?? 0;
        store[from + 2 * i + 1] = typeof value === 'number' ? (own[value] ?? 0) : (fixed[i] ?? 0);
      });
      return { store, from, to: from + width, chunk };
    });
  });
  return entries.sort(compareLabels);
}

/** Length, body, checksum. */
function section(out: ByteWriter, write: () => void): void {
  const at = out.length;
  out.u32(0);
  write();
  out.patch32(at, out.length - at - 4);
  out.checksum(at + 4);
}

function writeSeries(out: ByteWriter, { store, from, to, chunk }: Entry, body: ByteWriter): void {
  body.length = 0;
  body.uvarint((to - from) / 2);
  for (let i = from; i < to; i++) {
    body.uvarint(store[i] ?? 0);
  }
  body.uvarint(1);
  body.varint(chunk.from);
  body.uvarint(chunk.to - chunk.from);
  body.uvarint(chunk.at);
  out.uvarint(body.length);
  const since = out.length;
  out.bytes(body.take());
  out.checksum(since);
}

const SERIES_ALIGN = 16;

/** Which series have a label, by name and value; each as the place of its record. */
class Postings {
  private readonly lists = new Map<number, number[]>();
  public readonly all: number[] = [];

  public constructor(private readonly symbols: number) {}

  public add({ store, from, to }: Entry, place: number): void {
    this.all.push(place);
    for (let i = from; i < to; i += 2) {
      const key = (store[i] ?? 0) * this.symbols + (store[i + 1] ?? 0);
      const list = this.lists.get(key);
      if (list) {
        list.push(place);
      } else {
        this.lists.set(key, [place]);
      }
    }
  }

  /** By name and value. */
  public inOrder(): Array<readonly [name: number, value: number, places: readonly number[]]> {
    return [...this.lists]
      .sort(([a], [b]) => a - b)
      .map(([key, places]) => [Math.floor(key / this.symbols), key % this.symbols, places]);
  }
}

function writeIndex(out: ByteWriter, entries: readonly Entry[], symbols: Symbols): void {
  out.u32(INDEX_MAGIC);
  out.u8(2);
  const symbolsAt = out.length;
  section(out, () => {
    out.u32(symbols.texts.length);
    symbols.texts.forEach((text) => out.text(text));
  });
  out.alignTo(SERIES_ALIGN);
  const seriesAt = out.length;
  const postings = new Postings(symbols.texts.length);
  const body = new ByteWriter(1024);
  for (const entry of entries) {
    out.alignTo(SERIES_ALIGN);
    postings.add(entry, out.length / SERIES_ALIGN);
    writeSeries(out, entry, body);
  }
  out.alignTo(4);
  const postingsAt = out.length;
  const offsets: Array<readonly [name: string, value: string, at: number]> = [];
  const write = (name: string, value: string, places: readonly number[]): void => {
    offsets.push([name, value, out.length]);
    section(out, () => {
      out.u32(places.length);
      places.forEach((place) => out.u32(place));
    });
  };
  write('', '', postings.all);
  postings
    .inOrder()
    .forEach(([name, value, places]) => write(symbols.texts[name] ?? '', symbols.texts[value] ?? '', places));
  const tableAt = out.length;
  section(out, () => {
    out.u32(offsets.length);
    for (const [name, value, at] of offsets) {
      out.uvarint(2);
      out.text(name);
      out.text(value);
      out.uvarint(at);
    }
  });
  const contentsAt = out.length;
  // Label indices are a section of old readers: none.
  [symbolsAt, seriesAt, 0, 0, postingsAt, tableAt].forEach((at) => out.u64(at));
  out.checksum(contentsAt);
}

/** Writes one block into a data folder that no server uses yet. */
export function writeBlock(dataDir: string, groups: readonly Shared[]): { series: number; samples: number } {
  const folder = join(dataDir, NAME);
  mkdirSync(join(folder, 'chunks'), { recursive: true });
  const chunkFile = new ByteWriter();
  const chunks = writeChunks(chunkFile, groups);
  writeFileSync(join(folder, 'chunks', '000001'), chunkFile.take());
  const symbols = new Symbols();
  for (const { labels, places } of groups) {
    labels.forEach(([name, value]) => symbols.add(name, ...(typeof value === 'string' ? [value] : [])));
    places.forEach((place) => symbols.add(...place));
  }
  symbols.settle();
  const entries = entriesOf(groups, symbols, chunks);
  const index = new ByteWriter(1 << 24);
  writeIndex(index, entries, symbols);
  writeFileSync(join(folder, 'index'), index.take());
  const bounds = [...chunks.values()];
  const samples = entries.reduce((n, { chunk }) => n + chunk.count, 0);
  const meta = {
    ulid: NAME,
    minTime: bounds.reduce((least, { from }) => Math.min(least, from), Infinity),
    maxTime: bounds.reduce((most, { to }) => Math.max(most, to), 0) + 1,
    stats: { numSamples: samples, numSeries: entries.length, numChunks: entries.length },
    compaction: { level: 1, sources: [NAME] },
    version: 1,
  };
  writeFileSync(join(folder, 'meta.json'), JSON.stringify(meta));
  return { series: entries.length, samples };
}
