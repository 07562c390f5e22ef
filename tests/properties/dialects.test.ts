/** @jest-environment node */
// The same hours as other set-ups hold them: the findings are the same, or named as not judged with the remedy that fits
// the set-up; never a new one. `npm run evaluate -- --dialects` reads both recordings and the whole corpus so.
import { STORIES } from '../../demo/cluster';
import { analyze } from '../../src/engine';
import { recordLife } from '../evaluate/recordLife';
import { checkDialect, type Hours } from '../support/dialectCheck';
import { DIALECTS } from '../support/dialects';
import { readColumn, readColumns, type Column } from '../support/recordedSource';
import { scrapesOf } from '../support/scrapes';
import { readSimulatedColumn } from '../support/simulatedSource';
import { RECORDINGS } from '../support/truth';

/** One fight or look-alike of each family. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  a: ['gitops-between', 'hpa-range-tug', 'keda-zero-gitops', 'vpa-pdb', 'rollout-inflation', 'ok-vpa-off'],
  b: ['mailroom', 'recsys', 'payments', 'docs'],
};
/** Stories of what the recordings have not: node autoscalers. */
const LIVES = ['dual-node-autoscalers', 'node-limit-reached'];

function recorded(name: string): Hours {
  const recording = RECORDINGS.find((one) => one.name === name);
  const columns = recording ? readColumns(recording.folder('30s'), PLACES[name]) : [];
  return { columns, range: recording?.range ?? { from: 0, to: 0 }, read: readColumn };
}

function lived(id: string): Hours {
  const story = STORIES.find((one) => one.id === id || one.expect === id);
  const { series, range } = recordLife(story as (typeof STORIES)[number], 0);
  const { columns } = scrapesOf(series as readonly Column[], range, readSimulatedColumn);
  return { columns, range, read: readSimulatedColumn };
}

const HOURS = [
  ...Object.keys(PLACES).map((name) => [`recording ${name}`, recorded(name)] as const),
  ...LIVES.map((id) => [id, lived(id)] as const),
];

describe.each(HOURS)('%s', (name, hours) => {
  const scrapes = scrapesOf(hours.columns, hours.range, hours.read);
  const full = analyze(scrapes.read(scrapes.columns));

  test.each(DIALECTS.map((dialect) => [dialect.id, dialect] as const))('as %s', (id, dialect) => {
    expect(full.findings.length).toBeGreaterThan(0);
    const { breaches, named, kept } = checkDialect(dialect, { ...hours, columns: scrapes.columns }, full);
    expect(breaches).toEqual([]);
    // A list of names keeps something back, and nothing else does in every place: else this would hold for want of data.
    expect({ id, named: named > 0 || kept > 0 }).toEqual({ id, named: true });
    if (dialect.setup && name.startsWith('recording')) {
      expect(named).toBeGreaterThan(0);
    }
  });
});
