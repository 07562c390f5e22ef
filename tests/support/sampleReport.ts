// A small made-up fleet for the tests of pages and fleet: fights on and ended, a shared cause, a hidden fight, quiet ones.
import type { Finding, FindingState, Severity } from '../../src/model/finding';
import type { Curve, CurveId, Ownership, Report, WorkloadHistory } from '../../src/model/report';
import type { ScalerRef, WorkloadRef } from '../../src/model/workload';

const MINUTE = 60_000;
export const START = Date.UTC(2026, 10, 23, 1, 28, 21);
export const END = START + 75 * MINUTE;
const SCRAPE = 15_000;

/** Time of a minute after the start of the sample. */
export const minute = (m: number) => START + m * MINUTE;

export const deployment = (namespace: string, name: string): WorkloadRef => ({
  cluster: '',
  namespace,
  kind: 'Deployment',
  name,
});

const HPA: ScalerRef = { family: 'hpa', name: 'web' };
const GIT: ScalerRef = { family: 'gitops' };

/** A curve with a sample each scrape; `at` says the value of a minute. */
export function curve(id: CurveId, at: (minute: number) => number): Curve {
  const times = Float64Array.from({ length: (END - START) / SCRAPE + 1 }, (_, i) => START + i * SCRAPE);
  return { id, times, values: times.map((t) => at((t - START) / MINUTE)), staleAfter: 2.5 * SCRAPE };
}

const owned = (owner: ScalerRef): Ownership => ({ state: 'owned', owners: [owner], note: '' });

/** A workload with a curve; everything else can be overridden. */
export function history(
  workload: WorkloadRef,
  at: (minute: number) => number,
  more: Partial<WorkloadHistory> = {}
): WorkloadHistory {
  return {
    workload,
    scalers: [{ scaler: HPA, note: 'cpu 60 % of request', min: 2, max: 12 }],
    curves: [curve('spec', at)],
    actions: [],
    writes: [],
    podsMade: [],
    evictions: [],
    gaps: [],
    replicasOwner: owned(HPA),
    sizeOwner: { state: 'manifest', owners: [], note: '' },
    policy: { verdict: 'one-owner', reasons: [] },
    scrape: SCRAPE,
    verdict: 'fights',
    unjudged: [],
    quietReason: '',
    ...more,
  };
}

/** A finding that is on from one minute to another. */
export function finding(
  workload: WorkloadRef,
  severity: Severity,
  state: FindingState,
  minutes: [number, number],
  more: Partial<Finding> = {}
): Finding {
  const rule = more.rule ?? 'hpa-gitops-replicas';
  return {
    id: `${rule}:${workload.namespace}/${workload.name}`,
    rule,
    title: 'Git and the HPA both write replicas',
    state,
    workload,
    intervals: [{ from: minute(minutes[0]), to: minute(minutes[1]) }],
    severity,
    confidence: 'certain',
    confidenceNotes: ['the generation counts every write'],
    actors: [GIT, HPA],
    summary: 'Git writes 2, the HPA’s minimum writes 4: eight writes a minute, none visible in the samples',
    detail: 'Fought from 01:38:12–27 to 02:08:12–27. CPU asked for 5, 2 were ready.',
    label: 'Git × HPA on replicas',
    consequences: [],
    caused: [],
    evidence: [],
    echoes: [],
    impact: {},
    fixes: [],
    causeKey: '',
    causeTitle: '',
    ...more,
  };
}

const SAME = { causeKey: 'argocd-self-heal', causeTitle: 'Argo CD writes spec.replicas back from Git' };
const web = deployment('gitops-below-min', 'web');
const between = deployment('gitops-between', 'web');
const small = deployment('hv-many-small', 'web');
const frozen = deployment('hpa-double', 'shop');
const calm = deployment('ok-diurnal', 'web');

/** The sample: 2 on, 2 ended with one cause, 1 quiet. */
export function sampleReport(): Report {
  const hidden = Array.from({ length: 120 }, (_, i) => ({
    interval: { from: minute(10 + i / 4), to: minute(10 + (i + 1) / 4) },
    seen: 0,
    hidden: 2,
  }));
  return {
    format: 'truce-report/1',
    range: { from: START, to: END },
    verdict: 'fights',
    workloads: [
      history(web, (m) => (m >= 10 && m < 40 ? 2 : 6), {
        writes: hidden,
        replicasOwner: { state: 'contested', owners: [GIT, HPA], note: '' },
        policy: { verdict: 'owned-twice', reasons: ['replicas has 2 owners: Git, HPA web'] },
      }),
      history(between, (m) => (m % 3 < 0.5 ? 5 : 10)),
      history(small, (m) => 9 + Math.floor(m / 2.4), { sizeOwner: owned({ family: 'vpa', name: 'web' }) }),
      history(frozen, () => 3, {
        curves: [curve('spec', () => 3), curve('proposal', () => 10)],
        replicasOwner: { state: 'nobody', owners: [], note: '' },
        policy: { verdict: 'ownerless', reasons: ['replicas: the scalers on it cannot act'] },
      }),
      history(calm, (m) => 3 + Math.round(4 + 4 * Math.sin(m / 12)), {
        quietReason: 'follows demand, 3 to 11 and back',
      }),
    ],
    findings: [
      finding(web, 'critical', 'ended', [10, 40], {
        ...SAME,
        impact: { hiddenWrites: 238, podsMade: 238, podsMadeInferred: true, replicaMinutesShort: 90 },
      }),
      finding(between, 'high', 'ended', [10, 50], {
        ...SAME,
        impact: { podsMade: 70, replicaMinutesShort: 23 },
        summary: 'Git writes 5 every 3 min, the HPA climbs back to 10 within 15 s: 14 times',
      }),
      finding(small, 'high', 'fighting', [5, 75], {
        rule: 'hpa-vpa-same-resource',
        actors: [HPA, { family: 'vpa', name: 'web' }],
        summary: 'Each time the VPA shrinks the pods, the HPA adds more: 9 → 40 for the same work',
        impact: { podsMade: 258, evictions: 227, replicaMinutesShort: 50 },
      }),
      finding(frozen, 'critical', 'fighting', [0, 75], {
        rule: 'duplicate-hpa',
        actors: [HPA, { family: 'hpa', name: 'shop-2' }],
        summary: 'Two HPAs claim the same pods, so neither scales: 3 pods stay 3 while CPU asks for 10',
        impact: { replicaMinutesShort: 412 },
      }),
    ],
    unassessed: [],
    diagnostics: [],
    swept: { series: 31_066, samples: 2_560_030, scrape: SCRAPE },
  };
}
