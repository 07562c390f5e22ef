// Seeded randomness: the same seed gives the same cluster, sample for sample. Streams are forked by name, so that adding
// one object does not shift the numbers of another. (mulberry32 over an FNV-1a hash, both public domain.)

/** FNV-1a hash of a text, 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** A number in [0, 1) that depends on nothing but the two integers given. */
export function hashUnit(seed: number, index: number): number {
  let x = Math.imul((seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 4294967296;
}

const POD_NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** One stream of random numbers. */
export class Random {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** A stream of its own for the named thing. */
  fork(name: string): Random {
    return new Random(hashText(`${this.seed}/${name}`));
  }

  /** A number in [0, 1). */
  unit(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** A suffix as the API server's name generator makes it (apimachinery, util/rand: no vowels, no 0 1 3). */
  suffix(length: number): string {
    let text = '';
    for (let i = 0; i < length; i++) {
      text += POD_NAME_ALPHABET[Math.floor(this.unit() * POD_NAME_ALPHABET.length)];
    }
    return text;
  }

  /** An object uid in the form of a version 4 UUID. */
  uid(): string {
    const hex = (digits: number) =>
      Math.floor(this.unit() * 16 ** digits)
        .toString(16)
        .padStart(digits, '0');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}`;
  }
}
