// From the settings of the rules to the numbers of the scans of a large fleet: what a rule is set to look for, its scans name.
// Where several rules share a scan the widest holds. Numbers without a setting stand in queries/scans.ts.
import type { ScanLimits } from '../model/scan';
import type { ThresholdTable } from '../settings/settings';
import { thresholdIn } from '../settings/thresholds';
import { RULES } from './rules';

/** Off by a fifth of what stands: what no setting says (hpa-range-frozen). */
const OFF = 0.2;
/** Minutes (hpa-range-frozen). */
const HELD = 30;

/** The number that holds for a threshold of a rule. */
function reader(table: ThresholdTable): (rule: string, key: string) => number {
  return (rule, key) => {
    const threshold = RULES.find(({ id }) => id === rule)?.thresholds.find((one) => one.key === key);
    if (!threshold) {
      throw new Error(`no threshold ${rule}.${key}`);
    }
    return thresholdIn(table, rule, threshold);
  };
}

/** The numbers of the scans under these settings. */
export function scanLimits(table: ThresholdTable): ScanLimits {
  const of = reader(table);
  const least = (...all: ReadonlyArray<readonly [rule: string, key: string]>): number =>
    Math.min(...all.map(([rule, key]) => of(rule, key)));
  return {
    // Several moves are written twice or more: one alone must be worth as many pods as the rule wants.
    grownBy: Math.min(2, least(['hpa-lag-budget', 'minPods'], ['hpa-rate-limited', 'minSteps'])),
    largeFrom: of('hpa-deadband-large-fleet', 'minReplicas'),
    farFor: 60_000 * Math.min(HELD, of('hpa-far-from-target', 'minMinutes')),
    farBelow: 1 - Math.min(OFF, of('hpa-far-from-target', 'minShare')),
    cronLoad: of('keda-cron-vs-metric', 'load'),
    missingFor:
      60_000 *
      least(
        ['hpa-partial-metrics', 'minMinutes'],
        ['external-metrics-apiservice-clash', 'minMinutes'],
        ['keda-fallback-override', 'minMinutes']
      ),
    idleShare: of('hpa-floor-waste', 'share'),
    idleAbove: of('hpa-floor-waste', 'availability'),
    closedFor: 60_000 * least(['pdb-blocks-drain', 'minMinutes'], ['pdb-blocks-drain', 'drainMinutes']),
    waitedFor: 1000 * of('scaleout-node-lag', 'minSeconds'),
    swing: of('vpa-recommendation-oscillation', 'minSwing'),
    excess: of('vpa-capped', 'minExcess'),
    ofNode: of('vpa-over-node', 'usableShare'),
  };
}
