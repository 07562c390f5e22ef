// Bytes in the order in which a Prometheus block holds them: big-endian numbers, numbers of varying length, and the checksum
// that stands behind each section (CRC32 with the polynomial of Castagnoli).

const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  let crc = i;
  for (let k = 0; k < 8; k++) {
    crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return crc >>> 0;
});

/** A growing buffer. */
export class ByteWriter {
  private data: Buffer;
  public length = 0;

  public constructor(room = 1 << 16) {
    this.data = Buffer.alloc(room);
  }

  private room(bytes: number): void {
    if (this.length + bytes > this.data.length) {
      const larger = Buffer.alloc(Math.max(2 * this.data.length, this.length + bytes));
      this.data.copy(larger, 0, 0, this.length);
      this.data = larger;
    }
  }

  public u8(value: number): void {
    this.room(1);
    this.data[this.length++] = value;
  }

  public u32(value: number): void {
    this.room(4);
    this.length = this.data.writeUInt32BE(value >>> 0, this.length);
  }

  public u64(value: number): void {
    this.u32(Math.floor(value / 2 ** 32));
    this.u32(value % 2 ** 32);
  }

  /** Up to 2^53. */
  public uvarint(value: number): void {
    this.room(8);
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) {
      this.data[this.length++] = (rest % 128) | 128;
    }
    this.data[this.length++] = rest;
  }

  /** As Go writes signed numbers; up to 2^52. */
  public varint(value: number): void {
    this.uvarint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  public bytes(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.data.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Its length before it. */
  public text(text: string): void {
    const bytes = Buffer.from(text);
    this.uvarint(bytes.length);
    this.bytes(bytes);
  }

  /** Puts a number where room was left for it. */
  public patch32(at: number, value: number): void {
    this.data.writeUInt32BE(value, at);
  }

  /** The checksum of what was written since then. */
  public checksum(since: number): void {
    let crc = 0xffffffff;
    for (let i = since; i < this.length; i++) {
      crc = (TABLE[(crc ^ (this.data[i] ?? 0)) & 255] ?? 0) ^ (crc >>> 8);
    }
    this.u32(~crc);
  }

  public alignTo(size: number): void {
    while (this.length % size !== 0) {
      this.u8(0);
    }
  }

  public take(): Buffer {
    return this.data.subarray(0, this.length);
  }
}
