// Who reconciles at such a distance: tools that count an interval from their own last round, known by their defaults. A
// distance proves none of them; it says where to look first.
import { minutes, type Millis } from '../../kit/interval';

interface Reconciler {
  /** As a sentence names it, with what makes its distance. */
  readonly name: string;
  readonly least: Millis;
  readonly most: Millis;
}

const SECOND: Millis = 1000;
/** A round of Flux itself takes a while, and its next one is counted from its end. */
const ROUND: Millis = 30 * SECOND;
/** Intervals that people give Flux, minutes (fluxcd/kustomize-controller: docs/spec, examples from 1 to 60 min). */
const FLUX = [1, 2, 5, 10, 15, 20, 30, 60];
/** Flux moves each interval by up to 5 % either way (fluxcd/pkg: runtime/jitter, --interval-jitter-percentage). */
const FLUX_JITTER = 0.05;

const RECONCILERS: readonly Reconciler[] = [
  // argoproj/argo-cd: docs/user-guide/auto_sync, "Automatic Self-Healing": after 5 s.
  { name: "Argo CD's self-heal, seconds after each change", least: 0, most: 20 * SECOND },
  // kubernetes-sigs/cluster-proportional-autoscaler: --poll-period-seconds 10.
  { name: 'cluster-proportional-autoscaler, which polls every 10 s', least: 5 * SECOND, most: 20 * SECOND },
  ...FLUX.map((every) => ({
    name: `Flux at an interval of ${every} min`,
    least: minutes(every) * (1 - FLUX_JITTER),
    most: minutes(every) * (1 + FLUX_JITTER) + ROUND,
  })),
  // argoproj/argo-cd: server-commands, --app-resync 120 s, --app-resync-jitter 60 s; 180 s before its version 3.
  { name: 'Argo CD, which compares every 2 to 3 min', least: minutes(2), most: minutes(3) + ROUND },
  // argoproj/argo-cd: server-commands, --self-heal-backoff-timeout-seconds 2, factor 3, cap 300.
  { name: "Argo CD's self-heal at the end of its back-off", least: minutes(5), most: minutes(5) + ROUND },
  // caas-team/py-kube-downscaler: --interval 60 s, in the hours that it calls downtime.
  { name: 'kube-downscaler, which looks every minute', least: minutes(1), most: minutes(1) + ROUND / 3 },
];

/** The candidates for writes at this distance, known tools first, an operator always. */
export function reconcilersAt(distance: Millis): string[] {
  const known = RECONCILERS.filter(({ least, most }) => distance >= least && distance <= most).map(({ name }) => name);
  return [...known, 'an operator that applies its own manifest'];
}
