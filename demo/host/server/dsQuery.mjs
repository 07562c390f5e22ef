// POST /api/ds/query: runs every query of the body and answers 400 if one of them failed, else 200
// (grafana/grafana pkg/api/ds_query.go, toJsonStreamingResponse; the good results stay complete).
import { parseInstant } from './timeRange.mjs';
import { queryPrometheus } from './prometheusQuery.mjs';
import { queryVictoriaMetrics } from './victoriaMetricsQuery.mjs';

const RUNNERS = { prometheus: queryPrometheus, 'victoriametrics-metrics-datasource': queryVictoriaMetrics };
/** Managed Prometheus has types of its own with the backend of Prometheus: grafana-amazonprometheus-datasource and the like. */
const MANAGED = /^grafana-[0-9a-z]+prometheus-datasource$/;
/** The Prometheus backend runs up to 10 queries of a request at a time. */
const AT_ONCE = 10;

export async function runQueries(body, { findDatasource, call, signal, now = Date.now() }) {
  const queries = Array.isArray(body?.queries) ? body.queries : [];
  if (queries.length === 0) {
    return { status: 400, body: { message: 'bad request data', messageId: 'query.noQueries' } };
  }
  const range = { from: parseInstant(body.from, now), to: parseInstant(body.to, now) };
  const jobs = queries.map((query) => ({
    // What Grafana's query service fills in: pkg/services/query/query.go, parseMetricRequest.
    query: {
      ...query,
      refId: query.refId || 'A',
      maxDataPoints: query.maxDataPoints || 100,
      intervalMs: query.intervalMs || 1000,
    },
    datasource: findDatasource(query.datasource),
  }));
  if (jobs.some((job) => job.datasource === undefined || runnerOf(job.datasource) === undefined)) {
    return { status: 404, body: { message: 'Data source not found' } };
  }
  const results = {};
  const waiting = [...jobs];
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const run = runnerOf(job.datasource);
      results[job.query.refId] = await run(job.query, { datasource: job.datasource, range, call, signal });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, jobs.length) }, worker));
  const failed = Object.values(results).some((result) => result.error !== undefined);
  return { status: failed ? 400 : 200, body: { results } };
}

function runnerOf({ type }) {
  return MANAGED.test(type) ? queryPrometheus : RUNNERS[type];
}
