// A wish denied sample after sample: an HPA wants D, finds C at every pass, and nothing moves. Between any two samples
// somebody writes C again after each write of the HPA (docs/signals.md, "One scrape"; measured for 30 minutes without a
// break). The phase of the scrape decides which of the two numbers the samples show, for hours.
import type { Interval } from '../../kit/interval';
import { valueAt } from '../../model/signal';
import { SYNC } from '../signals/clocks';
import type { Facts } from '../episodes/facts';
import type { HpaFacts } from '../signals/facts';

/** Consecutive samples that make a mismatch a standing one: a stepwise ramp also shows up to 5, but there D moves. */
const SAMPLES = 4;
/** After its own write an HPA shows D beside the old C until its next pass: three passes are no such rest. */
const PASSES = 3 * SYNC;

export interface Standing {
  readonly span: Interval;
  /** What the other side writes. */
  readonly held: number;
  /** True when the samples show that value, false when they show the wish and only the HPA's status tells the other. */
  readonly shown: boolean;
  /** The HPAs whose wish is denied, with the wish. */
  readonly denied: readonly Denied[];
  readonly samples: number;
}

interface Denied {
  readonly hpa: HpaFacts;
  readonly wish: number;
  readonly found: number | undefined;
}

const NOBODY: readonly Denied[] = [];

function deniedOf(facts: Facts, hpa: HpaFacts, stands: number, t: number): Denied | undefined {
  const wish = valueAt(hpa.desired, t);
  const found = valueAt(hpa.current, t);
  if (wish === undefined || wish <= 0 || (wish === stands && found === wish)) {
    return undefined;
  }
  const counted = facts.generation !== undefined;
  // At its last pass it found another number than stands, or what it wants: then that was taken away again since.
  const denied =
    found !== wish ? wish !== stands || (found !== undefined && found > 0 && counted) : wish !== stands && counted;
  const writes = valueAt(hpa.ableToScale, t) !== 0;
  const blind = valueAt(hpa.scalingActive, t) === 0;
  return denied && writes && !blind ? { hpa, wish, found } : undefined;
}

/** Almost never anybody: then no list is made. */
function deniedAt(facts: Facts, stands: number, t: number): readonly Denied[] {
  let denied: Denied[] | undefined;
  for (const hpa of facts.hpas) {
    const one = deniedOf(facts, hpa, stands, t);
    if (one) {
      (denied ??= []).push(one);
    }
  }
  return denied ?? NOBODY;
}

interface Run {
  readonly key: string;
  readonly first: number;
  readonly last: number;
  readonly stands: number;
  readonly denied: readonly Denied[];
  readonly samples: number;
}

function toStanding(run: Run): Standing | undefined {
  const shown = run.denied.some((d) => d.wish !== run.stands);
  const held = shown ? run.stands : run.denied[0]?.found;
  return run.samples < SAMPLES || run.last - run.first < PASSES || held === undefined
    ? undefined
    : { span: { from: run.first, to: run.last }, held, shown, denied: run.denied, samples: run.samples };
}

/** All spans in which the same wish of the same HPA is denied in at least four consecutive samples. */
export function standingMismatches(facts: Facts): Standing[] {
  const out: Standing[] = [];
  const signal = facts.replicas;
  if (!signal) {
    return out;
  }
  let open: Run | undefined;
  const close = (): void => {
    const standing = open && toStanding(open);
    if (standing) {
      out.push(standing);
    }
    open = undefined;
  };
  signal.times.forEach((t, i) => {
    const stands = signal.values[i] ?? NaN;
    const denied = stands > 0 ? deniedAt(facts, stands, t) : NOBODY;
    if (denied.length === 0) {
      close();
      return;
    }
    const key = `${stands}|${denied.map((d) => `${d.hpa.name}=${d.wish}${d.wish === stands ? `<${d.found}` : ''}`).join(',')}`;
    if (open && (open.key !== key || t - open.last > signal.staleAfter)) {
      close();
    }
    open = open
      ? { ...open, last: t, samples: open.samples + 1 }
      : { key, first: t, last: t, stands, denied, samples: 1 };
  });
  close();
  return out;
}
