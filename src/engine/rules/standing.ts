// A wish denied sample after sample: an HPA wants D, the object stands at R, and nothing moves. Between any two samples
// somebody writes R again after each write of the HPA (signals.md 3.1 rule 4, measured for 30 minutes on end).
import { distinct } from '../../kit/array';
import type { Interval } from '../../kit/interval';
import { valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { HpaFacts } from '../signals/facts';

/** Samples on end that make a mismatch a standing one: a stepwise ramp also shows up to 5, but there D moves. */
const SAMPLES = 4;

export interface Standing {
  readonly span: Interval;
  /** What the object stands at in every sample. */
  readonly held: number;
  /** The HPAs whose wish is denied, with the wish. */
  readonly denied: ReadonlyArray<{ readonly hpa: HpaFacts; readonly wish: number }>;
  readonly samples: number;
}

function deniedAt(facts: Facts, held: number, t: number): Array<{ hpa: HpaFacts; wish: number }> {
  return facts.hpas.flatMap((hpa) => {
    const wish = valueAt(hpa.desired, t);
    const current = valueAt(hpa.current, t);
    const writes = valueAt(hpa.ableToScale, t) !== 0;
    const blind = valueAt(hpa.scalingActive, t) === 0;
    return wish !== undefined && wish > 0 && wish !== held && current !== wish && writes && !blind ? [{ hpa, wish }] : [];
  });
}

/** All spans in which the same wish of the same HPA is denied in at least four samples on end. */
export function standingMismatches(facts: Facts): Standing[] {
  const out: Standing[] = [];
  const signal = facts.replicas;
  if (!signal) {
    return out;
  }
  let open: { key: string; first: number; last: number; held: number; denied: Standing['denied']; samples: number } | undefined;
  const close = (): void => {
    if (open && open.samples >= SAMPLES) {
      out.push({ span: { from: open.first, to: open.last }, held: open.held, denied: open.denied, samples: open.samples });
    }
    open = undefined;
  };
  signal.times.forEach((t, i) => {
    const held = signal.values[i] ?? NaN;
    const denied = held > 0 ? deniedAt(facts, held, t) : [];
    const key = `${held}|${distinct(denied.map((d) => `${d.hpa.name}=${d.wish}`)).join(',')}`;
    if (denied.length === 0 || (open && (open.key !== key || t - open.last > signal.staleAfter))) {
      close();
    }
    if (denied.length > 0) {
      open = open ? { ...open, last: t, samples: open.samples + 1 } : { key, first: t, last: t, held, denied, samples: 1 };
    }
  });
  close();
  return out;
}
