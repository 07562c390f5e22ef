/** @jest-environment node */
// Matchers out of any PromQL text, ours and other people's.
import fc from 'fast-check';

import { readMatchers } from './matchers';
import { panelQueries } from './panelQueries';
import { anyOf, selector } from './selector';

const read = (expr: string) =>
  readMatchers(expr).map((all) => all.map(({ label, op, value }) => `${label}${op}${value}`));

test.each<[string, string[][]]>([
  ['up', []],
  ['up{}', []],
  ['up{job="a"}', [['job=a']]],
  [`up{job='a', b!="c",d=~"e|f",g!~\`h\\d\`,}`, [['job=a', 'b!=c', 'd=~e|f', 'g!~h\\d']]],
  ['sum by (pod) (rate(a{x="1"}[5m])) / on (pod) b{y="2"}', [['x=1'], ['y=2']]],
  ['label_replace(a{x="1"}, "dst", "{y=\\"2\\"}", "src", "(.*)")', [['x=1']]],
  ['a{x="}"} # b{y="2"}\n+ c{z="3"}', [['x=}'], ['z=3']]],
  ['{"http.requests", "service.name"="a", x="1"}', [['service.name=a', 'x=1']]],
  ['{x="1" or y="2"}', [['x=1'], ['y=2']]],
  ['a{or="1"}', [['or=1']]],
  ['rate(a{x="1", $filter, y="2"}[${__interval}])', [['x=1', 'y=2']]],
  ['a{x="1"', [['x=1']]],
  ['a{x=1}', []],
  ['a{x="say \\"hi\\"\\n"}', [['x=say "hi"\n']]],
])('%s', (expr, expected) => {
  expect(read(expr)).toEqual(expected);
});

test('what selector() writes is read back, whatever the value', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const text = selector('up', [anyOf('a', [a]), anyOf('b', [b])]);
      expect(readMatchers(text)).toEqual([
        [
          { label: 'a', op: '=', value: a },
          { label: 'b', op: '=', value: b },
        ],
      ]);
    })
  );
});

test('any text is survived', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}"\'`\\=~!,#a$ \n') }), (text) => readMatchers(text).length >= 0)
  );
});

test('our own queries tell their workload', () => {
  const workload = { cluster: '', namespace: 'shop', kind: 'StatefulSet', name: 'db' };
  const matchers = panelQueries(workload).flatMap(({ expr }) => readMatchers(expr).flat());
  expect(matchers).toContainEqual({ label: 'namespace', op: '=', value: 'shop' });
  expect(matchers).toContainEqual({ label: 'statefulset', op: '=', value: 'db' });
});
