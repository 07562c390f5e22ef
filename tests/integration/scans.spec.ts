/** @jest-environment node */
// The scans are necessary: over the recording, on both databases, every finding above info stands on a workload that one of
// the scans of its rule names, and no scan fails. The other recording, the field and the corpus: npm run evaluate -- --scans.
import { analyze } from '../../src/engine';
import { httpTransport } from '../../src/sources/httpTransport';
import { sweepSource } from '../../src/sources/sweep';
import { largestNodes, loudOf, scanDatabase, unnamedIn } from '../support/scansNecessary';
import { DATABASES, pairOf } from './servers';

const pair = pairOf('15s');
const range = { from: pair.from, to: pair.to };

it.each(DATABASES)('%s: each finding above info is named by a scan of its rule', async (database) => {
  const url = pair[database];
  const set = await sweepSource(httpTransport({ url })).fetch({ range, clusterLabel: 'auto' });
  const report = analyze(set);
  const scanned = await scanDatabase(url, range, largestNodes(set));
  expect(scanned.failed).toEqual([]);
  expect(loudOf(report).length).toBeGreaterThan(30);
  expect(unnamedIn(report, scanned)).toEqual([]);
});
