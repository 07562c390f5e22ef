// Every rule's own story, told with names that anybody may have put into labels: as a fleet of such names, or with one
// label of them bad and all others good, which is what an attacker has.
import { createCluster, record, STORIES } from '../../demo/cluster';
import type { Series, SeriesSet } from '../../src/model/series';
import { readSimulated } from './simulatedSource';

const START = Date.UTC(2026, 0, 5, 8);

/** One story for each rule, as its first seed tells it. */
export function storyOfEachRule(): SeriesSet[] {
  const rules = [...new Set(STORIES.map((story) => story.expect))].filter((rule) => rule !== null);
  return rules.flatMap((rule) => {
    const story = STORIES.find(({ expect }) => expect === rule);
    if (!story) {
      return [];
    }
    const range = { from: START, to: START + story.seconds * 1000 };
    const cluster = createCluster({ ...story.build(1), seed: 1, startMs: START });
    const samples = { fromMs: range.from, toMs: range.to, jitterSeconds: 0.5, scrapeSeconds: 30 };
    return [readSimulated(record(cluster, samples), range)];
  });
}

/** Labels whose values are words of Kubernetes, not names: with others the story is another one. */
const WORDS = [
  'kind',
  'condition',
  'status',
  'mode',
  'target',
  'ownerKind',
  'targetKind',
  'resource',
  'type',
  'reason',
];

/** Places where a name stands: the namespace, the name of an object, or a label. */
export type Place = string;

/** The places of names in a sweep. */
export function placesIn(set: SeriesSet): Place[] {
  const attributes = new Set(set.series.flatMap((s) => Object.keys(s.attributes)));
  return ['namespace', 'object', ...[...attributes].filter((key) => !WORDS.includes(key)).sort()];
}

/**
 * The same sweep with other names at some places. Equal names stay equal, whichever label carries them, as the series of
 * an object are joined by them.
 */
export function renamed(set: SeriesSet, places: readonly Place[], rename: (name: string) => string): SeriesSet {
  const at = (place: Place, value: string): string => (value !== '' && places.includes(place) ? rename(value) : value);
  const series = set.series.map((s): Series => ({
    ...s,
    namespace: at('namespace', s.namespace),
    object: at('object', s.object),
    attributes: Object.fromEntries(Object.entries(s.attributes).map(([key, value]) => [key, at(key, value)])),
  }));
  return { ...set, series };
}
