// Less data never means more findings, and never silence (decision 0009), over both recordings in all their forms and over
// lives of every story: takes away everything that can be, one thing at a time, and counts what became of the findings.
import { STORIES, type Story } from '../../demo/cluster';
import { analyze } from '../../src/engine';
import { compare } from '../support/lessData';
import { lossesOf } from '../support/losses';
import { readColumn, readColumns, type Column } from '../support/recordedSource';
import { scrapesOf, type Scrapes } from '../support/scrapes';
import { readSimulatedColumn } from '../support/simulatedSource';
import { everyNth, gridOf } from '../support/thin';
import { RECORDINGS, type Recording } from '../support/truth';
import { recordLife } from './recordLife';

export interface LossOptions {
  /** Only these: `recordings`, `a-15s`, `b-60s`, `stories`, or ids of stories. All when absent. */
  readonly only?: readonly string[];
  /** Only these namespaces of the recordings. */
  readonly namespaces?: readonly string[];
  /** Lives of each story. */
  readonly seeds: number;
  /** Every n-th loss only, beginning with another one in each place: a sample that in the end meets every loss. */
  readonly every: number;
}

/** Hours from which things are taken away. */
interface Place {
  readonly group: 'recordings' | 'stories';
  readonly id: string;
  readonly name: string;
  readonly open: () => Scrapes;
}

const FORMS = ['15s', '30s', '60s'] as const;

function recorded(recording: Recording, form: (typeof FORMS)[number], namespaces?: readonly string[]): Scrapes {
  const columns = readColumns(recording.folder(form === '30s' ? '30s' : '15s'), namespaces);
  const scrapes = scrapesOf(columns, recording.range, readColumn);
  if (form !== '60s') {
    return scrapes;
  }
  const grid = gridOf(scrapes.read(scrapes.columns));
  return scrapesOf(columns, recording.range, readColumn, (set) => everyNth(set, grid, 4));
}

function lived(story: Story, seed: number): Scrapes {
  const { series, range } = recordLife(story, seed);
  return scrapesOf(series as readonly Column[], range, readSimulatedColumn);
}

function placesOf({ only, namespaces, seeds }: LossOptions): Place[] {
  const recordings = RECORDINGS.flatMap((recording) =>
    FORMS.map((form) => ({
      group: 'recordings' as const,
      id: `${recording.name}-${form}`,
      name: `recording ${recording.name}, ${form}`,
      open: () => recorded(recording, form, namespaces),
    }))
  );
  const stories = STORIES.flatMap((story) =>
    Array.from({ length: seeds }, (_, seed) => ({
      group: 'stories' as const,
      id: story.id,
      name: `${story.id}, life ${seed}`,
      open: () => lived(story, seed),
    }))
  );
  return [...recordings, ...stories].filter(
    ({ group, id }) => only === undefined || only.includes(group) || only.includes(id)
  );
}

export interface LossTally {
  cases: number;
  readonly reasons: Map<string, number>;
  /** `what rule`, with the places and losses where it happened. */
  readonly breaches: Map<string, string[]>;
}

function tryPlace({ name, open }: Place, index: number, every: number, tally: LossTally): void {
  const scrapes = open();
  const whole = scrapes.read(scrapes.columns);
  const full = analyze(whole);
  const losses = lossesOf(scrapes, whole).filter((_, i) => i % every === index % every);
  for (const loss of losses) {
    const { breaches, reasons } = compare(full, analyze(loss.apply(whole)), loss);
    tally.cases++;
    reasons.forEach((reason) => tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1));
    for (const { what, finding } of breaches) {
      const key = `${what}: ${finding.replace(/ on .*/, '')}`;
      tally.breaches.set(key, [...(tally.breaches.get(key) ?? []), `${name}, ${loss.title}: ${finding}`]);
    }
  }
}

/** Takes everything away, place by place. `onPlace` hears how far it has come. */
export function tryLosses(options: LossOptions, onPlace: (name: string, tally: LossTally) => void): LossTally {
  const tally: LossTally = { cases: 0, reasons: new Map(), breaches: new Map() };
  placesOf(options).forEach((place, index) => {
    tryPlace(place, index, options.every, tally);
    onPlace(place.name, tally);
  });
  return tally;
}

/** What came of it, to read in a terminal. */
export function lossLines({ cases, reasons, breaches }: LossTally): string[] {
  const byCount = [...reasons].sort(([, a], [, b]) => b - a);
  const gone = byCount.reduce((n, [, count]) => n + count, 0);
  const broken = [...breaches.values()].flat().length;
  return [
    `${cases} losses: ${gone} findings went and are named as not judged, ${broken} breaches`,
    ...byCount.map(([reason, count]) => `${String(count).padStart(7)}  ${reason}`),
    ...[...breaches].flatMap(([key, where]) => [`${key} (${where.length})`, ...where.map((one) => `    ${one}`)]),
  ];
}
