// What a pod asks for, at its birth and at any time: a request may change while the pod lives (in-place resize,
// KEP-1287), and then its series tells when.
import { lastAtOrBefore } from '../../kit/array';
import type { UnixMs } from '../../kit/interval';
import type { PodFacts } from './facts';

/**
 * The request at `t`, cores or bytes; before the first sample of a change the one it changed from.
 * @param key `container/resource`
 */
export function requestAt(pod: PodFacts, key: string, t: UnixMs): number | undefined {
  const course = pod.resized.get(key);
  return course ? course.values[Math.max(0, lastAtOrBefore(course.times, t))] : pod.requests.get(key);
}

/** The request that it was born with, as far back as its series goes. */
export function requestAtBirth(pod: PodFacts, key: string): number | undefined {
  return requestAt(pod, key, pod.created);
}

/** The total over its containers at `t`, cores or bytes; undefined when nothing is requested. */
export function podRequestAt(pod: PodFacts, resource: string, t: UnixMs): number | undefined {
  let total = 0;
  for (const key of pod.requests.keys()) {
    total += key.endsWith(`/${resource}`) ? (requestAt(pod, key, t) ?? 0) : 0;
  }
  return total > 0 ? total : undefined;
}
