// Starts Prometheus and VictoriaMetrics with the same data and the same scrape targets.
import { join } from 'node:path';
import { removeLeftover, temporaryFolder } from './process.mjs';
import { startPrometheus } from './prometheus.mjs';
import { writeOpenMetrics } from './recording.mjs';
import { startVictoriaMetrics } from './victoriametrics.mjs';

/** @typedef {() => AsyncIterable<string> | Promise<AsyncIterable<string>>} Source OpenMetrics text, asked for when its turn has come */

/**
 * @param {object} options
 * @param {Source[]} options.sources loaded one after the other
 * @param {() => import('./scraping.mjs').Scrape[]} [options.scrapes] asked for when all sources are loaded
 * @param {ReturnType<typeof import('./process.mjs').createScope>} options.scope takes over what has to be undone
 * @returns {Promise<{prometheus: import('./prometheus.mjs').Database, victoriametrics: import('./prometheus.mjs').Database, samples: number}>}
 */
export async function startBoth({ sources, scrapes, scope }) {
  const folder = await temporaryFolder('recording');
  try {
    const written = writeInTurn(folder, sources);
    const files = written.map(async (one) => (await one).file);
    files.forEach((file) => file.catch(() => {})); // the databases await them one by one and report the first failure
    const starting = [startPrometheus, startVictoriaMetrics].map(async (start) => {
      const database = await start({ files, scrapes });
      scope.defer(database.stop);
      return database;
    });
    await Promise.allSettled(starting); // if one fails, the other one is still ours to stop
    const [prometheus, victoriametrics] = await Promise.all(starting);
    const counts = await Promise.all(written);
    return { prometheus, victoriametrics, samples: counts.reduce((sum, { samples }) => sum + samples, 0) };
  } finally {
    await removeLeftover(folder);
  }
}

/** While the databases load one file, the next one is being written. */
function writeInTurn(folder, sources) {
  let previous = Promise.resolve();
  return sources.map((source, index) => {
    const file = join(folder, `${index}.om`);
    previous = previous.then(async () => ({ file, samples: await writeOpenMetrics(file, await source()) }));
    return previous;
  });
}
