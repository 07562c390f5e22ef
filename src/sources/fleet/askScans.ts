// Asks the scans of every shard and keeps what they named, and which of them have no whole answer.
import { failureText } from '../../model/failure';
import { SCANS, type ScanId } from '../../model/scan';
import type { FailedQuery, SignalKind, Unscanned } from '../../model/series';
import { classify } from '../../queries/classify';
import type { PlanScope } from '../../queries/plan';
import { kindsOfScan, scanQueries } from '../../queries/scans';
import type { Inquiry } from '../inquiry';
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

/**
 * Asks all scans.
 * @param lists queries of the census that have no whole answer
 */
export async function askScans(
  inquiry: Inquiry,
  shards: readonly PlanScope[],
  lists: readonly FailedQuery[]
): Promise<ScanAnswers> {
  const named: Named[] = [];
  const unscanned: Unscanned[] = blindedBy(lists);
  for (const scope of shards) {
    const queries = scanQueries(scope);
    const before = inquiry.failed.length;
    await inquiry.ask(queries, scope.range, ({ series }, { scan, about, names }) => {
      for (const { labels, values } of series) {
        const identity = classify(labels, scope.clusterLabel, names);
        if (identity) {
          const { namespace, object: name, attributes } = identity;
          named.push({ scan, about, namespace, name, kind: attributes.kind, value: values.at(-1) ?? 0 });
        }
      }
    });
    const byText = new Map(queries.map((query) => [query.expr, query]));
    inquiry.failed.slice(before).forEach((failed) => {
      const query = byText.get(failed.query);
      if (query) {
        unscanned.push(unscannedBy(query.scan, kindsOfScan(query.scan), failed));
      }
    });
  }
  return { named, unscanned, failed: [...inquiry.failed] };
}

/** Scans that say nothing because nobody exports what they look at. */
export function unexportedScans(present: ReadonlySet<SignalKind>): Unscanned[] {
  return (Object.keys(SCANS) as ScanId[]).flatMap((scan): Unscanned[] => {
    const kinds = kindsOfScan(scan).filter((kind) => !present.has(kind));
    return kinds.length === 0 ? [] : [{ scan, state: 'unexported', reason: '', kinds }];
  });
}
