// Two ways of doing the same, timed in turns on one machine, so that what else happens there hits both. Minima: the time
// that was needed, not the time that was lost. Only their ratio means anything elsewhere.

export interface Ratio {
  /** Smallest milliseconds of each. */
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
}

/** Runs both in turns, once unmeasured first. */
export async function alternate(
  rounds: number,
  ours: () => unknown,
  theirs: () => unknown,
  now: () => number = () => performance.now()
): Promise<Ratio> {
  const time = async (work: () => unknown): Promise<number> => {
    const started = now();
    await work();
    return now() - started;
  };
  await ours();
  await theirs();
  const best = { ours: Infinity, theirs: Infinity };
  for (let i = 0; i < rounds; i++) {
    best.ours = Math.min(best.ours, await time(ours));
    best.theirs = Math.min(best.theirs, await time(theirs));
  }
  return { ...best, ratio: best.ours / best.theirs };
}
