/** @jest-environment node */
// The law of what is known (decision 0009): less data never means more findings, never silence, and never more confidence.
// Every loss over a part of each recording: every other one over half of these places, the rest over the other half.
// `npm run evaluate -- --losses` takes the whole of them, in all their forms.
import { analyze } from '../../src/engine';
import { compare } from '../support/lessData';
import { lossesOf } from '../support/losses';
import { readColumn, readColumns } from '../support/recordedSource';
import { scrapesOf } from '../support/scrapes';
import { RECORDINGS } from '../support/truth';

/** Fights of every family, and healthy look-alikes, of each recording: enough for every kind of signal, in half a minute. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  a: [
    'gitops-between',
    'hpa-range-tug',
    'hpa-double',
    'hpa-dangling',
    'hpa-missing-req',
    'hpa-flap',
    'hv-many-small',
    'keda-cliff',
    'keda-zero-gitops',
    'manual-vs-hpa',
    'quota-block',
    'rollout-inflation',
    'vpa-pdb',
    'ok-burst',
    'ok-rollout',
    'ok-vpa-off',
  ],
  b: [
    'mailroom',
    'recsys',
    'orders',
    'payments',
    'gateway',
    'chat',
    'tracking',
    'ml-serving',
    'clickstream',
    'hr',
    'docs',
    'inventory',
    'concerts',
  ],
};

describe.each(RECORDINGS.map((recording) => [recording.name, recording] as const))(
  'recording %s',
  (name, recording) => {
    const results = [0, 1].flatMap((half) => {
      const places = PLACES[name]?.filter((_, i) => i % 2 === half);
      const scrapes = scrapesOf(readColumns(recording.folder('15s'), places), recording.range, readColumn);
      const whole = scrapes.read(scrapes.columns);
      const full = analyze(whole);
      const losses = lossesOf(scrapes, whole).filter((_, i) => i % 2 === half);
      return losses.map((loss) => ({ title: loss.title, ...compare(full, analyze(loss.apply(whole)), loss) }));
    });

    test('there is something to lose, and most of what goes is said', () => {
      const said = results.reduce((n, { reasons }) => n + reasons.length, 0);
      expect(results.length).toBeGreaterThan(150);
      expect(said).toBeGreaterThan(100);
      process.stdout.write(
        `recording ${name}: ${results.length} losses, ${said} findings gone and named as not judged\n`
      );
    });

    test('nothing appears, nothing goes unsaid, nothing becomes surer', () => {
      expect(
        results.flatMap(({ title, breaches }) => breaches.map(({ what, finding }) => `${title}: ${what} ${finding}`))
      ).toEqual([]);
    });
  }
);
