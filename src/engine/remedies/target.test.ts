import { deployment } from '../../../tests/support/sampleReport';
import { apiVersionOf, holdRollout, scaleTo, targetOf, workloadManifest } from './target';

const told = (kind: string, apiVersion?: string) => ({
  workload: { ...deployment('shop', 'web'), kind },
  apiVersion,
});

test('what the series tell is taken, then what everybody knows, and nothing is made up', () => {
  expect(apiVersionOf(told('Deployment', 'apps/v1beta2'))).toBe('apps/v1beta2');
  expect(apiVersionOf(told('StatefulSet'))).toBe('apps/v1');
  expect(apiVersionOf(told('Game'))).toBeUndefined();
  expect(targetOf(told('Game'))).toEqual({ kind: 'Game', name: 'web' });
  expect(workloadManifest(told('Game'), {})).toBeUndefined();
  expect(workloadManifest(told('Game', 'games.example.com/v1'), {})?.apiVersion).toBe('games.example.com/v1');
});

test.each([
  ['Deployment', undefined, 'deployment/web'],
  ['Game', undefined, 'game/web'],
  ['Game', 'games.example.com/v1', 'game.games.example.com/web'],
  ['Rollout', undefined, 'rollout.argoproj.io/web'],
])('%s of %s is %s to kubectl', (kind, apiVersion, word) => {
  expect(scaleTo(told(kind, apiVersion), 3)).toEqual({
    text: `kubectl -n shop scale ${word} --replicas=3`,
    isDestructive: true,
  });
});

test('kubectl pauses no StatefulSet: a partition holds it', () => {
  expect(holdRollout(told('Deployment'), 3).command?.text).toBe('kubectl -n shop rollout pause deployment/web');
  const { command, undo } = holdRollout(told('StatefulSet'), 3);
  expect(command?.text).toContain('"partition":3');
  // What it was before is printed first, and only that is put back.
  expect(command?.text).toMatch(
    /^kubectl -n shop get statefulset\/web -o jsonpath=.*\nkubectl -n shop patch statefulset/
  );
  expect(undo).toMatch(/partition .* the first line/);
  expect(holdRollout(told('Rollout'), 3).command?.text).toContain('"paused":true');
});

test('a kind that nobody knows to pause is not written to', () => {
  expect(holdRollout(told('Game', 'games.example.com/v1'), 3).command).toBeUndefined();
  expect(holdRollout(told('Rollout', 'rollouts.example.com/v1'), 3).command).toBeUndefined();
});
