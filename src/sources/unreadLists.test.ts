/** @jest-environment node */
// Lists of a large fleet that were not read: whom they would have named is not known, and so nobody is calm by what he does
// not have.
import { fakeDatabase, type Behaviour, type Stored } from '../../tests/support/fakeDatabase';
import { readColumns } from '../../tests/support/recordedSource';
import { RECORDED, recording } from '../../tests/support/truth';
import { analyze, mergeReports } from '../engine';
import type { Report } from '../model/report';
import type { SeriesSet } from '../model/series';
import type { SweepOptions, SweepRequest } from './seriesSource';
import { sweepSource } from './sweep';
import type { Transport, TransportQuery } from './transport';

const PLACES = ['gitops-between', 'hv-many-small', 'hpa-keda-double', 'keda-zero-gitops'];
const recorded: Stored[] = readColumns(recording('30s'), PLACES).map(({ labels, times, values }) => ({
  labels,
  times: Float64Array.from(times),
  values: Float64Array.from(values),
}));

const placeOf = ({ labels }: Stored): string | undefined => labels.exported_namespace ?? labels.namespace;

/** Many stand beside each of the recorded: they are read by name, not with all of their namespace. */
const beside = PLACES.flatMap((namespace) =>
  Array.from({ length: 12 }, (_, i) => ({
    labels: { __name__: 'kube_deployment_spec_replicas', namespace, deployment: `n${i}-idle` },
    times: Float64Array.of(RECORDED.to - 60_000, RECORDED.to - 30_000),
    values: Float64Array.of(1, 1),
  }))
);

/** Of the scans only these name anybody: whatever stands in the series that they look at. */
function scannedBy(scans: RegExp): (stored: readonly Stored[], behaviour: Behaviour) => Transport {
  return (stored, behaviour) => {
    const database = fakeDatabase(stored, behaviour);
    return {
      ...database,
      instant: (queries, at, abort) =>
        queries.every(({ id }) => id.startsWith('scan-') && !scans.test(id))
          ? Promise.resolve(queries.map(({ id }) => ({ id, series: [], notices: [] })))
          : database.instant(queries, at, abort),
    };
  };
}

const writesOnly = scannedBy(/^scan-rewritten-\d+$/);
const calm = scannedBy(/^$/);

async function report(
  database: Transport,
  options: SweepOptions = {},
  request: Partial<SweepRequest> = {}
): Promise<Report> {
  const parts: Report[] = [];
  const take = (part: SeriesSet): void => void parts.push(analyze(part));
  const last = await sweepSource(database, { wholeUpTo: 0 }).fetch(
    { range: { from: RECORDED.to - 3_600_000, to: RECORDED.to }, clusterLabel: 'auto', ...request },
    { ...options, take }
  );
  const [first = analyze(last), ...others] = parts;
  return mergeReports(parts.length === 0 ? [first] : [first, ...others, analyze(last)]);
}

test.each<[string, RegExp, string]>([
  ['HPAs', /^census-hpa\.info/, 'gitops-between'],
  ['VPAs', /^census-(highest|lowest|uncapped)/, 'hv-many-small'],
  ['ScaledObjects', /^census-(hpa\.labels|keda|scaledobject)/, 'hpa-keda-double'],
])('who is suspected is judged with all scalers where the list of %s was not read', async (_, list, place) => {
  let failed = 0;
  const found = async (behaviour: Behaviour): Promise<unknown> => {
    const told = await report(writesOnly([...recorded, ...beside], behaviour));
    return told.findings.filter(({ workload }) => workload.namespace === place);
  };
  const all = await found({});
  expect(all).not.toEqual([]);
  const fails = ({ id }: TransportQuery): string | undefined => {
    failed += list.test(id) ? 1 : 0;
    return list.test(id) ? 'too many samples' : undefined;
  };
  expect(await found({ fails })).toEqual(all);
  expect(failed).toBeGreaterThan(0);
});

test.each<[string, RegExp]>([
  ['recommendations', /^census-highest/],
  ['modes', /^census-vpa\.mode/],
])('a list of %s of VPAs that failed in one shard says nothing of the others', async (_, list) => {
  // Names that together are too long for one query make shards of a small fleet.
  const crowd = Array.from({ length: 30 }, (_, i) => `team-${String(i).padStart(2, '0')}-${'x'.repeat(50)}`);
  const idle = crowd.map((namespace) => ({
    ...(beside[0] as Stored),
    labels: { __name__: 'kube_deployment_spec_replicas', namespace, deployment: 'web' },
  }));
  const failing = new Set<string>();
  const fails = ({ id, expr }: TransportQuery): string | undefined => {
    const isHere = list.test(id) && expr.includes(crowd[0] ?? '');
    crowd.filter((name) => isHere && expr.includes(name)).forEach((name) => failing.add(name));
    return isHere ? 'too many samples' : undefined;
  };
  const namespaces = [...crowd, 'hv-many-small'];
  const { quiet = [] } = await report(writesOnly([...recorded, ...idle], { fails }), {}, { namespaces });
  const unread = quiet.filter(({ unjudged }) =>
    unjudged.some(({ state, kinds }) => state === 'failed' && kinds.some((kind) => kind.startsWith('vpa.')))
  );
  const told = unread.flatMap(({ workloads }) => workloads.map(({ namespace }) => namespace));
  expect(failing.size).toBeLessThan(crowd.length);
  expect(told.sort()).toEqual([...failing].sort());
  expect(failing.size).toBeGreaterThan(0);
});

/** What is said of rules that were not judged on what no scan named. */
function saidOf({ quiet = [] }: Report, rule: string): string[] {
  return [
    ...new Set(quiet.flatMap(({ unjudged }) => unjudged.filter((one) => one.rule === rule).map(({ state }) => state))),
  ];
}

test.each<[string, RegExp, string]>([
  ['how VPAs are spelled', /^spelling-vpa\.target/, 'vpa-capped'],
  ['what is rare', /^rare-kinds/, 'vpa-eviction-loop'],
  ['what is common', /^common-kinds/, 'hpa-pinned-max'],
])('nobody is told to export what a failed question after %s left open', async (_, question, rule) => {
  const fails = ({ id }: TransportQuery): string | undefined => (question.test(id) ? 'too many samples' : undefined);
  const stored = [...recorded, ...beside].filter((one) => placeOf(one) === 'gitops-between');
  expect(saidOf(await report(calm(stored, { fails })), rule)).toEqual(['failed']);
});

test('a list that takes all of its time takes none of the time of the lists after it', async () => {
  const hangs = ({ id }: TransportQuery): boolean => id.startsWith('census-keda.active');
  const stored = [...recorded, ...beside].filter((one) => /^(gitops-between|hv-many-small)$/.test(placeOf(one) ?? ''));
  const late = await report(calm(stored, { hangs }), { deadline: 400 });
  expect(saidOf(late, 'keda-activation-gap')).toEqual(['failed']);
  expect(saidOf(late, 'vpa-multi-match')).toEqual([]);
});
