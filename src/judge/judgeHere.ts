// Judging on the thread that asks: where there is no worker, as in Grafana's frontend sandbox.
import { finishInSlices, Slices } from './inSlices';
import type { AnalyzeInSteps, Judge } from './judge';

/** @param load fetches the engine; asked when the first set comes */
export function judgeHere(load: () => Promise<AnalyzeInSteps>): Judge {
  return async (set, options, abort) => {
    const analyze = await load();
    return finishInSlices(new Slices(analyze(set, options)), abort);
  };
}
