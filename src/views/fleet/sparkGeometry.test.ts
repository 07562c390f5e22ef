import {
  curve,
  deployment,
  END,
  finding,
  history,
  minute,
  sampleReport,
  START,
} from '../../../tests/support/sampleReport';
import { sparkGeometry } from './sparkGeometry';

const frame = { range: { from: START, to: END }, width: 150, top: 4, bottom: 24 };
const web = deployment('a', 'web');

test('a flat curve is one line in the middle', () => {
  expect(
    sparkGeometry(
      history(web, () => 3),
      frame
    )
  ).toMatchObject({ spec: 'M0 14H150V14', last: 3, lastY: 14, proposal: '' });
});

test('demand is drawn only inside the fight and shares the axis', () => {
  const both = history(web, () => 3, { curves: [curve('spec', () => 3), curve('proposal', () => 10)] });
  const spark = sparkGeometry(both, frame, finding(web, 'high', 'fighting', [37.5, 75]));
  expect(spark.spec).toBe('M0 24H150V24');
  expect(spark.proposal).toBe('M75 4H150V4');
  expect(spark.brackets).toEqual([{ x0: 75, x1: 150, isOpen: true }]);
});

test('the line breaks where samples stop', () => {
  const all = curve('spec', () => 3);
  const keep = [...all.times].map((t) => t < minute(20) || t > minute(40));
  const broken = { ...all, times: all.times.filter((_, i) => keep[i]), values: all.values.filter((_, i) => keep[i]) };
  const spark = sparkGeometry(
    history(web, () => 3, { curves: [broken] }),
    frame
  );
  expect(spark.spec.match(/M/g)).toHaveLength(2);
});

test('hidden writes are one piece each time they go on', () => {
  const [gitops] = sampleReport().workloads;
  const spark = sparkGeometry(gitops!, frame, finding(web, 'critical', 'ended', [10, 40]));
  expect(spark.hidden).toEqual([{ x0: 20, x1: 80, isOpen: false }]);
  expect(spark.brackets).toEqual([{ x0: 20, x1: 80, isOpen: false }]);
});

test('a workload without samples draws nothing', () => {
  expect(
    sparkGeometry(
      history(web, () => 1, { curves: [] }),
      frame
    )
  ).toMatchObject({ spec: '', last: undefined });
});
