// Whoever was in a part stays in it while he is suspected; who comes, comes into a part of his own.
import { finish } from '../../kit/steps';
import { KeptParts } from './keptParts';
import type { Part } from './parts';
import type { Suspects } from './suspects';

const MINUTE = 60_000;

/** `shop: web api` names two workloads of a namespace, `shop: *` all of it. */
function suspects(...texts: string[]): Suspects[] {
  return texts.map((text) => {
    const [namespace = '', names = ''] = text.split(': ');
    const keys = new Set(names.split(' ').map((name) => `Deployment/${name}`));
    const workloads = names === '*' ? undefined : keys;
    return { namespace, workloads, weight: 1, count: keys.size, here: keys };
  });
}

const told = (of: Pick<Part, 'namespaces' | 'workloads'>): string =>
  of.namespaces
    .map((namespace) => {
      const keys = of.workloads?.get(namespace);
      return `${namespace}: ${keys ? [...keys].map((key) => key.slice(11)).join(' ') : '*'}`;
    })
    .join(', ');

/** What is judged of each part, and in brackets what its queries ask for where that is more. */
function read(kept: KeptParts, own: Suspects[], at = 0, question = 'all'): string[] {
  return finish(kept.next(own, { question, at, most: 100 })).map((part) => {
    const asked = told(part.asked ?? part);
    return asked === told(part) ? asked : `${told(part)} [${asked}]`;
  });
}

test('the same suspects are the same parts', () => {
  const kept = new KeptParts();
  const parts = read(kept, suspects('mail: *', 'shop: web api', 'till: app'));
  expect(parts).toEqual(['mail: *', 'shop: web api, till: app']);
  expect(read(kept, suspects('till: app', 'shop: web api', 'mail: *'), MINUTE).sort()).toEqual(parts);
});

test('who is no longer suspected is asked for and not judged, and may come back', () => {
  const kept = new KeptParts();
  read(kept, suspects('shop: web api', 'till: app'));
  expect(read(kept, suspects('shop: web'), MINUTE)).toEqual(['shop: web [shop: web api, till: app]']);
  expect(read(kept, suspects('shop: web api', 'till: app'), 2 * MINUTE)).toEqual(['shop: web api, till: app']);
});

test('a namespace with a new suspect goes into a new part as a whole', () => {
  const kept = new KeptParts();
  read(kept, suspects('shop: web', 'till: app'));
  const moved = ['shop: web api', 'till: app [shop: web, till: app]'];
  expect(read(kept, suspects('shop: web api', 'till: app'), MINUTE)).toEqual(moved);
  expect(read(kept, suspects('shop: web api', 'till: app'), 2 * MINUTE)).toEqual(moved);
  expect(read(kept, suspects('shop: *', 'till: app'), 3 * MINUTE)).toEqual(['shop: *', moved[1]]);
});

const PACKED = ['mail: app, shop: web api, till: app'];

test.each<[string, number, string]>([
  ['for another question', MINUTE, 'other'],
  ['for an earlier instant', -MINUTE, 'all'],
])('%s all is packed anew', (_, at, question) => {
  const kept = new KeptParts();
  read(kept, suspects('mail: app', 'shop: web', 'till: app'));
  expect(read(kept, suspects('mail: app', 'shop: web api', 'till: app'), at, question)).toEqual(PACKED);
});

test('all is packed anew where far more is asked for than judged', () => {
  const kept = new KeptParts();
  const many = Array.from({ length: 40 }, (_, i) => `team-${i}: web`);
  read(kept, suspects(...many));
  expect(read(kept, suspects('mail: app', 'till: app'), MINUTE)).toEqual(['mail: app, till: app']);
  read(kept, suspects(...many), 2 * MINUTE);
  const [left] = read(kept, suspects('team-0: web', 'team-1: web'), 3 * MINUTE);
  expect(left).toMatch(/^team-0: web, team-1: web \[team-0: web, .*team-9: web\]$/);
  expect(read(kept, suspects('team-0: web', 'team-1: web'), 4 * MINUTE)).toEqual(['team-0: web, team-1: web']);
});

test('all is packed anew where newcomers made many parts of it', () => {
  const kept = new KeptParts();
  const all = ['mail: app'];
  const parts = Array.from({ length: 8 }, (_, i) => {
    all.push(`team-${i}: web`);
    return read(kept, suspects(...all), i * MINUTE).length;
  });
  expect(parts).toEqual([1, 2, 3, 4, 5, 6, 7, 1]);
});
