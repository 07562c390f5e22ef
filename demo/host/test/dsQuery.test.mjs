// Replays the recorded answers of Prometheus and VictoriaMetrics through the server's /api/ds/query and compares
// with what the real data source backends made of them. Run: TRUCE_FIXTURES=DIR node --test demo/host/test/
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runQueries } from '../server/dsQuery.mjs';
import { UpstreamError } from '../server/upstream.mjs';

const fixtures = process.env.TRUCE_FIXTURES ?? '/work/shared/fixtures/ds-query';
const TYPES = { prometheus: ['prometheus', 9090], victoriametrics: ['victoriametrics-metrics-datasource', 8428] };
/** Grafana's own limits and a caller that went away: not part of what the preview answers. */
const OUT_OF_SCOPE = new Set(['canceled', 'response-limit']);

const read = (...parts) => JSON.parse(readFileSync(join(fixtures, ...parts), 'utf8'));

for (const [backend, [type, port]] of Object.entries(TYPES)) {
  const cases = existsSync(join(fixtures, backend)) ? readdirSync(join(fixtures, backend)) : [];
  for (const name of cases.filter((one) => !OUT_OF_SCOPE.has(one))) {
    test(`${backend}/${name}`, async () => {
      const request = read(backend, name, 'request.json');
      const upstream = read(backend, name, 'upstream.json');
      const expected = read(backend, name, 'response.json');
      const call = async ({ method, url, form }) => replay(upstream, { method, url, form });
      const datasource = { uid: 'truce-fixture', type, url: `http://127.0.0.1:${port}`, jsonData: request.jsonData };
      const answer = await runQueries(request.sent.body, {
        findDatasource: () => datasource,
        call,
        signal: new AbortController().signal,
      });
      assert.equal(answer.status, expected.status);
      assert.deepEqual(JSON.parse(JSON.stringify(answer.body)), expected.body);
    });
  }
}

function replay(upstream, { method, url, form }) {
  const { pathname, searchParams } = new URL(url);
  const sent = Object.fromEntries(form ?? searchParams);
  const match = upstream.find((one) => one.path === pathname && (one.form ?? one.query).query === sent.query);
  if (match) {
    assert.deepEqual({ method, parameters: sent }, { method: match.method, parameters: match.form ?? match.query });
  }
  if (!match || !match.reply) {
    const shown = `${method[0]}${method.slice(1).toLowerCase()} "${url}"`;
    throw new UpstreamError(
      `${shown}: ${match ? 'net/http: request canceled (Client.Timeout exceeded while awaiting headers)' : `dial tcp ${new URL(url).host}: connect: connection refused`}`
    );
  }
  const { status, body } = match.reply;
  return { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
}
