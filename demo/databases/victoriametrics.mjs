// A VictoriaMetrics of our own on the loopback interface. It takes the OpenMetrics files over HTTP after it has started;
// then its buffers are flushed and its response cache is emptied, so that the very first query sees everything.
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { victoriaMetricsCommand } from './programs.mjs';
import { freePort, removeFolder, startProcess, temporaryFolder, waitUntil } from './process.mjs';
import { scrapeConfiguration } from './scraping.mjs';

/**
 * @param {import('./prometheus.mjs').DatabaseOptions} options
 * @returns {Promise<import('./prometheus.mjs').Database>} ready and with the files' data in answers
 */
export async function startVictoriaMetrics({ files = [], scrapes = [], port, dataDir }) {
  const folder = dataDir ?? (await temporaryFolder('victoriametrics'));
  const clean = () => (dataDir ? undefined : removeFolder(folder));
  const config = join(folder, 'scrape.yml');
  await writeFile(config, scrapeConfiguration(scrapes));
  const address = `127.0.0.1:${await freePort(port)}`;
  const running = startProcess({
    name: 'VictoriaMetrics',
    command: victoriaMetricsCommand(),
    args: [
      `-storageDataPath=${join(folder, 'data')}`,
      `-httpListenAddr=${address}`,
      '-retentionPeriod=100y', // a recording may be years old
      `-promscrape.config=${config}`,
      '-promscrape.config.strictParse=false',
      '-loggerLevel=WARN',
    ],
  });
  const stop = async () => {
    await running.stop();
    await clean();
  };
  try {
    await waitUntil(async () => (await fetch(`http://${address}/health`)).ok, { what: 'VictoriaMetrics answers', running });
    for (const file of files) {
      await importFile(address, file);
    }
    await post(address, '/internal/force_flush');
    await post(address, '/internal/resetRollupResultCache');
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://${address}`, exited: running.exited, stop };
}

async function importFile(address, file) {
  const sent = request(`http://${address}/api/v1/import/prometheus`, { method: 'POST' });
  const answered = new Promise((resolve, reject) => sent.on('response', resolve).on('error', reject));
  await Promise.all([pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), sent), answered]);
  const response = await answered;
  response.resume();
  if (response.statusCode >= 300) {
    throw new Error(`VictoriaMetrics refused ${file}: HTTP ${response.statusCode}`);
  }
}

async function post(address, path) {
  const response = await fetch(`http://${address}${path}`, { method: 'POST' });
  if (!response.ok) {
    throw new Error(`VictoriaMetrics answered ${path} with HTTP ${response.status}`);
  }
}
