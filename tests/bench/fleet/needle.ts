// The needle in the haystack: of the recording's own namespaces, a report over the whole fleet must say what a report over
// them alone says, word for word.
import type { Finding } from '../../../src/model/finding';
import type { Report } from '../../../src/model/report';

/** A finding that is not the same in both. */
export interface Astray {
  readonly id: string;
  readonly namespace: string;
  readonly how: 'missing' | 'added' | 'changed';
  /** Fields that differ, of a changed one. */
  readonly fields: readonly string[];
}

const text = (value: unknown): string => JSON.stringify(value) ?? '';

/** What is told, apart from how many others there are: consequences are findings of their own. */
function told(report: Report, isOther: (namespace: string) => boolean): Map<string, Finding> {
  const all = report.findings.flatMap((finding) => [finding, ...finding.caused]);
  return new Map(all.filter(({ workload }) => !isOther(workload.namespace)).map((finding) => [finding.id, finding]));
}

function fieldsThatDiffer(one: Finding, other: Finding): string[] {
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])] as Array<keyof Finding>;
  return fields.filter((field) => text(one[field]) !== text(other[field])).sort();
}

/**
 * Compares both reports.
 * @param others namespaces of the fleet around the recording
 */
export function findNeedle(alone: Report, inside: Report, others: ReadonlySet<string>): Astray[] {
  const isOther = (namespace: string): boolean => others.has(namespace);
  const [expected, found] = [told(alone, isOther), told(inside, isOther)];
  const astray = [...new Set([...expected.keys(), ...found.keys()])].map((id): Astray | undefined => {
    const [one, other] = [expected.get(id), found.get(id)];
    const namespace = (one ?? other)?.workload.namespace ?? '';
    if (one && other) {
      const fields = fieldsThatDiffer(one, other);
      return fields.length > 0 ? { id, namespace, how: 'changed', fields } : undefined;
    }
    return { id, namespace, how: one ? 'missing' : 'added', fields: [] };
  });
  return astray.filter((one): one is Astray => one !== undefined);
}
