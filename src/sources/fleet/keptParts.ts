// The parts in which a large fleet was read last. Who is suspected changes a little from one refresh to the next: whoever was in a
// part stays in it, so that its queries are the same and their answers may be carried on (docs/decisions/0016).
import type { Steps } from '../../kit/steps';
import type { UnixMs } from '../../kit/interval';
import { partsOf, type Part } from './parts';
import type { Suspects } from './suspects';

/** All is packed anew, and read in full, where the queries ask for so much more than is judged. */
const SURPLUS = 1.5;
/** The same where newcomers made so many times as many parts of it, and some more. */
const PIECES = 2;
const MORE = 4;

/** What the parts were made for, and when. */
export interface Packing {
  /** The question; another one has other parts. */
  readonly question: string;
  /** The end of its range. */
  readonly at: UnixMs;
  /** Workloads of one part. */
  readonly most: number;
}

interface Kept extends Packing {
  readonly parts: readonly Part[];
  /** How many there were when all was packed last. */
  readonly packed: number;
}

const askedOf = (part: Part): Pick<Part, 'namespaces' | 'workloads'> => part.asked ?? part;

/** Namespaces that are asked for as a whole, and workloads by name. */
function sizeOf({ namespaces, workloads }: Pick<Part, 'namespaces' | 'workloads'>): number {
  return workloads ? [...workloads.values()].reduce((sum, keys) => sum + keys.size, 0) : namespaces.length;
}

function isScattered({ parts, packed }: Kept): boolean {
  const judged = parts.reduce((sum, part) => sum + sizeOf(part), 0);
  const asked = parts.reduce((sum, part) => sum + sizeOf(askedOf(part)), 0);
  return parts.length > PIECES * packed + MORE || asked > SURPLUS * judged + MORE;
}

/** True where the queries of the part bring all of these. */
function brings(part: Part, { namespace, workloads }: Suspects): boolean {
  const asked = askedOf(part);
  if (workloads === undefined) {
    return asked.workloads === undefined && asked.namespaces.includes(namespace);
  }
  const own = asked.workloads?.get(namespace);
  return own !== undefined && [...workloads].every((key) => own.has(key));
}

/** The part with these suspects only; its queries stay. */
function partFor(part: Part, own: readonly Suspects[]): Part {
  return {
    namespaces: own.map(({ namespace }) => namespace).sort(),
    count: own.reduce((sum, { count }) => sum + count, 0),
    ...(askedOf(part).workloads && {
      workloads: new Map(own.map(({ namespace, workloads }) => [namespace, workloads ?? new Set<string>()])),
    }),
    asked: askedOf(part),
  };
}

function isSameQuestion(kept: Kept, { question, at, most }: Packing): boolean {
  return kept.question === question && kept.most === most && at >= kept.at;
}

/** The parts of before with those who are suspected now; the most urgent first, as they come, after those who are new. */
function* carried(before: readonly Part[], suspects: readonly Suspects[], most: number): Steps<Part[]> {
  const homes = new Map<string, Part[]>();
  for (const part of before) {
    askedOf(part).namespaces.forEach((namespace) => homes.set(namespace, [...(homes.get(namespace) ?? []), part]));
  }
  yield;
  const own = new Map<Part, Suspects[]>();
  const others: Suspects[] = [];
  for (const one of suspects) {
    const home = homes.get(one.namespace)?.find((part) => brings(part, one));
    if (home) {
      own.set(home, [...(own.get(home) ?? []), one]);
    } else {
      others.push(one);
    }
  }
  yield;
  const fresh = yield* partsOf(others, most);
  return [...fresh, ...[...own].map(([part, mine]) => partFor(part, mine))];
}

export class KeptParts {
  private kept: Kept | undefined;

  /**
   * Cuts what is to be read, as before where it was read before. A namespace with a suspect that no part asks for goes into
   * a new part as a whole: what stands beside each other in it is judged together.
   */
  public *next(suspects: readonly Suspects[], packing: Packing): Steps<Part[]> {
    const { kept } = this;
    const before = kept && isSameQuestion(kept, packing) && !isScattered(kept) ? kept : undefined;
    const parts = before
      ? yield* carried(before.parts, suspects, packing.most)
      : yield* partsOf(suspects, packing.most);
    this.kept = { ...packing, parts, packed: before?.packed ?? parts.length };
    return parts;
  }
}
