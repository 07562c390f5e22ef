// Requests that changed while a pod lived: most never do, so a deviation over the range names the few that did, and only
// their samples are read. Asked where an HPA or a VPA stands on requests; nobody else would answer to a resize.
import { count } from '../kit/text';
import type { Labels, Series } from '../model/series';
import { resizedQueries, resizeQueries, type PlanScope } from '../queries/plan';
import type { Inquiry } from './inquiry';
import { chunkNamespaces, type NamespaceSize } from './scope';

/** Pods whose course is read at most: a fleet that a VPA resizes as a whole shows its fights on fewer. */
const MOST_PODS = 1000;
/** Pods of one query: their names stay within 12 kB of text, their samples within 12 MB (docs/performance.md). */
const PODS_PER_QUERY = 150;

/** Namespaces with an HPA on a percentage of requests, or with a VPA. */
export function namespacesWithRequests(series: readonly Series[]): Set<string> {
  const isOne = ({ kind, attributes }: Series): boolean =>
    (kind === 'hpa.spec-metric' && attributes.target === 'utilization') || kind === 'vpa.target' || kind === 'vpa.mode';
  return new Set(series.filter(isOne).map(({ namespace }) => namespace));
}

/** A pod as its series spell it: scraped without honor_labels, the exporter's own name stands under `pod`. */
interface Resized {
  readonly label: 'pod' | 'exported_pod';
  readonly pod: string;
  readonly namespace: string;
}

function toResized({ exported_pod, pod = '', exported_namespace, namespace = '' }: Labels): Resized {
  const label = exported_pod === undefined ? 'pod' : 'exported_pod';
  return { label, pod: exported_pod ?? pod, namespace: exported_namespace ?? namespace };
}

async function findResized(inquiry: Inquiry, scopes: readonly PlanScope[]): Promise<Resized[]> {
  const found = new Map<string, Resized>();
  for (const scope of scopes) {
    await inquiry.ask(resizedQueries(scope), scope.range, ({ series }) =>
      series.forEach(({ labels }) => {
        const one = toResized(labels);
        found.set(`${one.namespace}/${one.pod}`, one);
      })
    );
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function leaveOut(inquiry: Inquiry, { range }: PlanScope, cut: readonly Resized[]): void {
  if (cut.length > 0) {
    inquiry.leftOut.push({
      kinds: ['pod.request'],
      namespaces: [...new Set(cut.map(({ namespace }) => namespace))],
      range,
      error: {
        kind: 'shortened',
        message: `The resizes of ${count(cut.length, 'pod')} were not read: more pods were resized as they ran than fit`,
        advice: 'Choose a shorter time range or fewer namespaces.',
      },
    });
  }
}

/** The course of every request that changed, for the pods of these namespaces. */
export async function readResizes(inquiry: Inquiry, scope: PlanScope, sizes: readonly NamespaceSize[]): Promise<void> {
  const chunks = sizes.length === 0 ? [] : chunkNamespaces(sizes, Infinity, true);
  const resized = await findResized(
    inquiry,
    chunks.map((namespaces) => ({ ...scope, namespaces }))
  );
  leaveOut(inquiry, scope, resized.slice(MOST_PODS));
  const queries = (['pod', 'exported_pod'] as const).flatMap((label) => {
    const own = resized.slice(0, MOST_PODS).filter((one) => one.label === label);
    return Array.from({ length: Math.ceil(own.length / PODS_PER_QUERY) }, (_, i) => {
      const part = own.slice(i * PODS_PER_QUERY, (i + 1) * PODS_PER_QUERY);
      const namespaces = [...new Set(part.map(({ namespace }) => namespace))];
      const pods = part.map(({ pod }) => pod);
      return resizeQueries({ ...scope, namespaces }, { label, pods }).map((q) => ({
        ...q,
        id: `${label}-${i}-${q.id}`,
      }));
    }).flat();
  });
  await inquiry.ask(queries, scope.range);
}
