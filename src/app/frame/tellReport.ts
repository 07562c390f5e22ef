// The moments of a report in words of one zone. Parts of a large fleet come again and again in a sweep's answers: each is gone
// through once, and its long lists only when somebody looks at them.
import { remembered } from '../../kit/remembered';
import { formatAllTimes, type TimeWords } from '../../kit/times';
import type { Report } from '../../model/report';

/** The record, whose fields are told when somebody looks at them. Thousands are shown as a line, and few are opened. */
function tellLazily<T extends object>(record: T, words: TimeWords): T {
  const told = new Map<PropertyKey, unknown>();
  return new Proxy(record, {
    get: (target, key) => {
      if (!told.has(key)) {
        told.set(key, formatAllTimes<unknown>(Reflect.get(target, key), words));
      }
      return told.get(key);
    },
  });
}

/**
 * Tells one report after the other; reports, workloads and findings that come again are the same objects, for whoever asks with
 * the same words.
 */
export const reportTeller = remembered((words: TimeWords) => {
  const known = new WeakMap<object, object>();
  const tell = <T extends object>(record: T): T => {
    const told = (known.get(record) ?? tellLazily(record, words)) as T;
    known.set(record, told);
    return told;
  };
  return remembered(({ workloads, findings, quiet, unassessed, ...rest }: Report): Report => ({
    ...formatAllTimes(rest, words),
    workloads: workloads.map(tell),
    findings: findings.map(tell),
    // Names of workloads hold no moments; there may be thousands.
    unassessed: unassessed.map(({ workloads: own, ...one }) => ({ ...formatAllTimes(one, words), workloads: own })),
    ...(quiet && {
      quiet: quiet.map(({ workloads: own, ...one }) => ({ ...formatAllTimes(one, words), workloads: own })),
    }),
  }));
});
