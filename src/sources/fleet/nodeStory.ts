// The kinds about nodes look at many workloads at once: of each part the series are kept whose pods waited for a node, or sat
// on one that came or went. What no longer fits is said.
import type { Interval, Millis } from '../../kit/interval';
import { count } from '../../kit/text';
import type { LeftOut, Series, SeriesSet } from '../../model/series';
import { CATALOGUE } from '../../queries/catalogue';

/** A pod is bound within a moment where there is room. */
const WAITED: Millis = 15_000;
/** Samples that are kept; about 50 MB. */
const MAX_SAMPLES = 3_000_000;

const NODE_KINDS = new Set(CATALOGUE.filter(({ clusterWide }) => clusterWide).map(({ kind }) => kind));

const place = ({ cluster, namespace }: Series): string => JSON.stringify([cluster, namespace]);

/** Nodes that were made in the range; those that went have no series of their own any more. */
function newNodes(series: readonly Series[], { from }: Interval): ReadonlySet<string> {
  const born = series.filter(({ kind, values }) => kind === 'node.created' && (values.at(-1) ?? 0) * 1000 >= from);
  return new Set(born.map(({ cluster, object }) => JSON.stringify([cluster, object])));
}

/** Clusters and namespaces with pods that waited, or that sat on one of these nodes. */
function touched(series: readonly Series[], born: ReadonlySet<string>): ReadonlySet<string> {
  const created = new Map<string, number>();
  series
    .filter(({ kind }) => kind === 'pod.created')
    .forEach((one) => created.set(`${place(one)}${one.object}`, one.values.at(-1) ?? NaN));
  const found = series.filter((one) => {
    switch (one.kind) {
      case 'pod.unschedulable':
        return true;
      case 'pod.scheduled':
        return ((one.values.at(-1) ?? NaN) - (created.get(`${place(one)}${one.object}`) ?? NaN)) * 1000 >= WAITED;
      case 'pod.request':
        return born.has(JSON.stringify([one.cluster, one.attributes.node ?? '']));
      default:
        return false;
    }
  });
  return new Set(found.map(place));
}

/** The same with columns of its own. */
export function withOwnColumns<T extends Pick<Series, 'times' | 'values'>>(one: T): T {
  return { ...one, times: one.times.slice(), values: one.values.slice() };
}

export class NodeStory {
  private readonly kept: Series[] = [];
  private samples = 0;
  private readonly dropped = new Set<string>();

  public constructor(private readonly range: Interval) {}

  /** Keeps what concerns nodes of a part that is about to be let go. */
  public keep({ series }: SeriesSet): void {
    const places = touched(series, newNodes(series, this.range));
    const own = series.filter((one) => places.has(place(one)) && !NODE_KINDS.has(one.kind));
    const samples = own.reduce((n, { times }) => n + times.length, 0);
    if (this.samples + samples > MAX_SAMPLES) {
      places.forEach((one) => this.dropped.add(one));
      return;
    }
    this.samples += samples;
    // Who takes the part may hand its columns on to a worker: then they are gone here.
    this.kept.push(...own.map(withOwnColumns));
  }

  /** What was kept, and what did not fit. */
  public tell(): { series: readonly Series[]; leftOut: LeftOut[] } {
    const message = `The kinds about nodes did not look at ${count(this.dropped.size, 'namespace')} whose pods waited or moved as well: more raw samples than fit into memory`;
    return {
      series: this.kept,
      leftOut:
        this.dropped.size === 0
          ? []
          : [
              {
                kinds: [...NODE_KINDS],
                namespaces: [],
                range: this.range,
                error: { kind: 'shortened', message, advice: 'Choose a shorter time range or fewer namespaces.' },
              },
            ],
    };
  }
}
