// Replays the recorded answers of Prometheus and VictoriaMetrics through the server's /api/ds/query and compares with
// what the real data source backends made of them (tests/fixtures/ds-query/README.md). Run: node --test demo/host/test/
// Left out: Grafana's own response limit, and a caller that went away (server.test.mjs).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runQueries } from '../server/dsQuery.mjs';
import { UpstreamError } from '../server/upstream.mjs';

const TYPES = [
  ['prometheus', 'prometheus', 9090],
  ['prometheus', 'grafana-amazonprometheus-datasource', 9090],
  ['victoriametrics', 'victoriametrics-metrics-datasource', 8428],
];

for (const [backend, type, port] of TYPES) {
  const recorded = JSON.parse(readFileSync(new URL(`recorded/${backend}.json`, import.meta.url), 'utf8'));
  for (const [name, { sent, jsonData, upstream, response }] of Object.entries(recorded)) {
    test(`${type}/${name}`, async () => {
      const datasource = { uid: 'truce-fixture', type, url: `http://127.0.0.1:${port}`, jsonData };
      const answer = await runQueries(sent, {
        findDatasource: () => datasource,
        call: async (request) => replay(upstream, request),
        signal: new AbortController().signal,
      });
      assert.equal(answer.status, response.status);
      assert.deepEqual(JSON.parse(JSON.stringify(answer.body)), response.body);
    });
  }
}

/** The database's recorded reply to this request, which must be the recorded request. */
function replay(upstream, { method, url, form }) {
  const { pathname, searchParams, host } = new URL(url);
  const sent = Object.fromEntries(form ?? searchParams);
  const match = upstream.find((one) => one.path === pathname && (one.form ?? one.query).query === sent.query);
  const shown = `${method[0]}${method.slice(1).toLowerCase()} "${url}"`;
  if (!match) {
    throw new UpstreamError(`${shown}: dial tcp ${host}: connect: connection refused`);
  }
  assert.deepEqual({ method, parameters: sent }, { method: match.method, parameters: match.form ?? match.query });
  if (!match.reply) {
    throw new UpstreamError(`${shown}: net/http: request canceled (Client.Timeout exceeded while awaiting headers)`);
  }
  const { status, body } = match.reply;
  return { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
}
