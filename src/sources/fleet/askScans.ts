// Asks the scans of every shard and keeps what they named, and which of them have no whole answer.
import { distinct, distinctBy, groupBy } from '../../kit/array';
import type { Interval } from '../../kit/interval';
import { failureText } from '../../model/failure';
import { SCANS, type ScanId, type ScanLimits } from '../../model/scan';
import type { FailedQuery, SignalKind, Unscanned } from '../../model/series';
import type { WorkloadRef } from '../../model/workload';
import { classify } from '../../queries/classify';
import type { PlanScope } from '../../queries/plan';
import { kindsOfScan, type ScanQuery } from '../../queries/scans';
import { SHARED_USE_WINDOW } from '../../queries/sharedUse';
import type { Inquiry } from '../inquiry';
import type { Presence } from '../presence';
import type { FleetCensus, KeptBack } from './census';
import { kinQueries } from './kin';
import { planScans } from './scanPlan';
import type { Named } from './suspects';

export interface ScanAnswers {
  readonly named: readonly Named[];
  readonly unscanned: readonly Unscanned[];
  /** Queries without a whole answer. */
  readonly failed: readonly FailedQuery[];
}

function unscannedBy(scan: ScanId, kinds: readonly SignalKind[], failed: FailedQuery): Unscanned {
  return {
    scan,
    kinds,
    state: failed.partial === true ? 'partial' : 'failed',
    reason: failed.error ? failureText(failed.error) : failed.message,
    ...(failed.namespaces && { namespaces: failed.namespaces }),
  };
}

/** Scans that rest on lists of which one was not read. */
function blindedBy(failed: readonly FailedQuery[]): Unscanned[] {
  return (Object.keys(SCANS) as ScanId[]).flatMap((scan) => {
    // Whatever a scan names, the lists say whom that concerns.
    const kinds = [...kindsOfScan(scan), 'hpa.info' as const, 'workload.replicas' as const];
    const lists = failed.filter((query) => query.kinds.some((kind) => kinds.includes(kind)));
    return lists.map((query) => unscannedBy(scan, query.kinds, query));
  });
}

interface Asked {
  readonly shards: readonly PlanScope[];
  /** Queries of the census that have no whole answer. */
  readonly lists: readonly FailedQuery[];
  readonly fleet: FleetCensus;
  readonly limits: ScanLimits;
}

/** Says of a condition that it may have lost elements: to a plain selector that is a remark, to a scan a hole. */
const DOUBTFUL = /^PromQL warning:/i;

/** Asks all scans. */
export async function askScans(inquiry: Inquiry, { shards, lists, fleet, limits }: Asked): Promise<ScanAnswers> {
  const named: Named[] = [];
  const unscanned: Unscanned[] = blindedBy(lists);
  const [whole] = shards;
  const askAll = async (scope: PlanScope, queries: readonly ScanQuery[], range: Interval): Promise<void> => {
    const before = inquiry.failed.length;
    await inquiry.ask(queries, range, ({ series, notices }, query) => {
      const { scan, about, names, namespaces } = query;
      for (const { labels, values } of series) {
        const identity = classify(labels, scope.clusterLabel, names);
        if (identity) {
          const { namespace, object: name, attributes } = identity;
          named.push({ scan, about, namespace, name, kind: attributes.kind, value: values.at(-1) ?? 0 });
        }
      }
      const reason = notices.find((text) => DOUBTFUL.test(text));
      if (reason !== undefined) {
        const kinds = kindsOfScan(scan);
        unscanned.push({ scan, kinds, state: 'partial', reason, ...(namespaces && { namespaces }) });
      }
    });
    const byText = new Map(queries.map((query) => [query.expr, query]));
    inquiry.failed.slice(before).forEach((failed) => {
      const query = byText.get(failed.query);
      if (query) {
        unscanned.push(unscannedBy(query.scan, kindsOfScan(query.scan), failed));
      }
    });
  };
  inquiry.renew();
  const isListed = !lists.some(({ kinds }) => kinds.includes('hpa.info'));
  for (const { scope, queries } of await planScans(inquiry, shards, { fleet, limits, isListed })) {
    inquiry.renew();
    await askAll(scope, queries, scope.range);
  }
  if (whole) {
    inquiry.renew();
    // What is averaged over a window must lie in the range as a whole.
    const from = Math.min(whole.range.to, whole.range.from + SHARED_USE_WINDOW);
    await askAll(whole, await inquiry.finish(kinQueries(fleet, whole)), { from, to: whole.range.to });
  }
  return { named, unscanned, failed: [...inquiry.failed] };
}

/** What one namespace keeps back: of whatever stands in it, and with that what it keeps back of each kind of workload. */
function lacksOf(own: readonly KeptBack[]): KeptBack[] {
  const kindsOf = (of: string | undefined): SignalKind[] =>
    own.filter(({ workload }) => workload === undefined || workload === of).flatMap(({ kinds }) => kinds);
  return distinctBy(own, ({ workload = '' }) => workload).map((one) => ({
    ...one,
    kinds: distinct(kindsOf(one.workload)).sort(),
  }));
}

/** Scans that say nothing in single namespaces, which keep back what they look at. */
export function keptBackScans(keptBack: readonly KeptBack[]): Unscanned[] {
  const places = groupBy(keptBack, ({ cluster, namespace }) => JSON.stringify([cluster, namespace]));
  const all = [...places.values()].flatMap(lacksOf);
  return (Object.keys(SCANS) as ScanId[]).flatMap((scan) => {
    const rests = kindsOfScan(scan);
    const lacks = all.map((one) => ({ ...one, kinds: one.kinds.filter((kind) => rests.includes(kind)) }));
    const alike = groupBy(
      lacks.filter(({ kinds }) => kinds.length > 0),
      ({ cluster, kinds, workload }) => JSON.stringify([cluster, kinds, workload])
    );
    return [...alike.values()].map((own): Unscanned => {
      const [{ cluster, kinds, workload } = { cluster: '', kinds: [] }] = own;
      const namespaces = own.map(({ namespace }) => namespace);
      return {
        scan,
        state: 'unexported',
        reason: '',
        kinds,
        clusters: [cluster],
        namespaces,
        ...(workload && { workload }),
      };
    });
  });
}

/**
 * Scans that say nothing because nobody exports what they look at, for each cluster and kind of workload.
 * @param quiet whom that is asked for
 * @param untold questions after what is exported that were not answered: nobody knows whether it is
 */
export function unexportedScans(
  present: Presence,
  quiet: readonly WorkloadRef[],
  untold: readonly FailedQuery[] = []
): Unscanned[] {
  const asked = distinctBy(quiet, ({ cluster, kind }) => JSON.stringify([cluster, kind]));
  return (Object.keys(SCANS) as ScanId[]).flatMap((scan): Unscanned[] => {
    const lacks = asked.map(({ cluster, kind }) => ({
      cluster,
      workload: kind,
      kinds: kindsOfScan(scan).filter((one) => !present.has(cluster, one, kind)),
    }));
    const alike = groupBy(lacks, ({ workload, kinds }) => JSON.stringify([workload, kinds]));
    return [...alike.values()].flatMap((own): Unscanned[] => {
      const [{ workload, kinds } = { workload: '', kinds: [] as SignalKind[] }] = own;
      const clusters = own.map(({ cluster }) => cluster);
      const failed = untold.find((one) => one.kinds.some((kind) => kinds.includes(kind)));
      const told = failed
        ? unscannedBy(scan, kinds, failed)
        : { scan, state: 'unexported' as const, reason: '', kinds };
      return kinds.length === 0 ? [] : [{ ...told, clusters, workload }];
    });
  });
}
