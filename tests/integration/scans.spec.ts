/** @jest-environment node */
// The scans are necessary: over the recording, on both databases, every finding above info stands on a workload that one of
// the scans of its rule names, and no scan fails.
import { analyze, RULES } from '../../src/engine';
import type { Finding } from '../../src/model/finding';
import { USUAL_LIMITS, type ScanId } from '../../src/model/scan';
import type { PlanScope } from '../../src/queries/plan';
import { SYSTEM_CLOCK } from '../../src/sources/clock';
import { askScans } from '../../src/sources/fleet/askScans';
import { readFleet } from '../../src/sources/fleet/census';
import { nodeKey, suspicionsOf, type Suspicion } from '../../src/sources/fleet/suspects';
import { httpTransport } from '../../src/sources/httpTransport';
import { Inquiry } from '../../src/sources/inquiry';
import { Manners } from '../../src/sources/manners';
import { sweepSource } from '../../src/sources/sweep';
import { DATABASES, pairOf } from './servers';

const pair = pairOf('15s');
const range = { from: pair.from, to: pair.to };
/** The most that a node of the recording offers. */
const LARGEST = new Map([
  [nodeKey('', 'cpu'), 4],
  [nodeKey('', 'memory'), 16e9],
]);

async function suspicions(url: string): Promise<{ all: Suspicion[]; failed: readonly unknown[] }> {
  const manners = new Manners(SYSTEM_CLOCK, 60_000);
  const inquiry = new Inquiry(httpTransport({ url }), {}, manners);
  const scope: PlanScope = { range, namespaces: [], clusterLabel: 'auto', exported: undefined };
  try {
    const census = await readFleet(inquiry, [scope]);
    const shards = [{ ...scope, clusterLabel: census.clusterLabel }];
    const { named } = await askScans(inquiry, { shards, lists: [], fleet: census, limits: USUAL_LIMITS });
    return { all: suspicionsOf(census, named, LARGEST), failed: inquiry.failed };
  } finally {
    manners.end();
  }
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

it.each(DATABASES)('%s: each finding above info is named by a scan of its rule', async (database) => {
  const url = pair[database];
  const { all, failed } = await suspicions(url);
  expect(failed).toEqual([]);
  const report = analyze(await sweepSource(httpTransport({ url })).fetch({ range, clusterLabel: 'auto' }));
  const loud = report.findings
    .flatMap((finding) => [finding, ...finding.caused])
    .filter(({ severity, workload }) => severity !== 'info' && workload.kind !== 'Cluster');
  expect(loud.length).toBeGreaterThan(30);
  expect(loud.filter((finding) => !isNamed(finding, all)).map(({ id }) => id)).toEqual([]);
});
