import React from 'react';
import { parse } from 'yaml';
import { render, screen } from '@testing-library/react';
import { timeWords, UTC } from '../../kit/times';
import type { Fix } from '../../model/fix';
import { finding, manySmall, RANGE } from '../../timeline/__fixtures__/histories';
import { FindingDetail } from './FindingDetail';
import { impactRows } from './impactRows';
import { patchesText } from './patchText';
import { FindingVerdict } from './FindingVerdict';
import { stateText } from './stateText';

const SEEN = { range: RANGE, scrape: 15_000 };
const fix: Fix = {
  title: 'Let Git yield',
  term: 'for-good',
  why: 'Git no longer writes.',
  confirm: { command: 'kubectl get deployment web', expect: 'a second manager' },
  command: 'kubectl get hpa',
  patches: [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      name: 'web',
      namespace: 'argocd',
      spec: { replicas: 2 },
    },
  ],
  price: 'The floor is minReplicas.',
  undo: 'Put it back.',
  verify: 'Generation stands still.',
};

test('a finding shows verdict, remedy, proof and cost', () => {
  const proof = {
    what: 'Writes',
    seen: '240 in 30 min',
    certainty: 'inferred' as const,
    signals: ['workload.generation' as const],
  };
  const shown = finding({ fixes: [fix], evidence: [proof] });
  render(<FindingDetail finding={shown} seen={SEEN} queryText={() => 'kube_deployment_metadata_generation{}'} />);
  expect(screen.getByRole('heading', { name: shown.summary })).toBeTruthy();
  expect(screen.getByText('Permanent fix: Let Git yield')).toBeTruthy();
  const [first, second] = screen.getAllByRole('button', { name: /^Copy the/ });
  expect(first?.getAttribute('aria-label')).toBe(`Copy the check: ${shown.title}`);
  expect(second?.getAttribute('aria-label')).toBe('Copy the command: Let Git yield');
  expect(screen.getByText('The finding is true if it prints: a second manager.')).toBeTruthy();
  expect(screen.getByText('kube_deployment_metadata_generation{}')).toBeTruthy();
  expect(screen.getByText('inferred')).toBeTruthy();
  expect(screen.getByText('240')).toBeTruthy();
});

test('echoes and consequences are told', () => {
  const [fight] = manySmall().findings;
  render(<FindingDetail finding={fight!} seen={SEEN} />);
  expect(screen.getAllByText('15–45 s')).toHaveLength(4);
  expect(screen.getByText('It also causes')).toBeTruthy();
});

test('a manifest reads back as YAML', () => {
  expect(parse(patchesText(fix))).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'web', namespace: 'argocd' },
    spec: { replicas: 2 },
  });
});

test('a manifest says first that it is a part of one: applied as it stands it would take entries of lists away', () => {
  const [said = ''] = /^(?:# .*\n)+/.exec(patchesText(fix)) ?? [];
  expect(said.replace(/\n# /g, ' ')).toMatch(
    /^# Merge this into the object, and keep its other entries.*kubectl apply/
  );
  expect(Math.max(...said.split('\n').map((line) => line.length))).toBeLessThan(36);
  expect(patchesText({ ...fix, patches: [] })).toBe('');
});

test('the grey line says state and why one may believe it', () => {
  expect(stateText(finding({ state: 'fighting' }), SEEN, timeWords(UTC))).toBe('fighting since 01:10');
  const fromTheStart = finding({ state: 'fighting', intervals: [{ from: RANGE.from + 20_000, to: RANGE.to }] });
  expect(stateText(fromTheStart, SEEN, timeWords(UTC))).toMatch(/^fighting since before 0\d:\d\d$/);
  expect(stateText(finding({ state: 'fighting' }), { ...SEEN, asOf: 'at 02:05 UTC' }, timeWords(UTC))).toBe(
    'was fighting at 02:05 UTC, since 01:10'
  );
  const { container } = render(<FindingVerdict finding={finding({})} seen={SEEN} />);
  expect(container.textContent).toContain('ended 20 min ago · critical · certain: the generation counts every write');
});

test('cost is blank where it is unknown or zero', () => {
  expect(impactRows({ podsMade: 238, podsMadeInferred: true, evictions: 0 })).toEqual([['≈ 238', 'pods made']]);
});
