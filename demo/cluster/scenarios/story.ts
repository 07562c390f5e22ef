// A story: a kind of fight, or a look-alike that must stay silent, and the clusters it builds from a seed.

import type { ClusterPlan } from '../cluster';
import { actorsOf } from './actors';
import { Cast } from './cast';

/** A rule that must be told, and the families of who takes part. */
export interface Cause {
  rule: string;
  actors: readonly string[];
}

export interface Story {
  /** Kebab-case; a rule's id, or that with a suffix for variants and look-alikes. */
  id: string;
  title: string;
  /** Families of who takes part. */
  actors: readonly string[];
  /** The rule that must be found, or null for a story that must stay silent. */
  expect: string | null;
  /** Further causes of the same workload: each must be found too, as a finding or as a consequence of one. */
  also: readonly Cause[];
  /** Rules that are true of the story too and count neither way. */
  allowed?: readonly string[];
  /** When the fight is on, in seconds since the start. */
  fromSeconds?: number;
  toSeconds?: number;
  /** How long to live it. */
  seconds: number;
  /** Where the mechanism was met first, for stories that strangers' data taught us; our own have none. */
  learnt?: string;
  /** Beginnings of metric names that nobody exports here. */
  unexported?: readonly string[];
  /** Labels that nothing carries here, as with older exporters. */
  unlabelled?: readonly string[];
  /** Why it is not always told right today. Tests leave such a story alone, docs/detection.md names it. */
  known?: string;
  build(seed: number): ClusterPlan;
}

/** Everything needed but `seconds`; stories last an hour unless they say so. */
export type StorySpec = Omit<Story, 'build' | 'seconds' | 'allowed' | 'actors' | 'also'> & {
  seconds?: number;
  also?: readonly string[];
  allowed?: readonly string[];
  cast: (cast: Cast) => ClusterPlan;
};

/** Options of `record` for what a story's cluster does not export. */
export function exportedBy({ unexported = [], unlabelled }: Story): {
  keep: (name: string) => boolean;
  withoutLabels: readonly string[] | undefined;
} {
  return { keep: (name) => !unexported.some((begin) => name.startsWith(begin)), withoutLabels: unlabelled };
}

/** A fight. */
export function fight(spec: Omit<StorySpec, 'expect'> & { expect?: string }): Story {
  return story({ ...spec, expect: spec.expect ?? spec.id });
}

/** A look-alike that must stay silent. */
export function calm(spec: Omit<StorySpec, 'expect'>): Story {
  return story({ ...spec, expect: null });
}

function story({ cast, seconds = 3600, also = [], ...rest }: StorySpec): Story {
  return {
    ...rest,
    actors: rest.expect === null ? [] : actorsOf(rest.id, rest.expect),
    also: also.map((rule) => ({ rule, actors: actorsOf(rule, rule) })),
    seconds,
    build: (seed) => {
      const plan = cast(new Cast(rest.id, seed));
      return {
        ...plan,
        scenarios: plan.scenarios.map((scenario) => ({ ...scenario, title: scenario.title || rest.title })),
      };
    },
  };
}
