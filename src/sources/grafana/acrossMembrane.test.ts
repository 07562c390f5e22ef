// How often reading a frame crosses the membrane of Grafana's sandbox, which is played by proxies that count. As in
// near-membrane, constructors of typed arrays are proxies, and URLSearchParams reads on Grafana's side what it is given.
import { FieldType, type DataFrame } from '@grafana/data';

import { SeriesCleaner } from '../cleanSeries';
import { readFrame } from './readFrames';

const REALM = { Float64Array, URLSearchParams };
const behind = new WeakMap<object, object>();
let crossings = 0;

/** What the sandbox hands out for an object of Grafana's: each read of it, and of what is in it, is one crossing. */
function far<T extends object>(target: T): T {
  const count = <A extends unknown[], R>(read: (...args: A) => R) => {
    return (...args: A): R => {
      crossings++;
      return read(...args);
    };
  };
  const proxy = new Proxy(target, {
    get: count((object: T, key: PropertyKey): unknown => {
      const value: unknown = Reflect.get(object, key);
      return typeof value === 'object' && value !== null ? far(value) : value;
    }),
    ownKeys: count((object: T) => Reflect.ownKeys(object)),
    getOwnPropertyDescriptor: count((object: T, key: PropertyKey) => Reflect.getOwnPropertyDescriptor(object, key)),
    has: count((object: T, key: PropertyKey) => Reflect.has(object, key)),
  });
  behind.set(proxy, target);
  return proxy;
}

const near = (value: unknown): unknown => behind.get(value as object) ?? value;

/** Grafana's own, as the sandbox sees it: each call is one crossing, and what is given is read over there. */
class FarParams extends URLSearchParams {
  public override set(name: string, value: string): void {
    crossings++;
    super.set(name, String(near(value)));
  }

  public override get(name: string): string | null {
    crossings++;
    return super.get(name);
  }
}

beforeAll(() => {
  globalThis.Float64Array = new Proxy(REALM.Float64Array, {});
  globalThis.URLSearchParams = FarParams;
});

afterAll(() => Object.assign(globalThis, REALM));

const LABELS = { __name__: 'm', namespace: 'shop & co', pod: 'é=1+1', empty: '' };

function frameOf(values: unknown[], labels: Record<string, string> = LABELS): DataFrame {
  const times = values.map((_, i) => 1000 + 15_000 * i);
  return {
    length: values.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: times },
      { name: 'm', type: FieldType.number, config: {}, labels, values },
    ],
  };
}

function read(values: unknown[], labels?: Record<string, string>) {
  const frame = far(frameOf(values, labels));
  const cleaner = new SeriesCleaner();
  crossings = 0;
  const [series] = readFrame(frame, cleaner);
  return { series, crossings, cleaned: cleaner.cleaned };
}

const ramp = (length: number): number[] => Array.from({ length }, (_, i) => i % 3);

test('a series costs as many crossings with ten samples as with ten thousand', () => {
  const short = read(ramp(10));
  expect(short.crossings).toBeLessThan(60);
  expect(read(ramp(10_000)).crossings).toBe(short.crossings);
});

test('outside the sandbox nothing is copied first', () => {
  const { Float64Array: far } = globalThis;
  globalThis.Float64Array = REALM.Float64Array;
  expect(read(ramp(100)).crossings).toBeGreaterThan(200);
  globalThis.Float64Array = far;
});

test('times, values and labels are those of the frame, and ours', () => {
  const { series } = read([0, 1.5, 2e9, 0.1]);
  expect([...(series?.times ?? [])]).toEqual([1000, 16_000, 31_000, 46_000]);
  expect([...(series?.values ?? [])]).toEqual([0, 1.5, 2e9, 0.1]);
  expect(series?.labels).toEqual(LABELS);
  expect(behind.has(series?.labels ?? {})).toBe(false);
});

test.each([
  ['a gap of a joined frame', [0, null, 2], [0, 2], 0],
  ['a text', [0, 'two', 2], [0, 2], 1],
  ['a text with a comma', [0, '1,5', 2], [0, 2], 1],
  ['a flag', [0, true, 2], [0, 2], 1],
  ['what is no number', [0, NaN, 2], [0, 2], 0],
])('%s is no sample on this side either', (_, values, kept, wild) => {
  const { series, cleaned } = read(values);
  expect([...(series?.values ?? [])]).toEqual(kept);
  expect(cleaned.wild).toBe(wild);
});
