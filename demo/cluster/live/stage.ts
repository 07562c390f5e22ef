// The living cluster behind the server: its past (the backfill), its present in real time, and the two things a visitor
// may do to it: turn the load, apply the fix.

import { createCluster, type Cluster } from '../cluster';
import { writeSpec } from '../control/workloads';
import type { RecordedSeries } from '../metrics/exposition';
import { record } from '../record';
import { LIVE_VPA } from '../timing';
import { LIVE_POOL, LOAD, memeGenerator, STORM, TARGET_PERCENT, VPA_SIZES_CPU, VPA_SIZES_MEMORY } from './meme';
import { NEIGHBOURS } from './neighbours';

/** What /control tells and takes. */
export interface ControlState {
  load: number;
  min: number;
  max: number;
  step: number;
  unit: string;
  fix: boolean;
  title: string;
  lines: string[];
}

/** Autoscalers need some minutes to settle before anybody looks. */
const SETTLE_MS = 15 * 60_000;

export class Stage {
  readonly cluster: Cluster;
  private fix = false;

  /** A cluster that has lived `pastMs` by `nowMs`. */
  constructor(
    private readonly nowMs: number,
    private readonly pastMs: number,
    seed: number
  ) {
    this.cluster = createCluster({
      scenarios: [...memeGenerator(), ...NEIGHBOURS],
      seed,
      startMs: nowMs - pastMs - SETTLE_MS,
      vpa: LIVE_VPA,
      nodePools: [LIVE_POOL],
      dials: { [LOAD.dial]: LOAD.calm },
    });
  }

  /** Lives through the past; with `scrape` it is recorded as three scrape jobs would have seen it. */
  livePast(instance: string, scrape: boolean): RecordedSeries[] {
    const fromMs = this.nowMs - this.pastMs;
    this.cluster.advanceTo(fromMs);
    if (!scrape) {
      this.cluster.advanceTo(this.nowMs);
      return [];
    }
    const series = record(this.cluster, {
      fromMs,
      toMs: this.nowMs,
      targets: ['kube-state-metrics', 'kubelet', 'keda-operator', 'vpa'],
    });
    for (const { labels } of series) {
      if (labels.job === 'kubelet') {
        labels.job = 'kube-state-metrics';
      }
      labels.instance = instance;
      delete labels.metrics_path;
    }
    return series.filter(({ labels }) => labels.__name__ !== 'up');
  }

  /** Turns the load; the past stays as it was. */
  setLoad(load: number): void {
    const { dials } = this.cluster;
    const wasCalm = (dials.get(LOAD.dial) ?? LOAD.calm) <= STORM.calmUpTo;
    dials.set(LOAD.dial, Math.min(LOAD.max, Math.max(LOAD.min, load)));
    if (wasCalm && load > STORM.calmUpTo) {
      dials.set(STORM.dial, this.cluster.seconds());
    }
  }

  /** VPA leaves CPU alone and pods go back to their template's request, or VPA gets CPU back. */
  setFix(on: boolean): void {
    if (on === this.fix) {
      return;
    }
    this.fix = on;
    const vpa = this.cluster.vpas.find(({ name }) => name === 'meme-api');
    const workload = this.cluster.workload('meme-generator', 'Deployment', 'meme-api');
    if (vpa !== undefined && workload !== undefined) {
      vpa.policies = on ? VPA_SIZES_MEMORY : VPA_SIZES_CPU;
      if (on) {
        // The recommender drops CPU in its next loop; pods restarted before that would get it once more.
        vpa.recommendation = vpa.recommendation?.map(
          ({ container, target, lowerBound, upperBound, uncappedTarget }) => ({
            container,
            target: { memory: target.memory },
            lowerBound: { memory: lowerBound.memory },
            upperBound: { memory: upperBound.memory },
            uncappedTarget: { memory: uncappedTarget.memory },
          })
        );
        writeSpec(this.cluster, workload, { restart: true }, 'human', 'kubectl-rollout-restart');
      }
    }
  }

  /** The dial's state and the fight in a few plain lines. */
  control(): ControlState {
    const { cluster } = this;
    const api = cluster.workload('meme-generator', 'Deployment', 'meme-api');
    const render = cluster.workload('meme-generator', 'Deployment', 'meme-render');
    const hpa = cluster.hpas.find(({ name }) => name === 'meme-api');
    const vpa = cluster.vpas.find(({ name }) => name === 'meme-api');
    const requests = api?.pods.map((pod) => Math.round((pod.containers[0]?.requests.cpu ?? 0) * 1000)) ?? [];
    const target = vpa?.recommendation?.[0]?.target.cpu;
    const utilization = hpa?.status.metrics[0]?.utilization;
    return {
      load: cluster.dials.get(LOAD.dial) ?? LOAD.calm,
      min: LOAD.min,
      max: LOAD.max,
      step: LOAD.step,
      unit: LOAD.unit,
      fix: this.fix,
      title: this.fix ? 'VPA sizes memory only' : 'HPA and VPA both act on CPU',
      lines: [
        `meme-api: ${api?.replicas ?? 0} replicas, ${utilization === undefined ? 'no' : `${utilization} %`} CPU of request (target ${TARGET_PERCENT} %)`,
        `requests: ${requests.length > 0 ? `${Math.min(...requests)}m to ${Math.max(...requests)}m` : 'none'}, VPA wants ${target === undefined ? 'no CPU' : `${Math.round(target * 1000)}m`}`,
        `meme-render: ${render?.replicas ?? 0} replicas under KEDA`,
      ],
    };
  }
}
