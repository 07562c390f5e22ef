// Who judges for the app's pages: a worker, so that no page stands still while a fleet is judged. In Grafana's frontend
// sandbox columns are no typed arrays and each message crosses its membrane, so the page judges itself there, in slices.
import type { AnalyzeInSteps } from '../../judge/judge';
import { judgeHere } from '../../judge/judgeHere';
import { workerJudge, type WorkerLike } from '../../judge/workerJudge';
import { isSandboxed } from '../../kit/floats';

function startWorker(): WorkerLike {
  if (isSandboxed()) {
    throw new Error('No worker in the sandbox.');
  }
  // Modules are wrapped for Grafana's loader (output.library `amd`), and files are looked for below `public/plugins`: neither
  // suits a worker, which is a plain script and has its other files beside it.
  return new Worker(
    /* webpackChunkName: "worker" */
    /* webpackEntryOptions: { library: { type: "var" }, publicPath: "auto" } */
    new URL('../../judge/worker.ts', import.meta.url)
  );
}

/** Rejects with a text for people where the file does not come. */
function loadEngine(): Promise<AnalyzeInSteps> {
  return import(/* webpackChunkName: "judging" */ '../../engine').then(
    (door) => door.analyzeInSteps,
    () => {
      throw new Error(
        'A file of the plugin did not arrive. If Truce was upgraded while this page was open, reload it.'
      );
    }
  );
}

/** One for all pages: a browser tab has one place to work in. */
export const PAGE_JUDGE = workerJudge(startWorker, judgeHere(loadEngine));
