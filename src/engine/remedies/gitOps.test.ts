/** @jest-environment node */
// What the tools that apply Git are told may switch nothing on that was off.
import { deployment } from '../../../tests/support/sampleReport';
import { expectsSelfHeal, gitYieldsReplicas, stopGitOps, yieldWords } from './gitOps';

const web = { workload: deployment('shop', 'web'), apiVersion: undefined };

test('the self-heal is only switched off where it is on: a merge would make an automated sync of one by hand', () => {
  const { text, isDestructive } = stopGitOps({ argocd: 'shop' });
  expect(text).not.toContain('--type merge');
  const path = '/spec/syncPolicy/automated/selfHeal';
  expect(JSON.parse(text.slice(text.indexOf('['), -1))).toEqual([
    { op: 'test', path, value: true },
    { op: 'replace', path, value: false },
  ]);
  expect(isDestructive).toBe(true);
  expect(stopGitOps({}).text).not.toContain('--type merge');
});

test('the check demands the self-heal that the command switches off', () => {
  expect(expectsSelfHeal({ argocd: 'shop' })).toContain('"selfHeal":true');
  expect(expectsSelfHeal({ fluxKustomization: 'shop' })).toBe('');
});

test('drift detection of a Helm release stays off where it is off', () => {
  const { spec } = gitYieldsReplicas(web, { fluxHelm: 'web' });
  expect(JSON.stringify(spec)).not.toContain('mode');
  const { why, undo } = yieldWords({ fluxHelm: 'web' });
  expect(why).toContain("out of the chart's values");
  expect(why + undo).not.toContain('selfHeal');
  expect(yieldWords({ argocd: 'shop' }).undo).toContain('selfHeal');
  expect(yieldWords({ fluxKustomization: 'shop' }).undo).toContain('flux resume');
});
