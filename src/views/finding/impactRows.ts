// What a fight cost so far, in words. Blank where it could not be computed.
import { number } from '../../kit/text';
import type { Impact } from '../../model/finding';

/** Number and what it counts, only what is known and not zero. */
export function impactRows(impact: Impact): Array<readonly [string, string]> {
  const made = impact.podsMadeInferred ? '≈ ' : '';
  const rows: Array<readonly [number | undefined, string, string]> = [
    [impact.evictions, '', 'pods evicted'],
    [impact.podsMade, made, 'pods made'],
    [impact.hiddenWrites, '', 'writes not visible in the samples'],
    [impact.replicaMinutesShort, '', 'replica-minutes short'],
    [impact.replicaMinutesWasted, '', 'replica-minutes too many'],
    [impact.minutesAtMax, '', 'minutes at the maximum'],
    [impact.coreSwing, '', 'cores requested and given back'],
    [impact.reversalsPerHour, '', 'reversals per hour'],
  ];
  return rows.flatMap(([value, sign, what]) => {
    const rounded = Math.round(value ?? 0);
    return rounded === 0 ? [] : [[`${sign}${number(rounded)}`, what] as const];
  });
}
