/** @jest-environment node */
// Candidates by the distance of writes: each tool at its own, an operator at any.
import { minutes } from '../../kit/interval';
import { reconcilersAt } from './reconcilers';

const OPERATOR = 'an operator that applies its own manifest';

test.each([
  [5, ["Argo CD's self-heal, seconds after each change", 'cluster-proportional-autoscaler, which polls every 10 s']],
  [61, ['Flux at an interval of 1 min', 'kube-downscaler, which looks every minute']],
  [150, ['Flux at an interval of 2 min', 'Argo CD, which compares every 2 to 3 min']],
  [180, ['Argo CD, which compares every 2 to 3 min']],
  [310, ['Flux at an interval of 5 min', "Argo CD's self-heal at the end of its back-off"]],
  [615, ['Flux at an interval of 10 min']],
  [60 * 45, []],
])('%d s', (seconds, known) => {
  expect(reconcilersAt(seconds * 1000)).toEqual([...known, OPERATOR]);
});

test('the jitter of Flux counts, more does not', () => {
  expect(reconcilersAt(minutes(15) * 0.95)[0]).toBe('Flux at an interval of 15 min');
  expect(reconcilersAt(minutes(15) * 1.1)).toEqual([OPERATOR]);
});
