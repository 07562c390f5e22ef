// From arguments to an answer: sweeps the database, then judges.
import { httpTransport } from '../sources/httpTransport';
import type { SweepProgress } from '../sources/seriesSource';
import { sweepSource } from '../sources/sweep';
import { sweepFleet, type FleetAnswer } from './judgeFleet';
import type { AnalyzeArguments } from './options';

/** Says once for each pause that there is one, and why. */
function tellPauses(tell: (line: string) => void): (progress: SweepProgress) => void {
  let isPaused = false;
  return ({ pause }) => {
    if (pause !== undefined && !isPaused) {
      tell(`${pause.charAt(0).toUpperCase()}${pause.slice(1)}.`);
    }
    isPaused = pause !== undefined;
  };
}

/**
 * Reads and judges.
 * @param tell takes a line for people who wait
 */
export async function askFleet(args: AnalyzeArguments, tell: (line: string) => void): Promise<FleetAnswer> {
  const { range, namespaces, cluster, clusterLabel, deadline } = args;
  const source = sweepSource(httpTransport({ url: args.url, headers: args.headers }));
  return sweepFleet(source, { range, namespaces, cluster, clusterLabel }, args, {
    deadline,
    onProgress: tellPauses(tell),
  });
}
