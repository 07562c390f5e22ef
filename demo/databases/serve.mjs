#!/usr/bin/env node
// Serves a recording from a Prometheus and a VictoriaMetrics of its own until it is told to stop:
//   node demo/databases/serve.mjs --recording tests/recordings --scrape 15s [--end now|original] [--cluster NAME] [--namespaces a,b]
// prints one line of JSON when both answer with the data, and leaves nothing behind.
import { parseArgs } from 'node:util';
import { startBoth } from './both.mjs';
import { createScope, stopAll } from './process.mjs';
import { ensureInstalled } from './programs.mjs';
import { loadRecording, recordingBounds, shiftToNow } from './recording.mjs';

const { values: options } = parseArgs({
  options: {
    recording: { type: 'string', default: 'tests/recordings' },
    scrape: { type: 'string', default: '15s' },
    end: { type: 'string', default: 'original' },
    cluster: { type: 'string' },
    namespaces: { type: 'string' },
  },
});
const scope = createScope();
let finishing = false;

/** Ends both servers, once, whatever the reason. */
async function finish(code) {
  finishing = true;
  await scope.close();
  await stopAll();
  process.exit(code);
}

/** @returns {Promise<object>} what is printed for the caller */
async function serve() {
  await ensureInstalled((text) => console.error(text));
  const { recording: dir, scrape } = options;
  const bounds = await recordingBounds({ dir, scrape });
  const shiftMs = options.end === 'now' ? shiftToNow(bounds) : 0;
  const namespaces = options.namespaces?.split(',');
  const externalLabels = options.cluster ? { cluster: options.cluster } : {};
  const recording = () => loadRecording({ dir, scrape, namespaces, shiftMs, externalLabels });
  const { prometheus, victoriametrics, samples } = await startBoth({ sources: [recording], scope });
  [prometheus, victoriametrics].forEach(watch);
  return {
    prometheus: prometheus.url,
    victoriametrics: victoriametrics.url,
    from: bounds.from + shiftMs,
    to: bounds.to + shiftMs,
    shiftMs,
    samples,
  };
}

/** A server that ends by itself ends the other one too. */
function watch(database) {
  void database.exited.then((why) => {
    if (!finishing) {
      console.error(why);
      void finish(1);
    }
  });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void finish(0));
}
serve().then(
  (served) => console.log(JSON.stringify(served)),
  (error) => {
    console.error(error.message);
    return finish(1);
  }
);
