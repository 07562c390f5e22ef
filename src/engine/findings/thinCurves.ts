// The curves of one workload of a large fleet: most of them hardly ever move, and a fleet keeps tens of thousands. What is left
// of each value is the first and the last sample that showed it, so every change stands between the same two samples as before.
import type { UnixMs } from '../../kit/interval';
import type { Curve, WorkloadHistory } from '../../model/report';

/** True where no two samples lie so far apart that the curve breaks, and it is known until the end. */
function isUnbroken({ times, staleAfter }: Curve, end: UnixMs): boolean {
  return times.every((at, i) => (times[i + 1] ?? end) - at <= staleAfter);
}

/** The same step function with fewer samples; one that breaks stays as it is, since its samples are what shows the breaks. */
function thinned(curve: Curve, end: UnixMs): Curve {
  const { times, values } = curve;
  if (times.length < 3 || !isUnbroken(curve, end)) {
    return curve;
  }
  const isInside = (i: number): boolean =>
    i > 0 && i < times.length - 1 && values[i] === values[i - 1] && values[i] === values[i + 1];
  const isKept = (_: number, i: number): boolean => !isInside(i);
  // Nothing of it breaks: what is kept may lie any distance apart.
  return { ...curve, times: times.filter(isKept), values: values.filter(isKept), staleAfter: end - (times[0] ?? end) };
}

/**
 * A history that says the same with less.
 * @param end of the range
 */
export function withThinCurves(history: WorkloadHistory, end: UnixMs): WorkloadHistory {
  return { ...history, curves: history.curves.map((curve) => thinned(curve, end)) };
}
