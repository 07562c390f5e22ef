// The worker's side: collects the series of one set, judges them, sends the report back. One set at a time.
import { finish } from '../kit/steps';
import type { Series } from '../model/series';
import type { AnalyzeInSteps } from './judge';
import { packReport, type FromWorker, type ToWorker } from './parcels';

/**
 * What the worker does with each message.
 * @param load fetches the engine; asked at once, so that the page learns whether this worker can work at all
 */
export function serve(
  load: () => Promise<AnalyzeInSteps>,
  post: (message: FromWorker) => void
): (message: ToWorker) => void {
  const failed = (error: unknown) =>
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  const engine = load();
  engine.then(() => post({ type: 'ready' }), failed);
  let collected: Series[] = [];
  return (message) => {
    if (message.type === 'series') {
      collected.push(...message.series);
      return;
    }
    const series = collected;
    collected = [];
    engine
      .then((analyze) => packReport(finish(analyze({ ...message.set, series }, message.options))).forEach(post))
      .catch(failed);
  };
}
