/** @jest-environment node */
// One reader per name, one name to show per kind, and a remedy for whoever misses it.
import { CATALOGUE, metricNameOf, specOf } from './catalogue';
import { specOfMetric } from './classify';
import type { Unassessed } from '../model/report';
import { nameMissing } from './remedies';

test('the name shown for a kind is read back as that kind', () => {
  const shown = CATALOGUE.map((spec) => [spec.kind, specOfMetric(metricNameOf(spec.kind))?.kind]);
  const others = shown.filter(([kind, read]) => kind !== read);
  // Kinds that tell rows of one metric apart by a label share their name.
  expect(
    others.filter(([kind]) => !CATALOGUE.some((s) => s.kind !== kind && s.pattern === specOf(kind as never)?.pattern))
  ).toEqual([]);
});

test('every kind has a remedy in words', () => {
  expect(CATALOGUE.filter((spec) => spec.remedy.length < 10).map((spec) => spec.kind)).toEqual([]);
});

test('what is missing is named as people know it', () => {
  const entry: Unassessed = {
    rule: 'x',
    title: 'x',
    state: 'unexported',
    reason: '',
    kinds: ['keda.active', 'hpa.info'],
    missing: [],
    remedy: '',
    workloads: [],
  };
  const named = nameMissing(entry);
  expect(named.missing).toEqual(['keda_scaler_active', 'kube_horizontalpodautoscaler_info']);
  expect(named.remedy).toMatch(/prometheus\.operator\.enabled.*kube-state-metrics v2\.3/);
});

test('limits of node groups have the flag that brings them for a remedy', () => {
  expect(specOf('nodes.group-limit')?.remedy).toContain('--emit-per-nodegroup-metrics');
  expect(specOf('nodes.limit')?.remedy).not.toContain('--emit-per-nodegroup-metrics');
});
