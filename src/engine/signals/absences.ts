// Workloads that were gone for a while and came back under their name: test environments, deploys that delete and create. What
// lies between two lives is no scrape that failed.
import { firstAfter } from '../../kit/array';
import { lengthOf, type Interval, type Millis } from '../../kit/interval';
import type { Series } from '../../model/series';
import { typicalGap } from './typicalGap';

/** Samples missing between two, beyond which it may be that there was nothing to sample. */
const LONG = 3;

/** Where a counter of writes fell, or stood still over more than a few samples that are missing. */
function breaksIn({ times, values }: Series): Array<Interval & { readonly fell: boolean }> {
  const long = LONG * (typicalGap(times) ?? Infinity);
  const out: Array<Interval & { readonly fell: boolean }> = [];
  for (let i = 1; i < values.length; i++) {
    const [from, to] = [times[i - 1] ?? NaN, times[i] ?? NaN];
    const rise = (values[i] ?? NaN) - (values[i - 1] ?? NaN);
    if (rise < 0 || (rise === 0 && to - from > long)) {
      out.push({ from, to, fell: rise < 0 });
    }
  }
  return out;
}

/** True where a ReplicaSet of this Deployment was created in the span: its name is that of the Deployment and a hash. */
function hasNewTemplate(series: readonly Series[], deployment: string, { from, to }: Interval): boolean {
  return series.some(({ kind, object, values }) => {
    const born = (values.at(-1) ?? NaN) * 1000;
    return kind === 'replicaset.created' && born > from && born <= to && object.replace(/-[^-]*$/, '') === deployment;
  });
}

/**
 * When the workloads of a place were gone: a counter of writes that begins anew is of another object, as is one that a new
 * template did not move. What lies between the two is no scrape that failed (environments that come and go under one name).
 */
export function absencesIn(series: readonly Series[]): Interval[] {
  return series
    .filter(({ kind }) => kind === 'workload.generation')
    .flatMap((counter) => breaksIn(counter).filter((gap) => gap.fell || hasNewTemplate(series, counter.object, gap)));
}

/** Of the gaps between samples those that are such absences, by the sample that ends them. */
function absentBefore(times: Float64Array, absences: readonly Interval[]): Map<number, Millis> {
  return new Map(
    absences.flatMap((absence): Array<[number, Millis]> => {
      const next = firstAfter(times, (absence.from + absence.to) / 2);
      const gap = (times[next] ?? NaN) - (times[next - 1] ?? NaN);
      return gap >= lengthOf(absence) / 2 ? [[next, gap]] : [];
    })
  );
}

/** The moments of samples as if nothing had been gone: what comes after an absence follows at the usual distance. */
export function withoutAbsences(times: Float64Array, absences: readonly Interval[]): Float64Array {
  const absent = absences.length === 0 ? undefined : absentBefore(times, absences);
  if (!absent || absent.size === 0) {
    return times;
  }
  const usual = typicalGap(times) ?? 0;
  let gone = 0;
  return times.map((t, i) => {
    gone += Math.max(0, (absent.get(i) ?? usual) - usual);
    return t - gone;
  });
}
