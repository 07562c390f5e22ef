// The same hours as other set-ups hold them: both recordings and lives of every story, read in every dialect
// (tests/support/dialects.ts). Counts what stands, what went and is named with its remedy, and what is neither.
import { STORIES, type Story } from '../../demo/cluster';
import { analyze } from '../../src/engine';
import { checkDialect, type Hours } from '../support/dialectCheck';
import { DIALECTS } from '../support/dialects';
import { readColumn, readColumns } from '../support/recordedSource';
import { scrapesOf } from '../support/scrapes';
import { readSimulatedColumn } from '../support/simulatedSource';
import { RECORDINGS } from '../support/truth';
import { recordLife } from './recordLife';

export interface DialectOptions {
  /** Only these: `recordings`, `stories`, `a`, `b`, or ids of stories. All when absent. */
  readonly only?: readonly string[];
  /** Only these namespaces of the recordings. */
  readonly namespaces?: readonly string[];
  readonly seeds: number;
  /** Every n-th dialect only, beginning with another one in each place. */
  readonly every: number;
}

export interface DialectTally {
  places: number;
  kept: number;
  named: number;
  readonly breaches: string[];
}

/** Tallies by id of the dialect. */
export type DialectTallies = ReadonlyMap<string, DialectTally>;

interface Place {
  readonly group: 'recordings' | 'stories';
  readonly id: string;
  readonly open: () => Hours;
}

function lived(story: Story, seed: number): Hours {
  const { series, range } = recordLife(story, seed);
  return { columns: series, range, read: readSimulatedColumn };
}

function placesOf({ only, namespaces, seeds }: DialectOptions): Place[] {
  const recordings = RECORDINGS.map(({ name, folder, range }) => ({
    group: 'recordings' as const,
    id: name,
    open: () => ({ columns: readColumns(folder('30s'), namespaces), range, read: readColumn }),
  }));
  const stories = STORIES.flatMap((story) =>
    Array.from({ length: seeds }, (_, seed) => ({
      group: 'stories' as const,
      id: story.id,
      open: () => lived(story, seed),
    }))
  );
  return [...recordings, ...stories].filter(
    ({ group, id }) => only === undefined || only.includes(group) || only.includes(id)
  );
}

/** Reads every place in every dialect. `onPlace` hears how far it has come. */
export function tryDialects(options: DialectOptions, onPlace: (id: string) => void): DialectTallies {
  const tallies = new Map(DIALECTS.map(({ id }) => [id, { places: 0, kept: 0, named: 0, breaches: [] as string[] }]));
  placesOf(options).forEach((place, index) => {
    const hours = place.open();
    const scrapes = scrapesOf(hours.columns, hours.range, hours.read);
    const full = analyze(scrapes.read(scrapes.columns));
    DIALECTS.forEach((dialect, i) => {
      const tally = tallies.get(dialect.id);
      if (tally && i % options.every === index % options.every) {
        const { kept, named, breaches } = checkDialect(dialect, { ...hours, columns: scrapes.columns }, full);
        tally.places++;
        tally.kept += kept;
        tally.named += named;
        tally.breaches.push(...breaches.map((breach) => `${place.id}: ${breach}`));
      }
    });
    onPlace(place.id);
  });
  return tallies;
}

/** What came of it, to read in a terminal. */
export function dialectLines(tallies: DialectTallies): string[] {
  return [...tallies].flatMap(([id, { places, kept, named, breaches }]) => [
    `${id.padEnd(24)} ${String(places).padStart(4)} places  ${String(kept).padStart(5)} stand  ${String(named).padStart(5)} named as not judged  ${breaches.length} breaches`,
    ...breaches.slice(0, 6).map((breach) => `    ${breach}`),
  ]);
}
