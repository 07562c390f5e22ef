// The recording that is looked for, and the fleet that it is looked for in: one of each, for bench and tests alike.
import { join } from 'node:path';
import type { Interval } from '../../../src/kit/interval';
import type { Column } from '../../support/recordedSource';
import { RECORDINGS } from '../../support/truth';
import { liveTemplates, planFleet, type Lives, type Placed } from './plan';
import { readRecorded } from './recorded';
import { scrapesOf } from './scrapes';

export interface Hay {
  readonly range: Interval;
  readonly recorded: readonly Column[];
  /** Deployments and StatefulSets of the recording. */
  readonly own: number;
  /** The same fleet for the same number, always. */
  readonly around: (workloads: number) => Placed[];
}

const SEED = 1;
const SCRAPE_SECONDS = 30;

function countWorkloads(columns: readonly Column[]): number {
  const names = ['kube_deployment_spec_replicas', 'kube_statefulset_replicas'];
  return columns.filter(({ labels }) => names.includes(labels.__name__ ?? '')).length;
}

/** Reads a recording, thinned to 30 s, and lives what its fleets share. */
export async function readHay(name: 'a' | 'b'): Promise<Hay> {
  const recording = RECORDINGS.find((one) => one.name === name);
  if (!recording) {
    throw new Error(`no recording ${name}`);
  }
  const { range, folder } = recording;
  const recorded = await readRecorded({ dir: join(folder('30s'), '..'), scrape: '30s' });
  let lives: Lives | undefined;
  const around = (workloads: number): Placed[] => {
    lives ??= liveTemplates(scrapesOf(recorded, range, SCRAPE_SECONDS));
    return planFleet(workloads, SEED, lives);
  };
  return { range, recorded, own: countWorkloads(recorded), around };
}
