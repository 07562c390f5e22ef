// How far an instant query looks back: by the version of the data source, unless the query says it itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryVictoriaMetrics } from '../server/victoriaMetricsQuery.mjs';

/** The step that the database is asked with. */
async function stepOf(pluginVersion, interval) {
  let asked = '';
  await queryVictoriaMetrics(
    { refId: 'A', expr: 'up', instant: true, interval },
    {
      datasource: { url: 'http://vm', pluginVersion },
      range: { from: 0, to: 3_600_000 },
      call: ({ url }) => {
        asked = url;
        return Promise.resolve({
          status: 200,
          body: '{"status":"success","data":{"resultType":"vector","result":[]}}',
        });
      },
    }
  );
  return new URL(asked).searchParams.get('step');
}

test('15 s before 0.24, five minutes since, and what the query asks for in any', async () => {
  assert.equal(await stepOf('0.23.1'), '15s');
  assert.equal(await stepOf('0.24.0'), '5m0s');
  assert.equal(await stepOf('1.2.0'), '5m0s');
  assert.equal(await stepOf(undefined), '5m0s');
  assert.equal(await stepOf('0.23.1', '5m'), '5m');
});
