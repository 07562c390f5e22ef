// The size of pods over time, and with the number of pods their product: known as long as the workload was seen.
import { sortBy } from '../../kit/array';
import type { Curve } from '../../model/report';
import { coverageOf, edgesOf, valueAt, type Signal } from '../../model/signal';
import { podRequestAt } from '../signals/podRequests';
import type { Facts } from '../episodes/facts';

/** What pods asked for as they were born, and as they were resized: [when, total over the containers]. */
function birthsOf(facts: Facts, resource: string): Array<[number, number]> {
  return facts.pods.flatMap((pod) => {
    const courses = [...pod.resized].filter(([key]) => key.endsWith(`/${resource}`)).map(([, course]) => course);
    const resizes = courses.flatMap((course) => edgesOf(course).map(({ interval }) => interval.to));
    return [pod.created, ...resizes].flatMap((at): Array<[number, number]> => {
      const total = podRequestAt(pod, resource, at);
      return total === undefined ? [] : [[at, total]];
    });
  });
}

/**
 * Requests that pods were born with, as a step curve: births are exact in time, as creation times are values. In between the
 * samples of the workload carry it on, so that it begins, breaks and ends with what was seen.
 */
export function requestCurves(facts: Facts): Curve[] {
  const resources = new Set(facts.actions.filter((a) => a.field === 'size').map((a) => a.resource ?? ''));
  const { replicas } = facts;
  const seen = replicas ? coverageOf(replicas) : [facts.range];
  return [...resources].sort().map((resource) => {
    const births = sortBy(birthsOf(facts, resource), ([at]) => at);
    const known: Signal = {
      times: Float64Array.from(births, ([at]) => at),
      values: Float64Array.from(births, ([, total]) => total),
      staleAfter: Infinity,
    };
    const inside = births.filter(([at]) => seen.some((span) => at >= span.from && at <= span.to));
    const carried = Array.from(replicas?.times ?? [facts.range.from, facts.range.to]).flatMap(
      (at): Array<[number, number]> => {
        const total = valueAt(known, at);
        return total === undefined ? [] : [[at, total]];
      }
    );
    const points = sortBy([...inside, ...carried], ([at]) => at);
    return {
      id: 'request' as const,
      scaler: facts.vpas[0]?.ref,
      resource,
      times: Float64Array.from(points, ([at]) => at),
      values: Float64Array.from(points, ([, total]) => total),
      staleAfter: replicas?.staleAfter ?? Infinity,
    };
  });
}

/** n x r on the grid of the replica samples. */
export function totalCurves(facts: Facts, requests: readonly Curve[]): Curve[] {
  const replicas = facts.replicas;
  if (!replicas) {
    return [];
  }
  return requests.map((request) => {
    const points = Array.from(
      replicas.times,
      (t, i) => [t, (replicas.values[i] ?? NaN) * (valueAt(request, t) ?? NaN)] as const
    ).filter(([, v]) => Number.isFinite(v));
    return {
      id: 'total' as const,
      resource: request.resource,
      times: Float64Array.from(points, (p) => p[0]),
      values: Float64Array.from(points, (p) => p[1]),
      staleAfter: replicas.staleAfter,
    };
  });
}
