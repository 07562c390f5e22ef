// The property of the scans: where a report says something above info, one of the scans that its rule declares names the
// workload. Asked of a real database, with nothing else read of it.
import { RULES } from '../../src/engine';
import type { Interval } from '../../src/kit/interval';
import type { Finding } from '../../src/model/finding';
import type { Report } from '../../src/model/report';
import { USUAL_LIMITS, type ScanId } from '../../src/model/scan';
import { finish } from '../../src/kit/steps';
import type { SeriesSet } from '../../src/model/series';
import type { PlanScope } from '../../src/queries/plan';
import { takeCensus } from '../../src/sources/census';
import { SYSTEM_CLOCK } from '../../src/sources/clock';
import { askScans } from '../../src/sources/fleet/askScans';
import { readFleet } from '../../src/sources/fleet/census';
import { nodeKey, suspicionsOf, type LargestNodes, type Suspicion } from '../../src/sources/fleet/suspects';
import { httpTransport } from '../../src/sources/httpTransport';
import { Inquiry } from '../../src/sources/inquiry';
import { Manners } from '../../src/sources/manners';

const DEADLINE = 120_000;

/** What all scans come to. */
export interface Scanned {
  readonly suspicions: readonly Suspicion[];
  /** Scans and lists without a whole answer, in words. */
  readonly failed: readonly string[];
}

/** The most that a node of these series offers, by cluster and resource. */
export function largestNodes({ series }: SeriesSet): LargestNodes {
  const largest = new Map<string, number>();
  for (const { kind, cluster, attributes, values } of series) {
    if (kind === 'node.allocatable') {
      const key = nodeKey(cluster, attributes.resource ?? '');
      largest.set(key, Math.max(largest.get(key) ?? 0, values.at(-1) ?? 0));
    }
  }
  return largest;
}

/** Asks the lists and the scans of these namespaces, of all where there are none. */
export async function scanDatabase(
  url: string,
  range: Interval,
  largest: LargestNodes,
  namespaces: readonly string[] = []
): Promise<Scanned> {
  const manners = new Manners(SYSTEM_CLOCK, DEADLINE);
  const inquiry = new Inquiry(httpTransport({ url }), {}, manners);
  const scope: PlanScope = { range, namespaces, clusterLabel: 'auto', exported: undefined };
  try {
    const { hpas } = await takeCensus(inquiry, scope);
    const fleet = await readFleet(inquiry, [scope], [scope], hpas);
    const shards = [{ ...scope, clusterLabel: fleet.clusterLabel }];
    const { named } = await askScans(inquiry, { shards, lists: [], fleet, limits: USUAL_LIMITS });
    const failed = inquiry.failed.map(({ query, message }) => `${message}: ${query}`);
    return { suspicions: finish(suspicionsOf(fleet, named, largest)), failed };
  } finally {
    manners.end();
  }
}

/** Findings of a report above info that stand on a workload. */
export function loudOf({ findings }: Report): Finding[] {
  return findings
    .flatMap((finding) => [finding, ...finding.caused])
    .filter(({ severity, workload }) => severity !== 'info' && workload.kind !== 'Cluster');
}

/** Whether one of the scans of its rule named the workload, or its namespace as a whole. */
function isNamed({ rule, workload }: Finding, all: readonly Suspicion[]): boolean {
  const scans: readonly ScanId[] = RULES.find(({ id }) => id === rule)?.scans ?? [];
  return all.some(
    ({ scan, namespace, target }) =>
      scans.includes(scan) &&
      namespace === workload.namespace &&
      (target === undefined || (target.kind === workload.kind && target.name === workload.name))
  );
}

/** Findings above info that no scan of their rule names, with what did name their workload. */
export function unnamedIn(report: Report, { suspicions }: Scanned): string[] {
  return loudOf(report)
    .filter((finding) => !isNamed(finding, suspicions))
    .map(({ rule, severity, workload: { namespace, name, kind } }) => {
      const by = suspicions.filter(
        (one) => one.namespace === namespace && (one.target === undefined || one.target.name === name)
      );
      const others = [...new Set(by.map(({ scan }) => scan))].join(', ');
      return `${rule} (${severity}) on ${namespace}/${kind}/${name}: ${others === '' ? 'named by no scan' : `named only by ${others}`}`;
    });
}
