/** @jest-environment node */
// A fix silences its rule: the manifest that a finding hands over is applied to the simulated cluster that it was found
// in, the same hours are lived again, and after it the rule has nothing to say. Left alone, it goes on speaking.
import { createCluster, record, storyOf, type Scenario } from '../../demo/cluster';
import { analyze } from '../../src/engine';
import type { Interval } from '../../src/kit/interval';
import type { Finding } from '../../src/model/finding';
import type { ManifestPatch } from '../../src/model/fix';
import { everyFinding } from '../support/ruleCases';
import { readSimulated } from '../support/simulatedSource';

type Change = NonNullable<Scenario['changes']>[number];

const START = Date.UTC(2026, 0, 5, 8, 0, 0);
/** When the fix is applied, and how long the dust may take to settle. */
const FIX = 1800;
const SETTLE = 900;
const END = 5400;

/** The edit that applies a patch; only what the fixes of these rules touch. */
function toChange({ kind, name, spec = {} }: ManifestPatch): Change {
  const at = { atSeconds: FIX };
  const field = (key: string): number | undefined => (typeof spec[key] === 'number' ? spec[key] : undefined);
  switch (kind) {
    case 'HorizontalPodAutoscaler':
      return {
        ...at,
        do: 'patch-hpa',
        name,
        minReplicas: field('minReplicas'),
        maxReplicas: field('maxReplicas'),
        behavior: spec.behavior as never,
      };
    case 'ScaledObject':
      return {
        ...at,
        do: 'patch-scaledobject',
        name,
        minReplicas: field('minReplicaCount'),
        maxReplicas: field('maxReplicaCount'),
        cooldownSeconds: field('cooldownPeriod'),
      };
    case 'VerticalPodAutoscaler': {
      const policies = (spec.resourcePolicy as { containerPolicies: Array<{ containerName: string }> })
        .containerPolicies;
      return {
        ...at,
        do: 'patch-vpa',
        name,
        policies: policies.map(({ containerName, ...policy }) => ({ container: containerName, ...policy })),
      };
    }
    default:
      throw new Error(`no edit for ${kind}`);
  }
}

function live(id: string, seed: number, changes: readonly Change[], window: Interval): Finding[] {
  const plan = storyOf(id).build(seed);
  const scenarios = plan.scenarios.map((scenario, i) =>
    i === 0 ? { ...scenario, changes: [...(scenario.changes ?? []), ...changes] } : scenario
  );
  const cluster = createCluster({ ...plan, scenarios, seed, startMs: START });
  const range = { from: START + window.from * 1000, to: START + window.to * 1000 };
  return everyFinding(
    analyze(readSimulated(record(cluster, { fromMs: range.from, toMs: range.to, scrapeSeconds: 15 }), range))
  );
}

interface Case {
  readonly rule: string;
  /** Edits that the fix says in words beside its manifest. */
  readonly and?: (finding: Finding) => Change[];
}

const CASES: readonly Case[] = [
  { rule: 'hpa-pinned-max' },
  { rule: 'hpa-vpa-same-resource' },
  { rule: 'hpa-flapping' },
  { rule: 'keda-zero-flap' },
  { rule: 'hpa-range-tug', and: (f) => [{ atSeconds: FIX, do: 'delete-hpa', name: f.actors[0]?.name ?? '' }] },
];

test.each(CASES.map((c) => [c.rule, c] as const))('%s', (rule, { and }) => {
  const seed = 3;
  const found = live(rule, seed, [], { from: 60, to: FIX }).find((finding) => finding.rule === rule);
  const patches = found?.fixes.find((fix) => fix.term === 'for-good')?.patches ?? [];
  expect(patches).toHaveLength(1);
  const after = { from: FIX + SETTLE, to: END };
  const speaks = (changes: readonly Change[]): boolean =>
    live(rule, seed, changes, after).some((finding) => finding.rule === rule);
  const changes = [...patches.map(toChange), ...(found && and ? and(found) : [])];
  expect({ fixed: speaks(changes) }).toEqual({ fixed: false });
  if (rule !== 'hpa-range-tug') {
    expect({ leftAlone: speaks([]) }).toEqual({ leftAlone: true });
  }
});
