// Sweeps apart from their pages: whoever looks on hears how each of them ends.
import { judgeHere } from '../../judge/judgeHere';
import { analyzeInSteps } from '../../engine';
import { pinned } from '../url/timeText';
import { AnswerStore } from './answerStore';
import type { SweepTools } from './runSweep';
import { SweepsUnderWay } from './sweepsUnderWay';

const QUESTION = { ds: 'prom', time: pinned({ from: 1795397301000, to: 1795401801000 }), cluster: '', namespaces: [] };
const TOOLS: SweepTools = {
  open: () => ({ fetch: () => new Promise(() => undefined) }),
  transport: () => {
    throw new Error('not asked');
  },
  judge: judgeHere(() => Promise.resolve(analyzeInSteps)),
  clusterLabel: 'auto',
  thresholds: {},
  now: () => 7,
};

function watched() {
  const underWay = new SweepsUnderWay(TOOLS, new AnswerStore());
  const sweep = underWay.begin(QUESTION);
  const told: string[] = [];
  const nothing = () => undefined;
  const look = (name: string) =>
    sweep.watch({
      onProgress: nothing,
      onPart: nothing,
      onDone: nothing,
      onBroken: (why) => told.push(`${name}: ${why}`),
    });
  return { underWay, sweep, told, look };
}

test('who ends a sweep leaves it first; others who look on hear of it once', () => {
  const { sweep, told, look } = watched();
  const leave = look('first');
  look('second');
  leave();
  sweep.end('Cancelled.');
  sweep.end('Cancelled.');
  expect(told).toEqual(['second: Cancelled.']);
});

test('a newer sweep of the same question is told too', () => {
  const { underWay, told, look } = watched();
  look('first');
  underWay.begin(QUESTION);
  expect(told).toEqual(['first: A newer sweep took over.']);
});
