// Reads what the rules need through a transport: a census first, then raw samples; of a large fleet only those of workloads
// that a scan named. A failed query is named in the answer and leaves the rest standing.
import { distinct } from '../kit/array';
import { addCleaned, NOTHING_CLEANED } from '../model/cleaned';
import { USUAL_LIMITS } from '../model/scan';
import type { Labels, Series, SeriesSet } from '../model/series';
import { specOf } from '../queries/catalogue';
import { mainQueries, nodeQueries, type PlanScope } from '../queries/plan';
import { identityQueries } from '../queries/probeQueries';
import { askElsewhere } from './askElsewhere';
import { affordable, isReadWhole, WHOLE_UP_TO, workloadsPerQuery } from './budget';
import { takeCensus, type Census } from './census';
import { SYSTEM_CLOCK, type Clock } from './clock';
import { labelOfCluster } from './clusterChoice';
import { endingAll } from './endingAll';
import type { KeptParts } from './fleet/keptParts';
import { readFleetParts, type Stage } from './fleet/readFleetParts';
import { Inquiry } from './inquiry';
import { DEFAULT_DEADLINE, Manners } from './manners';
import { mergeSeries } from './mergeSeries';
import { askReadings, missesMetrics } from './readings';
import { readPart } from './readPart';
import { chunkNamespaces, workloadsIn } from './scope';
import type { SeriesSource, SweepOptions, SweepProgress, SweepRequest } from './seriesSource';
import type { Transport } from './transport';

/** The label by which clusters are told apart, where one is asked for and nobody said under which name it stands. */
async function clusterLabelOf(inquiry: Inquiry, { cluster, clusterLabel, range }: SweepRequest): Promise<string> {
  if (clusterLabel !== 'auto' || cluster === undefined || cluster === '') {
    return clusterLabel;
  }
  const seen: Labels[] = [];
  const queries = identityQueries(range).map((query) => ({ ...query, kinds: [] }));
  await inquiry.ask(queries, range, (answer) => seen.push(...answer.series.map(({ labels }) => labels)));
  return labelOfCluster(seen, cluster);
}

/** Everything of a fleet in which nothing must be chosen, in one part. */
async function readSmall(inquiry: Inquiry, wanted: PlanScope, { sizes, scrape, exported }: Census): Promise<SeriesSet> {
  const asked = wanted.namespaces.length > 0;
  const { range, leftOut } = affordable(wanted.range, workloadsIn(sizes), scrape);
  const scope = { ...wanted, range };
  const chunks = chunkNamespaces(sizes, workloadsPerQuery(range, scrape), asked).map((chunk) => ({
    ...scope,
    namespaces: chunk,
  }));
  return readPart(inquiry, {
    scope,
    queries: [...chunks.flatMap(mainQueries), ...nodeQueries(scope)],
    chunks,
    sizes,
    scrape,
    exported,
    leftOut,
    ...(asked && {
      elsewhere: (span, series, label) => askElsewhere(inquiry, span, series, label),
      readings: async (series, clusterLabel) =>
        missesMetrics(series) ? askReadings(inquiry, { ...scope, clusterLabel }, scrape) : undefined,
    }),
  });
}

/** What is known of the fleet in a stage. */
type About = Pick<SweepProgress, 'isLarge' | 'read'>;

/** The same listener for stages that each count from one: it hears of all of them together. */
function countingOn({ onProgress, ...options }: SweepOptions): (about: About) => SweepOptions {
  let last = { answered: 0, total: 0 };
  return (about) => {
    const start = last;
    return {
      ...options,
      onProgress: (progress) => {
        last = { answered: start.answered + progress.answered, total: start.total + progress.total };
        onProgress?.({ ...progress, ...last, ...about });
      },
    };
  };
}

/** Puts the parts of a large fleet together, for whoever wants all of it at once. */
function joined(parts: readonly SeriesSet[], last: SeriesSet): SeriesSet {
  const { part: _, ...whole } = last;
  const sets = [...parts, last];
  const isOfNodes = ({ kind }: Series): boolean => specOf(kind)?.clusterWide === true;
  return {
    ...whole,
    series: mergeSeries([
      ...parts.flatMap(({ series }) => series.filter((one) => !isOfNodes(one))),
      ...last.series.filter(isOfNodes),
    ]),
    asked: distinct(sets.flatMap(({ asked }) => asked)).sort(),
    failed: distinct(sets.flatMap(({ failed }) => failed)),
    notices: distinct(sets.flatMap(({ notices }) => notices)),
    leftOut: distinct(sets.flatMap(({ leftOut = [] }) => leftOut)),
    cleaned: sets.reduce((all, { cleaned }) => addCleaned(all, cleaned), NOTHING_CLEANED),
  };
}

export interface SourceOptions {
  readonly clock?: Clock;
  /** Workloads up to which everything is read. */
  readonly wholeUpTo?: number;
  /** The parts of a large fleet, where the transport remembers its answers: each refresh then reads the same ones. */
  readonly kept?: KeptParts;
}

/** A source over any transport. */
export function sweepSource(
  transport: Transport,
  { clock = SYSTEM_CLOCK, wholeUpTo = WHOLE_UP_TO, kept }: SourceOptions = {}
): SeriesSource {
  return {
    fetch: async (request, asked = {}) => {
      const { range, namespaces = [], cluster } = request;
      const isFollowed = asked.isFollowed === true;
      const next = countingOn(asked);
      const inStages =
        (isRemembered: boolean, isLarge = false, abort = asked.abort): Stage =>
        async (work, read) => {
          const options = {
            ...next({ ...(isLarge && { isLarge }), ...(read && { read }) }),
            isFollowed: isRemembered,
            abort,
          };
          const manners = new Manners(clock, options.deadline ?? DEFAULT_DEADLINE, options.abort);
          try {
            return await work(new Inquiry(transport, options, manners));
          } finally {
            manners.end();
          }
        };
      const first = await inStages(isFollowed)(async (inquiry) => {
        const clusterLabel = await clusterLabelOf(inquiry, request);
        const scope: PlanScope = { range, namespaces, cluster, clusterLabel, exported: undefined };
        const census = await takeCensus(inquiry, scope);
        const known = { ...scope, exported: census.exported };
        const workloads = workloadsIn(census.sizes);
        return isReadWhole(workloads, range, census.scrape, wholeUpTo)
          ? { set: await readSmall(inquiry, known, census) }
          : { large: { scope: known, census, failed: [...inquiry.failed] } };
      });
      if (first.set) {
        return first.set;
      }
      const parts: SeriesSet[] = [];
      const take = asked.take ?? ((part: SeriesSet): void => void parts.push(part));
      const breathe = asked.pause ?? ((): Promise<void> => clock.sleep(0, new AbortController().signal));
      const task = {
        ...first.large,
        limits: asked.limits ?? USUAL_LIMITS,
        take,
        breathe,
        kept: isFollowed ? kept : undefined,
      };
      // Without parts that last nothing of them is asked for again, and nothing need be remembered.
      const isCarriedOn = task.kept !== undefined;
      // Where the taking fails a part is being read ahead.
      const last = await endingAll(asked.abort, (abort) =>
        readFleetParts({ ...task, stage: inStages(isCarriedOn, true, abort) })
      );
      return asked.take ? last : joined(parts, last);
    },
  };
}
