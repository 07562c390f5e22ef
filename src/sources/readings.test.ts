/** @jest-environment node */
// Whether it matters who reads elsewhere, and what is asked then.
import { fakeClock } from '../../tests/support/fakeClock';
import { workload, type WorkloadCase } from '../../tests/support/workload';
import { Inquiry } from './inquiry';
import { Manners } from './manners';
import { readFailure } from './readFailure';
import { askReadings, missesMetrics } from './readings';
import type { Transport, TransportQuery } from './transport';

const hpa = (status: string, replicas = '3x60'): WorkloadCase => ({
  ns: 'shop',
  name: 'web',
  replicas,
  length: 61,
  hpas: [{ name: 'web', metrics: [{ name: 's0-kafka', type: 'average', target: 5, status }] }],
});

test.each([
  ['every pass tells the metric', hpa('5x60'), false],
  ['a pass or two do not', hpa('5x30 _x3 5x26'), false],
  ['it is gone for minutes', hpa('5x30 _x30'), true],
  ['it never came', hpa('_x60'), true],
  ['there are no pods', hpa('_x60', '0x60'), false],
])('where %s, who reads elsewhere matters or not', (_, one, matters) => {
  expect(missesMetrics(workload(one))).toBe(matters);
});

const range = { from: 0, to: 3_600_000 };
const scope = { range, namespaces: ['shop'], cluster: undefined, clusterLabel: 'auto', exported: undefined };

function inquiryOf(isFailing: (query: TransportQuery) => boolean, asked: TransportQuery[] = []): Inquiry {
  const transport: Transport = {
    instant: async () => [],
    range: async (queries) =>
      queries.map((query) => {
        asked.push(query);
        return isFailing(query)
          ? {
              id: query.id,
              series: [],
              notices: [],
              error: readFailure({ text: 'query processing would load too many samples' }),
            }
          : {
              id: query.id,
              notices: [],
              series: [{ labels: { cluster: 'eu' }, times: Float64Array.of(30_000), values: Float64Array.of(4) }],
            };
      }),
  };
  return new Inquiry(transport, {}, new Manners(fakeClock(), 60_000));
}

test('it is counted by cluster, on a grid, whatever the namespaces', async () => {
  const asked: TransportQuery[] = [];
  const found = await askReadings(
    inquiryOf(() => false, asked),
    scope,
    15_000
  );
  expect(found?.map(({ cluster, source, step }) => [cluster, source, step])).toEqual([
    ['eu', 'keda', 30_000],
    ['eu', 'resource', 30_000],
    ['eu', 'resource-asked', 30_000],
  ]);
  expect(asked.map(({ expr }) => expr).join()).not.toContain('shop');
  expect(asked[0]?.expr).toMatch(/^count by \(cluster, .*status_target_metric.*metric_name=~"s\[0-9\]\+-/);
});

test('where one of the counts fails nothing is known, and it is told as failed', async () => {
  const inquiry = inquiryOf(({ id }) => id === 'reading-resource');
  expect(await askReadings(inquiry, scope, 15_000)).toBeUndefined();
  expect(inquiry.failed).toHaveLength(1);
});
