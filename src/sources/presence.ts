// Which kinds are exported in which cluster, as far as series show. What one cluster exports says nothing of another.
import { sortBy } from '../kit/array';
import type { ExportedKind, Labels, SeriesIdentity, SignalKind } from '../model/series';
import { specOf } from '../queries/catalogue';
import { specOfMetric, workloadOfMetric, workloadsTold } from '../queries/classify';
import { clusterOf } from '../queries/clusterLabels';

type Witness = Pick<SeriesIdentity, 'cluster' | 'kind' | 'object' | 'attributes'>;

/** Deployments and StatefulSets are told by metrics of their own: to see the ones says nothing of the others. */
const isOfWorkload = (kind: SignalKind): boolean => kind.startsWith('workload.');

export class Presence {
  private readonly clusters = new Map<string, Map<string, ExportedKind>>();

  public add(one: ExportedKind): void {
    const { cluster, kind, workload = '' } = one;
    const own = this.clusters.get(cluster) ?? new Map<string, ExportedKind>();
    own.set(`${kind}/${workload}`, one);
    this.clusters.set(cluster, own);
  }

  /** Takes a series for a witness; one that names no object where others do is none. */
  public addSeries({ cluster, kind, object, attributes }: Witness): void {
    if (object !== '' || specOf(kind)?.nameless !== true) {
      this.add({ cluster, kind, ...(isOfWorkload(kind) && { workload: attributes.kind ?? 'Deployment' }) });
    }
  }

  /** Takes the labels of an answer that counts by metric name and cluster. */
  public addCounted(labels: Labels, clusterLabel: string): void {
    const name = labels.__name__ ?? '';
    const spec = specOfMetric(name);
    if (spec) {
      const workload = isOfWorkload(spec.kind) ? workloadOfMetric(name) : undefined;
      this.add({ cluster: clusterOf(labels, clusterLabel), kind: spec.kind, ...(workload && { workload }) });
    }
  }

  /** @param workload the kind of workload that it must be told of, where there are series of its own for each */
  public has(cluster: string, kind: SignalKind, workload?: string): boolean {
    const isOne = workload !== undefined && isOfWorkload(kind) && workloadsTold(kind).includes(workload);
    const own = [...(this.clusters.get(cluster)?.values() ?? [])];
    return own.some((one) => one.kind === kind && (!isOne || one.workload === workload));
  }

  /** Everything, in a fixed order. */
  public tell(): ExportedKind[] {
    return sortBy([...this.clusters], ([cluster]) => cluster).flatMap(([, own]) =>
      sortBy([...own], ([key]) => key).map(([, one]) => one)
    );
  }
}
