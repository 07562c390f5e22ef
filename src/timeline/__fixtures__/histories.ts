// Two histories by hand, small enough to reckon with: a fight that no sample shows (Git below the minimum), and one of
// mirrored curves (HPA and VPA on cpu). Times count from 01:00 UTC, one sample every 15 s.
import type { Interval } from '../../kit/interval';
import type { Action } from '../../model/action';
import type { Echo, Finding } from '../../model/finding';
import type { Curve, CurveId, WorkloadHistory, WriteCount } from '../../model/report';
import type { ScalerRef, WorkloadRef } from '../../model/workload';

export const START = Date.UTC(2026, 10, 23, 1);
export const SCRAPE = 15_000;
const SAMPLES = 240;
export const RANGE: Interval = { from: START, to: START + (SAMPLES - 1) * SCRAPE };

/** The time of a sample. */
export const at = (sample: number): number => START + sample * SCRAPE;

export const HPA: ScalerRef = { family: 'hpa', name: 'web' };
export const VPA: ScalerRef = { family: 'vpa', name: 'web' };
export const GIT: ScalerRef = { family: 'gitops' };
const WEB: WorkloadRef = { cluster: '', namespace: 'shop', kind: 'Deployment', name: 'web' };

/** A curve from pairs of sample number and value that holds from there on. */
export function curve(id: CurveId, steps: ReadonlyArray<readonly [number, number]>, more: Partial<Curve> = {}): Curve {
  const values = Array.from({ length: SAMPLES }, (_, i) => steps.filter(([from]) => from <= i).at(-1)?.[1] ?? 0);
  const times = Array.from({ length: SAMPLES }, (_, i) => at(i));
  return { id, times: Float64Array.from(times), values: Float64Array.from(values), staleAfter: 37_500, ...more };
}

export function action(id: string, sample: number, from: number, to: number, more: Partial<Action> = {}): Action {
  return {
    id,
    workload: WEB,
    field: 'replicas',
    verb: 'scale',
    interval: { from: at(sample - 1), to: at(sample) },
    from,
    to,
    actor: HPA,
    reason: 'its wish',
    certainty: 'observed',
    hidden: 0,
    evidence: ['workload.replicas'],
    ...more,
  };
}

export function finding(more: Partial<Finding>): Finding {
  return {
    id: 'f1',
    rule: 'hpa-gitops-replicas',
    title: 'Git resets replicas',
    state: 'ended',
    workload: WEB,
    intervals: [{ from: at(40), to: at(160) }],
    severity: 'critical',
    confidence: 'certain',
    confidenceNotes: ['the generation counts every write'],
    actors: [GIT, HPA],
    summary: 'Git writes 2, the HPA writes 4: 8 writes a minute, none visible in the samples.',
    detail: 'shop/web fought for 30 min.',
    label: 'Git × HPA on replicas',
    consequences: [],
    caused: [],
    evidence: [],
    echoes: [],
    impact: { hiddenWrites: 240 },
    fixes: [],
    causeKey: '',
    causeTitle: '',
    ...more,
  };
}

function history(more: Partial<WorkloadHistory>): WorkloadHistory {
  const owner = { state: 'owned', owners: [HPA], note: '' } as const;
  return {
    workload: WEB,
    scalers: [{ scaler: HPA, note: 'cpu 60 % of request', min: 4, max: 12 }],
    curves: [],
    actions: [],
    writes: [],
    podsMade: [],
    evictions: [],
    gaps: [],
    replicasOwner: owner,
    sizeOwner: owner,
    policy: { verdict: 'one-owner', reasons: [] },
    scrape: SCRAPE,
    verdict: 'fights',
    unjudged: [],
    quietReason: '',
    ...more,
  };
}

/** Git writes 2 and the HPA 4, twice between any two samples: spec looks flat at 2. */
export function flatFight(): { history: WorkloadHistory; findings: Finding[] } {
  const writes: WriteCount[] = Array.from({ length: 120 }, (_, i) => ({
    interval: { from: at(40 + i), to: at(41 + i) },
    seen: i === 0 ? 1 : 0,
    hidden: 2,
  }));
  const fight = { from: at(41), to: at(160) };
  const hidden = { verb: 'hidden', interval: fight, hidden: 238, others: [GIT, HPA], certainty: 'inferred' } as const;
  return {
    history: history({
      scalers: [
        { scaler: HPA, note: 'cpu 60 % of request', min: 4, max: 12 },
        { scaler: GIT, note: 'named by a label' },
      ],
      curves: [
        curve('spec', [
          [0, 6],
          [40, 2],
          [161, 6],
          [200, 5],
        ]),
        curve('ready', [
          [0, 6],
          [40, 2],
          [162, 6],
          [200, 5],
        ]),
        curve(
          'wish',
          [
            [0, 6],
            [40, 4],
            [161, 6],
            [200, 5],
          ],
          { scaler: HPA }
        ),
        curve('min', [[0, 4]], { scaler: HPA }),
        curve('max', [[0, 12]], { scaler: HPA }),
        curve('proposal', [[0, 5]], { scaler: HPA, resource: 'cpu' }),
      ],
      actions: [
        action('git', 40, 6, 2, { actor: GIT, verb: 'write' }),
        action('hidden', 41, 2, 2, { actor: GIT, ...hidden }),
        action('up', 161, 2, 6),
        action('down', 200, 6, 5),
      ],
      writes: [...writes, { interval: { from: at(199), to: at(200) }, seen: 1, hidden: 0 }],
      podsMade: [
        { interval: fight, count: 238, inferred: true },
        { interval: { from: at(160), to: at(161) }, count: 4, inferred: false },
      ],
    }),
    findings: [finding({})],
  };
}

/** The VPA halves the request step by step, and after each step the HPA doubles the pods. */
export function manySmall(): { history: WorkloadHistory; findings: Finding[] } {
  const steps = [30, 80, 130, 180];
  const resizes = steps.map((s, i) =>
    action(`v${i}`, s, 0.8 / 2 ** i, 0.4 / 2 ** i, { actor: VPA, field: 'size', verb: 'resize', resource: 'cpu' })
  );
  const answers = steps.map((s, i) => action(`h${i}`, s + 2, 4 * 2 ** i, 8 * 2 ** i));
  const echoes: Echo[] = steps.map((_, i) => ({
    cause: `v${i}`,
    answer: `h${i}`,
    causeInterval: resizes[i]?.interval ?? RANGE,
    answerInterval: answers[i]?.interval ?? RANGE,
    lag: { from: 15_000, to: 45_000 },
    causeText: 'request halved',
    answerText: 'pods doubled',
    predicted: '',
  }));
  const pinned = finding({
    id: 'f2',
    rule: 'hpa-pinned-max',
    label: 'at max',
    actors: [HPA],
    intervals: [{ from: at(182), to: RANGE.to }],
    state: 'fighting',
  });
  return {
    history: history({
      scalers: [
        { scaler: HPA, note: 'cpu 50 % of request', min: 3, max: 64 },
        { scaler: VPA, note: 'cpu request' },
      ],
      curves: [
        curve('spec', [[0, 4], ...steps.map((s, i) => [s + 2, 8 * 2 ** i] as const)]),
        curve('ready', [
          [0, 4],
          ...steps.flatMap((s, i) => [[s + 2, 3 * 2 ** i] as const, [s + 4, 8 * 2 ** i] as const]),
        ]),
        curve('wish', [[0, 4], ...steps.map((s, i) => [s + 2, 8 * 2 ** i] as const)], { scaler: HPA }),
        curve('max', [[0, 64]], { scaler: HPA }),
        curve('request', [[0, 0.8], ...steps.map((s, i) => [s, 0.4 / 2 ** i] as const)], {
          scaler: VPA,
          resource: 'cpu',
        }),
      ],
      actions: [...resizes, ...answers],
      evictions: steps.map((s, i) => ({ interval: { from: at(s - 1), to: at(s) }, count: 4 + i, inferred: false })),
    }),
    findings: [
      finding({
        rule: 'hpa-vpa-same-resource',
        traits: ['contests-size'],
        state: 'fighting',
        severity: 'high',
        intervals: [{ from: at(20), to: RANGE.to }],
        actors: [HPA, VPA],
        label: 'HPA × VPA on cpu · 4 echoes',
        summary: 'Each time the VPA shrinks the pods, the HPA adds more: 4 → 64 for the same work.',
        consequences: ['hpa-pinned-max'],
        caused: [pinned],
        echoes,
      }),
    ],
  };
}
