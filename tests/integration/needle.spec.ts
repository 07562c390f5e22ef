/** @jest-environment node */
// The needle in the haystack: among a thousand other workloads each finding of the recording is told word for word as it is
// told alone, on both databases. Larger fleets, and the other recording: npm run bench -- --fleet 30000.
import { createScope } from '../../demo/databases/process.mjs';
import { sweepFleet } from '../../src/cli/judgeFleet';
import type { Report } from '../../src/model/report';
import { httpTransport } from '../../src/sources/httpTransport';
import { sweepSource } from '../../src/sources/sweep';
import { readHay, type Hay } from '../bench/fleet/hay';
import { loadFleet, type Loaded } from '../bench/fleet/load';
import { findNeedle } from '../bench/fleet/needle';
import type { Placed } from '../bench/fleet/plan';
import { DATABASES, pairOf } from './servers';

const WORKLOADS = 1000;
const scope = createScope();
let hay: Hay;
let fleet: readonly Placed[];
let inside: Loaded;

async function judge(url: string): Promise<Report> {
  const question = { namespaces: [], strict: false };
  const request = { range: hay.range, clusterLabel: 'auto' };
  return (await sweepFleet(sweepSource(httpTransport({ url })), request, question)).report;
}

beforeAll(async () => {
  hay = await readHay('a');
  fleet = hay.around(WORKLOADS);
  inside = await loadFleet(hay.recorded, fleet, scope);
});

afterAll(() => scope.close());

it.each(DATABASES)('%s: no finding of the recording is hidden, changed or made up by the fleet', async (database) => {
  const told = await judge(pairOf('30s')[database]);
  const others = new Set(fleet.map(({ namespace }) => namespace));
  expect(told.findings.length).toBeGreaterThan(30);
  expect(findNeedle(told, await judge(inside[database]), others)).toEqual([]);
});
