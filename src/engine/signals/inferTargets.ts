// HPAs whose target nobody tells: joined to a workload only where the numbers of both move together and with nothing else
// in the namespace. What is joined so says so; where the numbers do not tell, the HPA stays without a target.
import { valueAt, edgesOf, type Signal } from '../../model/signal';

/** Moves that both must have made: two numbers that stand still agree by chance. */
const MOVES = 2;
/** Share of the samples in which what the HPA finds, or wants, is what the workload has. */
const AGREE = 0.9;

/** What is compared: the numbers of an HPA, or of a workload. */
export interface Numbers<T> {
  readonly of: T;
  readonly signal: Signal | undefined;
}

/** The HPA finds at its pass what stood at that moment: one sample earlier or the same. */
function agree(hpa: Signal, replicas: Signal): boolean {
  if (edgesOf(replicas).length < MOVES || edgesOf(hpa).length < MOVES) {
    return false;
  }
  let both = 0;
  let same = 0;
  replicas.times.forEach((t, i) => {
    const found = valueAt(hpa, t);
    if (found !== undefined) {
      both++;
      same += found === replicas.values[i] || found === replicas.values[i - 1] ? 1 : 0;
    }
  });
  return both > 0 && same >= AGREE * both;
}

/**
 * Pairs that belong together by their numbers alone, each with nothing else that would fit.
 * @param hpas status.currentReplicas of HPAs without a target
 * @param workloads spec.replicas of workloads that no HPA is known to target
 */
export function inferTargets<H, W>(
  hpas: ReadonlyArray<Numbers<H>>,
  workloads: ReadonlyArray<Numbers<W>>
): Array<{ readonly hpa: H; readonly workload: W }> {
  const pairs = hpas.flatMap((hpa) =>
    workloads
      .filter(({ signal }) => hpa.signal && signal && agree(hpa.signal, signal))
      .map((workload) => ({ hpa: hpa.of, workload: workload.of }))
  );
  return pairs.filter(
    (pair) => pairs.filter((other) => other.hpa === pair.hpa || other.workload === pair.workload).length === 1
  );
}
