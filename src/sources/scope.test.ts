/** @jest-environment node */
// How a fleet is cut into requests.
import fc from 'fast-check';
import { chunkNamespaces, namespacesNeedingUsage } from './scope';
import { seriesSet, workload } from '../../tests/support/workload';
import type { Series } from '../model/series';

test('small and unfiltered: one request without any namespace', () => {
  expect(chunkNamespaces([{ namespace: 'a', workloads: 3 }], 10, false)).toEqual([[]]);
  expect(chunkNamespaces([{ namespace: 'a', workloads: 3 }], 10, true)).toEqual([['a']]);
  expect(chunkNamespaces([], 10, true)).toEqual([]);
});

test('every namespace once, in order, no chunk above the budget unless a single one is', () => {
  const sizes = fc.uniqueArray(
    fc.record({ namespace: fc.stringMatching(/^[a-z]{1,20}$/), workloads: fc.integer({ min: 1, max: 40 }) }),
    { selector: (s) => s.namespace, maxLength: 60 }
  );
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 60 }), (list, perChunk) => {
      const chunks = chunkNamespaces(list, perChunk, true);
      expect(chunks.flat()).toEqual(list.map((s) => s.namespace).sort());
      const weight = (chunk: readonly string[]): number =>
        chunk.reduce((n, ns) => n + (list.find((s) => s.namespace === ns)?.workloads ?? 0), 0);
      expect(chunks.every((chunk) => chunk.length === 1 || weight(chunk) <= perChunk)).toBe(true);
    })
  );
});

test('long names do not make a query that a database refuses', () => {
  const sizes = Array.from({ length: 500 }, (_, i) => ({ namespace: `${'n'.repeat(60)}${i}`, workloads: 1 }));
  const longest = Math.max(...chunkNamespaces(sizes, 10_000, true).map((chunk) => chunk.join('|').length));
  expect(longest).toBeLessThan(8_100);
});

test('use is read where an HPA was blind or shares its target, not elsewhere', () => {
  const blind = workload({ ns: 'blind', name: 'web', replicas: '3x9', hpas: [{ name: 'web', active: '1x5 0x4' }] });
  const shared = workload({ ns: 'shared', name: 'web', replicas: '3x9', hpas: [{ name: 'a' }, { name: 'b' }] });
  const sound = workload({ ns: 'sound', name: 'web', replicas: '3x9', hpas: [{ name: 'web' }] });
  expect(namespacesNeedingUsage(seriesSet(blind, shared, sound).series)).toEqual(['blind', 'shared']);
});

test('asks for use where a workload beside the target is named like it and nobody scales it', () => {
  const scaled = (ns: string): Series[] => workload({ ns, name: 'web', replicas: '3x10', hpas: [{ name: 'web' }] });
  const alone = (ns: string, name: string, replicas: string): Series[] => workload({ ns, name, replicas });
  const series = seriesSet(
    scaled('near'),
    alone('near', 'web-batch', '2x10'),
    scaled('far'),
    alone('far', 'mailer', '2x10'),
    scaled('asleep'),
    alone('asleep', 'web-batch', '0x10')
  ).series;
  expect(namespacesNeedingUsage(series)).toEqual(['near']);
});
