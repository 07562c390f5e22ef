// A whole curve as runs of change points. Remembered with the curve: moving the window does not read its samples again.
import type { UnixMs } from '../../kit/interval';
import { remembered } from '../../kit/remembered';
import type { Curve } from '../../model/report';

/** A stretch without a gap: value i holds from times[i] until times[i + 1], the last one until `end`. */
export interface StepRun {
  readonly times: readonly UnixMs[];
  readonly values: readonly number[];
  readonly end: UnixMs;
}

interface OpenRun {
  readonly times: UnixMs[];
  readonly values: number[];
  end: UnixMs;
}

/** Every run of a curve, in order; `starts` are their first moments. The last value of a run holds until its last sample. */
export interface WholeRuns {
  readonly starts: Float64Array;
  readonly runs: readonly StepRun[];
}

/** The runs of the whole curve. */
export const wholeRuns = remembered(({ times, values, staleAfter }: Curve): WholeRuns => {
  const runs: OpenRun[] = [];
  let open: OpenRun | undefined;
  for (let i = 0; i < times.length; i++) {
    const at = times[i] ?? NaN;
    const value = values[i] ?? NaN;
    if (!open || at - open.end > staleAfter) {
      open = { times: [at], values: [value], end: at };
      runs.push(open);
    } else if (value !== open.values.at(-1)) {
      open.times.push(at);
      open.values.push(value);
    }
    open.end = at;
  }
  return { starts: Float64Array.from(runs, (run) => run.times[0] ?? NaN), runs };
});
