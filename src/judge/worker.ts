// The file that a worker runs. The engine comes as the file that the page has or may need too, so it is fetched once. The
// build gives this file no wrapper for Grafana's loader, and its own address as the place of others (app/sweep/pageJudge.ts).
import { serve } from './bench';
import type { FromWorker, ToWorker } from './parcels';

/** The global scope of a worker, as far as it is used: the types of pages and of workers exclude each other. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage: (message: FromWorker) => void;
}

const scope = globalThis as unknown as WorkerScope;
const answer = serve(
  () => import(/* webpackChunkName: "judging" */ '../engine').then((door) => door.analyzeInSteps),
  (message) => scope.postMessage(message)
);
scope.onmessage = ({ data }) => answer(data);
