// When and by whom the recording was scraped: the workloads around it are scraped at the same moments by the same
// exporters, or a stranger could tell them from it.
import type { Target } from '../../../demo/cluster';
import type { Interval } from '../../../src/kit/interval';

import type { Column } from '../../support/recordedSource';

export interface Scrapes {
  readonly range: Interval;
  readonly seconds: number;
  /** Of each target of the simulation: labels of the scrape, and its first moment in milliseconds since the range's start. */
  readonly targets: ReadonlyMap<
    Target,
    { readonly labels: Readonly<Record<string, string>>; readonly phaseMs: number }
  >;
}

/** Job of the recording -> what simulates it. Of the rest, no rule reads anything. */
const JOBS: Readonly<Record<string, Target>> = {
  'kube-state-metrics': 'kube-state-metrics',
  'keda-operator': 'keda-operator',
  'vpa-updater': 'vpa',
};

/** The scrapes of a recording at one pace. */
export function scrapesOf(columns: readonly Column[], range: Interval, seconds: number): Scrapes {
  const targets = new Map<Target, { labels: Record<string, string>; phaseMs: number }>();
  for (const { labels, times } of columns) {
    const { job = '', instance = '' } = labels;
    const target = JOBS[job];
    const since = (times[0] ?? NaN) - range.from;
    if (target && !targets.has(target) && since >= 0) {
      targets.set(target, { labels: { job, instance }, phaseMs: since % (1000 * seconds) });
    }
  }
  return { range, seconds, targets };
}
