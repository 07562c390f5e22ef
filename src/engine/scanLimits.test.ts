import { USUAL_LIMITS } from '../model/scan';
import { RULES } from './rules';
import { scanLimits } from './scanLimits';

/** Settings that widen a scan when they are raised, and what each of them does to the numbers. */
const ONE_BY_ONE: ReadonlyArray<readonly [rule: string, key: string, limit: keyof typeof USUAL_LIMITS]> = [
  ['hpa-lag-budget', 'minPods', 'grownBy'],
  ['hpa-rate-limited', 'minSteps', 'grownBy'],
  ['hpa-deadband-large-fleet', 'minReplicas', 'largeFrom'],
  ['hpa-far-from-target', 'minMinutes', 'farFor'],
  ['hpa-far-from-target', 'minShare', 'farBelow'],
  ['keda-cron-vs-metric', 'load', 'cronLoad'],
  ['hpa-partial-metrics', 'minMinutes', 'missingFor'],
  ['external-metrics-apiservice-clash', 'minMinutes', 'missingFor'],
  ['keda-fallback-override', 'minMinutes', 'missingFor'],
  ['hpa-floor-waste', 'share', 'idleShare'],
  ['hpa-floor-waste', 'availability', 'idleAbove'],
  ['pdb-blocks-drain', 'minMinutes', 'closedFor'],
  ['pdb-blocks-drain', 'drainMinutes', 'closedFor'],
  ['scaleout-node-lag', 'minSeconds', 'waitedFor'],
  ['vpa-recommendation-oscillation', 'minSwing', 'swing'],
  ['vpa-capped', 'minExcess', 'excess'],
  ['vpa-over-node', 'usableShare', 'ofNode'],
];
/** A larger share or number admits more. */
const WIDER_ABOVE = ['farBelow', 'cronLoad'];

const rangeOf = (rule: string, key: string) => {
  const found = RULES.find(({ id }) => id === rule)?.thresholds.find((one) => one.key === key);
  if (!found) {
    throw new Error(`no threshold ${rule}.${key}`);
  }
  return found;
};

it('are the usual ones where nothing is set', () => {
  expect(scanLimits({})).toEqual(USUAL_LIMITS);
});

it.each(ONE_BY_ONE)('%s.%s at either end of its range widens %s where it lets the rule fire more often', (...one) => {
  const [rule, key, limit] = one;
  const { min, max } = rangeOf(rule, key);
  const [low, high] = [min, max].map((value) => scanLimits({ [rule]: { [key]: value } })[limit]);
  const widest = WIDER_ABOVE.includes(limit) ? Math.max(low ?? NaN, high ?? NaN) : Math.min(low ?? NaN, high ?? NaN);
  const usual = USUAL_LIMITS[limit];
  expect(WIDER_ABOVE.includes(limit) ? widest >= usual : widest <= usual).toBe(true);
  expect([low, high]).not.toEqual([usual, usual]);
});

it('go as low as the lowest setting, not below', () => {
  const lowest = Object.fromEntries(
    RULES.map(({ id, thresholds }) => [id, Object.fromEntries(thresholds.map(({ key, min }) => [key, min]))])
  );
  expect(scanLimits(lowest)).toEqual({
    grownBy: 1,
    largeFrom: 10,
    farFor: 300_000,
    farBelow: 0.85,
    cronLoad: 0.1,
    missingFor: 60_000,
    idleShare: 0.5,
    idleAbove: 1,
    closedFor: 60_000,
    waitedFor: 10_000,
    swing: 0.05,
    excess: 0.01,
    ofNode: 0.5,
  });
});
