#!/usr/bin/env node
// Serves a recording from a Prometheus and a VictoriaMetrics of its own until it is told to stop:
//   node demo/databases/serve.mjs --recording tests/recordings --scrape 15s [--end now|original] [--cluster NAME] [--namespaces a,b]
// prints one line of JSON when both answer with the data, and leaves nothing behind.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createScope, removeFolder, temporaryFolder } from './process.mjs';
import { ensureInstalled } from './programs.mjs';
import { startPrometheus } from './prometheus.mjs';
import { loadRecording, recordingBounds, writeOpenMetrics } from './recording.mjs';
import { startVictoriaMetrics } from './victoriametrics.mjs';

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

/** Ends both servers, once, whatever the reason. */
async function finish(code) {
  await scope.close();
  process.exit(code);
}

/** @returns {Promise<object>} what is printed for the caller */
async function serve() {
  await ensureInstalled((text) => console.error(text));
  const { recording: dir, scrape } = options;
  const bounds = await recordingBounds({ dir, scrape });
  // Whole seconds, so that a creation time (in seconds) keeps its place among the samples.
  const shiftMs = options.end === 'now' ? Math.floor((Date.now() - bounds.to) / 1000) * 1000 : 0;
  const folder = await temporaryFolder('recording');
  scope.defer(() => removeFolder(folder));
  const file = join(folder, 'recording.om');
  const { samples } = await writeOpenMetrics(file, [
    loadRecording({
      dir,
      scrape,
      namespaces: options.namespaces?.split(','),
      shiftMs,
      externalLabels: options.cluster ? { cluster: options.cluster } : {},
    }),
  ]);
  const [prometheus, victoriametrics] = await Promise.all(
    [startPrometheus, startVictoriaMetrics].map(async (start) => {
      const database = await start({ files: [file] });
      scope.defer(database.stop);
      return database;
    })
  );
  await removeFolder(folder);
  watch(prometheus, victoriametrics);
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
function watch(...databases) {
  for (const database of databases) {
    void database.exited.then((why) => {
      console.error(why);
      return finish(1);
    });
  }
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
