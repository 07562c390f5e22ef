// A VictoriaMetrics of our own on the loopback interface. It takes the OpenMetrics files over HTTP after it has started;
// then its buffers are flushed and its response cache is emptied, so that the very first query sees everything.
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { victoriaMetricsCommand } from './programs.mjs';
import { dataFolder, freePort, startProcess, waitUntil } from './process.mjs';
import { scrapeConfiguration } from './scraping.mjs';

/**
 * @param {import('./prometheus.mjs').DatabaseOptions} options
 * @returns {Promise<import('./prometheus.mjs').Database>} ready and with the files' data in answers
 */
export async function startVictoriaMetrics({
  files = [],
  scrapes = () => [],
  scrapeSeconds,
  port,
  dataDir,
  readyMs,
  args = [],
}) {
  const { folder, clean } = await dataFolder(dataDir, 'victoriametrics');
  const config = join(folder, 'scrape.yml');
  await writeFile(config, scrapeConfiguration([]));
  const address = `127.0.0.1:${await freePort(port)}`;
  const url = `http://${address}`;
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
      ...args,
    ],
  });
  const stop = async () => {
    await running.stop();
    await clean();
  };
  try {
    await waitUntil(async () => (await fetch(`${url}/health`)).ok, {
      what: 'VictoriaMetrics answers',
      running,
      timeoutMs: readyMs,
    });
    for await (const file of files) {
      await importFile(url, file);
    }
    await writeFile(config, scrapeConfiguration(scrapes(), scrapeSeconds));
    await post(url, '/-/reload');
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, exited: running.exited, output: running.output, stop };
}

/**
 * Sends a file of OpenMetrics text to a running VictoriaMetrics and makes it visible to queries.
 * @param {string} url
 * @param {string} file
 */
export async function importFile(url, file) {
  const sent = request(new URL('/api/v1/import/prometheus', url), { method: 'POST' });
  const answered = new Promise((resolve, reject) => sent.on('response', resolve).on('error', reject));
  const [response] = await Promise.all([answered, pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), sent)]);
  response.resume();
  if (response.statusCode >= 300) {
    throw new Error(`VictoriaMetrics refused ${file}: HTTP ${response.statusCode}`);
  }
  await post(url, '/internal/force_flush');
  await post(url, '/internal/resetRollupResultCache');
}

async function post(url, path) {
  const response = await fetch(new URL(path, url), { method: 'POST' });
  if (!response.ok) {
    throw new Error(`VictoriaMetrics answered ${path} with HTTP ${response.status}`);
  }
}
