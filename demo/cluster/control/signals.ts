// Signals from outside the cluster that autoscalers read: given curves, queues that the pods work off, and what each pod
// has to do on average over some time.

import { compileDemand, type DemandContext } from '../demand';
import { hashText } from '../random';
import type { Scenario, SignalSpec } from '../specs/scenario';
import type { SignalReader, World } from '../world';
import { isServing } from './usage';

const STEP_MS = 1000;
const AVERAGE_STEP_SECONDS = 5;

/** Adds a signal of a scenario to the world. */
export function addSignal(world: World, scenario: Scenario, name: string, signal: SignalSpec): void {
  const { namespace, workload } = scenario;
  const context = world.demandContext(hashText(`${world.seed}/${namespace}/${name}`));
  const serving = (): number =>
    world.workload(namespace, workload.kind ?? 'Deployment', workload.name)?.pods.filter(isServing).length ?? 0;
  const read = readerOf(world, signal, context, serving);
  world.signals.set(`${namespace}/${name}`, () => (world.broken('signal', namespace, name) ? undefined : read()));
}

function readerOf(world: World, signal: SignalSpec, context: DemandContext, serving: () => number): SignalReader {
  if (typeof signal === 'number') {
    return () => signal;
  }
  switch (signal.kind) {
    case 'queue':
      return queueOf(world, signal, context, serving);
    case 'per-pod':
      return averageOf(world, signal, context, serving);
    default: {
      const curve = compileDemand(signal, context);
      return () => curve(world.seconds());
    }
  }
}

function queueOf(
  world: World,
  { arrivals, perPod, start = 0 }: Extract<SignalSpec, { kind: 'queue' }>,
  context: DemandContext,
  serving: () => number
): SignalReader {
  const arriving = compileDemand(arrivals, context);
  let length = start;
  const work = () => {
    length = Math.max(0, length + ((arriving(world.seconds()) - serving() * perPod) * STEP_MS) / 1000);
    world.after(STEP_MS, work);
  };
  world.after(STEP_MS, work);
  return () => Math.round(length);
}

/** As `avg_over_time` of a gauge per pod: it follows its pods as late as its window is long. */
function averageOf(
  world: World,
  { work, averageSeconds }: Extract<SignalSpec, { kind: 'per-pod' }>,
  context: DemandContext,
  serving: () => number
): SignalReader {
  const doing = compileDemand(work, context);
  const most = Math.max(1, Math.round(averageSeconds / AVERAGE_STEP_SECONDS));
  const seen: number[] = [];
  const look = () => {
    seen.push(doing(world.seconds()) / Math.max(1, serving()));
    seen.splice(0, seen.length - most);
    world.after(AVERAGE_STEP_SECONDS * 1000, look);
  };
  world.after(STEP_MS, look);
  return () => (seen.length === 0 ? undefined : seen.reduce((sum, one) => sum + one, 0) / seen.length);
}
