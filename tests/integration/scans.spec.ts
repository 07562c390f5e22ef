/** @jest-environment node */
// The scans are necessary: over both recordings, on both databases, every finding above info stands on a workload that one of
// the scans of its rule names, and no scan fails. The field and the corpus: npm run evaluate -- --scans.
import { createScope } from '../../demo/databases/process.mjs';
import { analyze } from '../../src/engine';
import { httpTransport } from '../../src/sources/httpTransport';
import { sweepSource } from '../../src/sources/sweep';
import { loadFleet, type Loaded } from '../bench/fleet/load';
import { readColumns } from '../support/recordedSource';
import { largestNodes, loudOf, scanDatabase, unnamedIn } from '../support/scansNecessary';
import { RECORDINGS } from '../support/truth';
import { DATABASES, pairOf } from './servers';

const scope = createScope();
const other = RECORDINGS.find(({ name }) => name === 'b');
let loaded: Loaded;

beforeAll(async () => {
  loaded = await loadFleet(readColumns(other?.folder('30s') ?? ''), [], scope);
});

afterAll(() => scope.close());

const CASES = DATABASES.flatMap((database) => (['a', 'b'] as const).map((recording) => ({ database, recording })));

it.each(CASES)(
  '$database, recording $recording: each finding above info is named by a scan of its rule',
  async (one) => {
    const { from, to } = one.recording === 'a' ? pairOf('15s') : (other?.range ?? { from: 0, to: 0 });
    const url = one.recording === 'a' ? pairOf('15s')[one.database] : loaded[one.database];
    const set = await sweepSource(httpTransport({ url })).fetch({ range: { from, to }, clusterLabel: 'auto' });
    const report = analyze(set);
    const scanned = await scanDatabase(url, { from, to }, largestNodes(set));
    expect(scanned.failed).toEqual([]);
    expect(loudOf(report).length).toBeGreaterThan(30);
    expect(unnamedIn(report, scanned)).toEqual([]);
  }
);
