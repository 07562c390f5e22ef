// Where the workloads of a fleet stand and what each does: namespaces of 10 to 200 workloads, most of them small, and the
// shares of shapes.ts to the workload. The same seed gives the same fleet.
import { Random } from '../../../demo/cluster';
import { groupBy } from '../../../src/kit/array';
import { namespaceNames, shuffled, workloadNames } from './names';
import type { Scrapes } from './scrapes';
import { SHAPES, SHARES, type Manner } from './shapes';
import { liveTemplate, type Template } from './template';

export interface Placed {
  readonly template: Template;
  readonly namespace: string;
  readonly name: string;
  /** 0, 1, 2 …: makes uids its own. */
  readonly index: number;
}

/** Lives of each shape; a fleet of thousands repeats them. */
const LIVES = 3;
const SIZES = { least: 10, most: 200 };

/** A weighted choice. */
function choose(templates: readonly Life[], random: Random): Template {
  const total = templates.reduce((sum, { weight }) => sum + weight, 0);
  let left = random.unit() * total;
  const found = templates.find(({ weight }) => (left -= weight) < 0) ?? templates[0];
  if (!found) {
    throw new Error('no shape of this manner');
  }
  return found.template;
}

/** Each manner as often as its share says, in no order. */
function manners(workloads: number, random: Random): Manner[] {
  const all = (Object.keys(SHARES) as Manner[]).flatMap((manner) =>
    Array.from({ length: Math.round(workloads * SHARES[manner]) }, () => manner)
  );
  const missing = Math.max(0, workloads - all.length);
  return shuffled([...all, ...Array.from({ length: missing }, () => 'quiet' as const)].slice(0, workloads), random);
}

/** A life to choose, and how often against the others of its manner. */
interface Life {
  readonly template: Template;
  readonly weight: number;
}

/** By manner. */
export type Lives = ReadonlyMap<string, readonly Life[]>;

/** All lives that the workloads of a fleet share. */
export function liveTemplates(scrapes: Scrapes): Lives {
  const lives = SHAPES.flatMap((shape) =>
    Array.from({ length: LIVES }, (_, i) => ({
      template: liveTemplate(shape, i + 1, scrapes),
      weight: shape.weight,
    }))
  );
  return groupBy(lives, ({ template }) => template.manner);
}

/** A fleet of so many workloads. */
export function planFleet(workloads: number, seed: number, lives: Lives): Placed[] {
  const random = new Random(seed).fork('fleet');
  const todo = manners(workloads, random.fork('manners'));
  const placed: Placed[] = [];
  for (const namespace of namespaceNames(random.fork('namespaces'))) {
    const here = random.fork(namespace);
    const size = Math.round(SIZES.least + (SIZES.most - SIZES.least) * here.unit() ** 3);
    for (const name of workloadNames(Math.min(size, workloads - placed.length), here)) {
      const template = choose(lives.get(todo[placed.length] ?? 'quiet') ?? [], here);
      placed.push({ template, namespace, name, index: placed.length });
    }
    if (placed.length >= workloads) {
      break;
    }
  }
  return placed;
}
