// One series' samples as Prometheus packs them (tsdb/chunkenc/xor.go): times by how much their distance changed, values by the
// bits that differ from the one before.
import { ByteWriter } from './byteWriter';

/** Bits from the highest on, in two halves of 32. */
class BitWriter {
  private byte = 0;
  private used = 0;

  public constructor(private readonly out: ByteWriter) {}

  public bits(high: number, low: number, count: number): void {
    for (let i = count - 1; i >= 0; i--) {
      const bit = i >= 32 ? (high >>> (i - 32)) & 1 : (low >>> i) & 1;
      this.byte = (this.byte << 1) | bit;
      if (++this.used === 8) {
        this.out.u8(this.byte);
        this.byte = this.used = 0;
      }
    }
  }

  public bytes(bytes: Uint8Array): void {
    bytes.forEach((byte) => this.bits(0, byte, 8));
  }

  public end(): void {
    this.bits(0, 0, (8 - this.used) % 8);
  }
}

/** How a changed distance of times is marked, and the bits it has. */
const DISTANCES = [
  { bits: 14, mark: 0b10, markBits: 2 },
  { bits: 17, mark: 0b110, markBits: 3 },
  { bits: 20, mark: 0b1110, markBits: 4 },
] as const;

function writeDistance(out: BitWriter, change: number): void {
  if (change === 0) {
    return out.bits(0, 0, 1);
  }
  const fit = DISTANCES.find(({ bits }) => change >= 1 - 2 ** (bits - 1) && change <= 2 ** (bits - 1));
  out.bits(0, fit?.mark ?? 0b1111, fit?.markBits ?? 4);
  out.bits(Math.floor(change / 2 ** 32), change >>> 0, fit?.bits ?? 64);
}

const view = new DataView(new ArrayBuffer(8));

function halves(value: number): readonly [high: number, low: number] {
  view.setFloat64(0, value);
  return [view.getUint32(0), view.getUint32(4)];
}

function trailingZeros(high: number, low: number): number {
  const of = (half: number): number => 31 - Math.clz32(half & -half);
  return low === 0 ? 32 + of(high) : of(low);
}

class ValueWriter {
  private leading = Infinity;
  private trailing = 0;

  public constructor(private readonly out: BitWriter) {}

  public write(before: number, value: number): void {
    const [a, b] = [halves(before), halves(value)];
    const [high, low] = [(a[0] ^ b[0]) >>> 0, (a[1] ^ b[1]) >>> 0];
    if (high === 0 && low === 0) {
      return this.out.bits(0, 0, 1);
    }
    const leading = Math.min(31, Math.clz32(high));
    const trailing = trailingZeros(high, low);
    if (leading >= this.leading && trailing >= this.trailing) {
      this.out.bits(0, 0b10, 2);
    } else {
      [this.leading, this.trailing] = [leading, trailing];
      this.out.bits(0, 0b11, 2);
      this.out.bits(0, leading, 5);
      this.out.bits(0, (64 - leading - trailing) & 63, 6);
    }
    const shifted = shiftRight(high, low, this.trailing);
    this.out.bits(shifted[0], shifted[1], 64 - this.leading - this.trailing);
  }
}

function shiftRight(high: number, low: number, by: number): readonly [high: number, low: number] {
  if (by === 0) {
    return [high, low];
  }
  return by >= 32 ? [0, high >>> (by - 32)] : [high >>> by, ((low >>> by) | (high << (32 - by))) >>> 0];
}

/** The samples of one series; times ascend. */
export function xorChunk(times: ArrayLike<number>, values: ArrayLike<number>): Buffer {
  const bytes = new ByteWriter(1024);
  bytes.u8(times.length >> 8);
  bytes.u8(times.length & 255);
  const out = new BitWriter(bytes);
  const value = new ValueWriter(out);
  let distance = 0;
  for (let i = 0; i < times.length; i++) {
    const [at, now] = [times[i] ?? 0, values[i] ?? NaN];
    const number = new ByteWriter(i < 2 ? 16 : 0);
    if (i === 0) {
      number.varint(at);
      out.bytes(number.take());
      out.bits(...halves(now), 64);
      continue;
    }
    const step = at - (times[i - 1] ?? 0);
    if (i === 1) {
      number.uvarint(step);
      out.bytes(number.take());
    } else {
      writeDistance(out, step - distance);
    }
    distance = step;
    value.write(values[i - 1] ?? NaN, now);
  }
  out.end();
  return Buffer.from(bytes.take());
}
