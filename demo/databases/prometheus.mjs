// A Prometheus of our own on the loopback interface, filled before it starts: promtool turns OpenMetrics files into
// blocks of its data folder. The blocks end where the files end; live scraping continues from there in the head.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder, freePort, runProcess, startProcess, waitUntil } from './process.mjs';
import { scrapeConfiguration } from './scraping.mjs';

/**
 * @typedef {object} DatabaseOptions
 * @property {(string | Promise<string>)[]} [files] OpenMetrics files to start with, each ended by `# EOF`
 * @property {() => import('./scraping.mjs').Scrape[]} [scrapes] asked for when the files are loaded
 * @property {number} [scrapeSeconds] from one scrape to the next, 15 when omitted
 * @property {number} [port] a free one when omitted or taken
 * @property {string} [dataDir] kept after stop; a temporary one, removed by stop, when omitted
 * @property {number} [readyMs] patience until it answers
 * @property {string[]} [args] further arguments, such as limits
 */

/**
 * @typedef {object} Database
 * @property {string} url
 * @property {Promise<string>} exited says why, when the server ends by itself
 * @property {() => string} output the last it printed
 * @property {() => Promise<void>} stop ends the server and removes what it wrote
 */

/**
 * @param {DatabaseOptions} options
 * @returns {Promise<Database>} ready and with the files' data in answers
 */
export async function startPrometheus({
  files = [],
  scrapes = () => [],
  scrapeSeconds,
  port,
  dataDir,
  readyMs,
  args = [],
}) {
  const { folder, clean } = await dataFolder(dataDir, 'prometheus');
  try {
    const data = join(folder, 'data');
    await mkdir(data, { recursive: true });
    for await (const file of files) {
      await backfill(file, data);
    }
    const config = join(folder, 'prometheus.yml');
    await writeFile(config, scrapeConfiguration(scrapes(), scrapeSeconds));
    return await serve({ data, config, port, readyMs, args, clean });
  } catch (error) {
    await clean();
    throw error;
  }
}

/** Adds one file's samples to a data folder that no server uses yet. */
async function backfill(file, data) {
  await runProcess({
    name: 'promtool',
    command: 'promtool',
    args: ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', file, data],
  });
}

async function serve({ data, config, port, readyMs, args: further, clean }) {
  const address = `127.0.0.1:${await freePort(port)}`;
  const running = startProcess({
    name: 'Prometheus',
    command: 'prometheus',
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y', // a recording may be years old
      `--web.listen-address=${address}`,
      '--log.level=warn',
      ...further,
    ],
  });
  const stop = async () => {
    await running.stop();
    await clean();
  };
  try {
    const ready = async () => (await fetch(`http://${address}/-/ready`)).ok;
    await waitUntil(ready, { what: 'Prometheus answers', running, timeoutMs: readyMs });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://${address}`, exited: running.exited, output: running.output, stop };
}
