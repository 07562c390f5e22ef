// Six things that were once said, each measured on other people's data or on broken servers, and each wrong. Over real
// servers, with the fault made on the way.
import { DATABASES, pairOf } from '../integration/servers';
import { FaultBench, FIGHT } from './bench';
import { findingsIn, isNamedUnjudged, say } from './commandLine';
import { editBody, page, type Pair, type Row } from './effects';
import type { Fault } from './faults';
import { MEASURED } from './measured';
import { panelData, panelWords } from './panel';
import { PANEL, headOf } from './plan';

jest.mock('../../src/views/timeline/TimelineView', () => ({ TimelineView: () => null }));

const bench = new FaultBench();
beforeAll(() => bench.start());
afterAll(() => bench.stop());

/** As if these series had never been exported: no answer holds them, and whoever asks for them alone gets none. */
function without(names: RegExp): Fault {
  const drop = editBody((body) => ({
    ...body,
    data: { ...body.data, result: body.data.result.filter(({ metric }) => !names.test(String(metric.__name__))) },
  }));
  return { title: '', leaves: 'part', mischief: { effect: drop } };
}

/** Each object once in a cluster called east and once, with other numbers, in one called west. */
const TWO_CLUSTERS: Fault = {
  title: '',
  leaves: 'part',
  mischief: {
    effect: editBody((body) => ({
      ...body,
      data: {
        ...body.data,
        result: body.data.result.flatMap((row) => [inCluster(row, 'east', 0), inCluster(row, 'west', 3)]),
      },
    })),
  },
};

function inCluster(row: Row, name: string, more: number): Row {
  const other = ([at, value]: Pair): Pair => [at, String(Number(value) + more)];
  return {
    metric: { ...row.metric, cluster_id: name },
    ...(row.value && { value: other(row.value) }),
    ...(row.values && { values: row.values.map(other) }),
  };
}

describe.each(DATABASES)('%s:', (database) => {
  it(MEASURED.podRequests, async () => {
    const strikes = ({ query }: { query: string }) => query.includes('kube_pod_container_resource_requests');
    const fault: Fault = { title: '', leaves: 'part', mischief: { effect: page(504, 'Gateway Timeout'), strikes } };
    const { status, stderr, report } = await say(bench.spoil(fault, database), { range: bench.range });
    const clean = findingsIn(bench.cleanOf(database).fights.report);
    expect(findingsIn(report).filter((finding) => !clean.includes(finding))).toEqual([]);
    expect(isNamedUnjudged(report, 'hpa-missing-requests on hpa-missing-req/web')).toBe(true);
    expect([status, stderr]).toEqual([1, expect.stringContaining('2 queries failed: HTTP 504')]);
  });

  it(MEASURED.keepList, async () => {
    const fault = without(/^kube_horizontalpodautoscaler_info$/);
    const asked = /last_over_time\(kube_horizontalpodautoscaler_info/;
    const empty = editBody((body) => ({ ...body, data: { ...body.data, result: [] } }));
    const both: Fault = {
      ...fault,
      mischief: { effect: empty, strikes: ({ query }) => asked.test(query) },
    };
    const { report } = await say(bench.spoil(both, database), { range: bench.range });
    const clean = findingsIn(bench.cleanOf(database).fights.report);
    expect(findingsIn(report).filter((finding) => !clean.includes(finding))).toEqual([]);
    expect(JSON.stringify(report)).not.toMatch(/which does not exist|delete (hpa|horizontalpodautoscaler)/);
  });

  it(MEASURED.panelOverFight, async () => {
    const strikes = ({ query }: { query: string }) => headOf(query) === PANEL[0];
    const fault: Fault = { title: '', leaves: 'part', mischief: { effect: page(502, 'Bad Gateway'), strikes } };
    const { sizes, ticks } = await panelWords(await panelData(bench.source(fault, database), FIGHT, bench.range));
    expect(ticks).toBe(0);
    for (const texts of sizes) {
      expect(texts.join(' ')).toMatch(/not judged/i);
      expect(texts.join(' ')).not.toMatch(/quiet|Nothing fought|\bcalm\b(?! workload)/);
    }
  });

  it(MEASURED.kedaNotScraped, async () => {
    const { from, to, [database]: url } = pairOf('15s');
    const namespace = 'keda-double-so';
    const fault = without(/^keda_/);
    const spoiled = bench.spoilAt(url, fault.mischief);
    const { status, stderr, report } = await say(spoiled, { range: { from, to }, namespace });
    expect(report.verdicts.map(({ verdict }) => verdict)).not.toContain('calm');
    expect(report.verdict).not.toBe('calm');
    expect(status === 0 ? stderr : 'said').toBe('said');
  });

  it(MEASURED.twoClusters, async () => {
    const { status, report } = await say(bench.spoil(TWO_CLUSTERS, database), { range: bench.range });
    const inEast = report.findings.filter(({ workload }) => workload.cluster === 'east');
    // East has the numbers of the recording, west has others: what fights in one is not what fights in the other.
    expect(findingsIn({ ...report, findings: inEast })).toEqual(findingsIn(bench.cleanOf(database).fights.report));
    expect(new Set(report.verdicts.map(({ workload }) => workload.cluster))).toEqual(new Set(['east', 'west']));
    expect(status).toBe(1);
  });

  it(MEASURED.everythingTwice, async () => {
    const doubled = pairOf('doubled')[database];
    const { status, report } = await say(doubled, { range: bench.range });
    const { fights } = bench.cleanOf(database);
    expect([status, findingsIn(report)]).toEqual([1, findingsIn(fights.report)]);
    const fault: Fault = { title: '', leaves: 'all', servers: 'doubled' };
    const { sizes } = await panelWords(await panelData(bench.source(fault, database), FIGHT, bench.range));
    expect(sizes.map((texts) => texts.join(' '))).toEqual([
      expect.stringContaining('Git writes 5'),
      expect.stringContaining('Git × HPA'),
      expect.stringContaining('1 fight'),
    ]);
  });
});
