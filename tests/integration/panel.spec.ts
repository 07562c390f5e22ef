// A dashboard's way into the engine: the panel's queries, answered by real servers, framed as Grafana's data sources frame
// them (demo/host/server, held against recordings), read by the panel's own reader.
import type { DataFrame } from '@grafana/data';
import { toDataQueryResponse } from '@grafana/runtime';
import { runQueries } from '../../demo/host/server/dsQuery.mjs';
import { callDatabase } from '../../demo/host/server/upstream.mjs';
import { analyze } from '../../src/engine';
import type { Interval } from '../../src/kit/interval';
import type { WorkloadRef } from '../../src/model/workload';
import { panelQueries, type PanelQueryOptions } from '../../src/queries/panelQueries';
import { seriesFromFrames } from '../../src/sources/panelSeries';
import { DATABASES, pairOf, type DatabaseName, type PairName } from './servers';

const TYPES: Record<DatabaseName, string> = {
  prometheus: 'prometheus',
  victoriametrics: 'victoriametrics-metrics-datasource',
};

/** What the panel gets to see of a workload. */
async function framesOf(
  pairName: PairName,
  database: DatabaseName,
  workload: WorkloadRef,
  options?: PanelQueryOptions
) {
  const pair = pairOf(pairName);
  const range: Interval = { from: pair.from, to: pair.to };
  const datasource = { uid: 'it', type: TYPES[database], url: pair[database], jsonData: {} };
  const body = {
    queries: panelQueries(workload, options).map((query) => ({ ...query, datasource: { uid: 'it' } })),
    from: String(range.from),
    to: String(range.to),
  };
  const signal = new AbortController().signal;
  const answer = await runQueries(body, { findDatasource: () => datasource, call: callDatabase, signal });
  const { data, errors = [] } = toDataQueryResponse({ data: answer.body }, body.queries) as {
    data: DataFrame[];
    errors?: unknown[];
  };
  expect(errors).toEqual([]);
  return { range, set: seriesFromFrames(data, range), refIds: new Set(data.map((frame) => frame.refId)) };
}

const CASES: Array<[namespace: string, name: string, rule: string, kinds: string[]]> = [
  ['gitops-between', 'web', 'hpa-gitops-replicas', ['hpa.desired', 'workload.replicas', 'workload.generation']],
  ['keda-cliff', 'encoder', 'keda-cooldown-cliff', ['keda.active', 'keda.value', 'scaledobject.cooldown']],
  ['hv-few-giants', 'batch', 'hpa-vpa-same-resource', ['vpa.target', 'pod.request', 'pod.owner', 'vpa.evicted']],
];

describe.each(DATABASES)('%s', (database) => {
  it.each(CASES)('%s/%s: the panel sees %s', async (namespace, name, rule, kinds) => {
    const workload = { cluster: '', namespace, kind: 'Deployment', name };
    const { set } = await framesOf('15s', database, workload);
    const found = new Set(set.series.map((series) => series.kind));
    expect([...found]).toEqual(expect.arrayContaining(kinds));
    expect(set.series.every((series) => series.namespace === namespace)).toBe(true);
    const report = analyze(set);
    expect(report.workloads.map((history) => history.workload.name)).toEqual([name]);
    expect(report.findings.map((finding) => finding.rule)).toContain(rule);
  });

  it('reads KEDA in the dialect without honor_labels', async () => {
    const workload = { cluster: '', namespace: 'keda-cliff', kind: 'Deployment', name: 'encoder' };
    const plain = await framesOf('30s', database, workload);
    const exported = await framesOf('30s', database, workload, { kedaExported: true });
    const kinds = ({ set }: typeof plain) => set.series.map((series) => series.kind);
    expect(kinds(plain)).not.toContain('keda.active');
    expect(kinds(exported)).toContain('keda.active');
  });
});
