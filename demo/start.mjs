#!/usr/bin/env node
// The whole demo in one command: npm run demo -- [--grafana 12.4.10|13.2.2] [--port 3000] [--no-open]
// Two databases with a recording of real controllers and a simulated cluster that they scrape live, and the built plugin
// in the preview host on top. Ctrl-C, or the end of any part, ends all of it and leaves nothing behind.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startBoth } from './databases/both.mjs';
import { liveScrapes, loadLiveBackfill, watcherScrape } from './databases/live.mjs';
import {
  createScope,
  freePort,
  removeLeftover,
  startProcess,
  stopAll,
  temporaryFolder,
  whenOrphaned,
} from './databases/process.mjs';
import { isOnPath } from './databases/programs.mjs';
import { loadRecording, recordingBounds, shiftToNow } from './databases/recording.mjs';
import { setUp } from './setup.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const RECORDING = { dir: join(ROOT, 'tests', 'recordings'), scrape: '15s' };
const PLUGIN_ID = 'truce-autoscaling-app';
const BACKFILL_MINUTES = 60;
const START_PATIENCE_MS = 120_000;

const { values: options } = parseArgs({
  options: {
    grafana: { type: 'string', default: '12.4.10' },
    port: { type: 'string', default: '3000' },
    'no-open': { type: 'boolean', default: false },
  },
});
const scope = createScope();
const started = Date.now();
let finishing = false;

/** Prints a line of progress. */
function say(text) {
  console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${text}`);
}

/** Ends all parts, once, last started first. */
async function finish(code) {
  if (finishing) {
    return;
  }
  finishing = true;
  await scope.close();
  await stopAll();
  process.exit(code);
}

/** A part that ends by itself ends the demo. */
function watch(part) {
  void part.exited.then((why) => {
    if (!finishing) {
      console.error(`\n${why}\n${part.output()}`);
      void finish(1);
    }
  });
}

/**
 * Starts one of our servers, which prints `{"url": …}` when it listens.
 * @returns {Promise<string>} that address
 */
async function startServer(name, args) {
  let listening;
  const url = new Promise((resolve) => (listening = resolve));
  const part = startProcess({
    name,
    command: process.execPath,
    args,
    cwd: ROOT,
    onLine: (line) => line.startsWith('{"url"') && listening(JSON.parse(line).url),
  });
  scope.defer(part.stop);
  watch(part);
  const late = new Promise((_, reject) => {
    const why = `${name} did not listen within ${START_PATIENCE_MS / 1000} s`;
    setTimeout(() => reject(new Error(`${why}\n${part.output()}`)), START_PATIENCE_MS).unref();
  });
  return Promise.race([url, late]);
}

async function startCluster(backfill) {
  return startServer('The simulated cluster', [
    ...['--import', 'tsx', join(ROOT, 'demo', 'cluster', 'server.ts')],
    ...['--port', '0', '--backfill-minutes', String(BACKFILL_MINUTES), '--backfill-out', backfill],
  ]);
}

/**
 * Both databases: the recording moved so that it ends now (cluster "recorded"), and the simulated cluster ("live"). That
 * one starts last, so that scraping takes over from its backfill within seconds.
 */
async function startDatabases(folder) {
  let cluster;
  const recorded = async () => {
    say('Loading 75 minutes of recorded controllers into Prometheus and VictoriaMetrics ...');
    const shiftMs = shiftToNow(await recordingBounds(RECORDING));
    return loadRecording({ ...RECORDING, shiftMs, externalLabels: { cluster: 'recorded' } });
  };
  const live = async () => {
    say(`Simulating the last ${BACKFILL_MINUTES} minutes of a second cluster ...`);
    const backfill = join(folder, 'backfill.om');
    cluster = await startCluster(backfill);
    return loadLiveBackfill(backfill);
  };
  const watcherPort = await freePort();
  const scrapes = () => [...liveScrapes(cluster), watcherScrape(watcherPort)];
  const databases = await startBoth({ sources: [recorded, live], scrapes, scope });
  watch(databases.prometheus);
  watch(databases.victoriametrics);
  startWatcher(databases.prometheus.url, watcherPort);
  return { cluster, ...databases };
}

/** The watcher of cluster "live": both databases scrape it, and fights become series like any other. */
function startWatcher(url, port) {
  const part = startProcess({
    name: 'The watcher',
    command: process.execPath,
    args: [
      ...['--import', 'tsx', join(ROOT, 'src', 'watch', 'main.ts'), '--url', `live=${url}`],
      ...['--listen', `127.0.0.1:${port}`, '--cluster', 'live', '--cluster-label', 'cluster', '--every', '15'],
    ],
    cwd: ROOT,
  });
  scope.defer(part.stop);
  watch(part);
}

async function startHost({ folder, cluster, prometheus, victoriametrics }) {
  const datasources = join(folder, 'datasources.json');
  const list = [
    { name: 'Prometheus', uid: 'prometheus', type: 'prometheus', url: prometheus.url, isDefault: true },
    {
      name: 'VictoriaMetrics',
      uid: 'victoriametrics',
      type: 'victoriametrics-metrics-datasource',
      url: victoriametrics.url,
    },
  ];
  await writeFile(datasources, JSON.stringify(list, null, 2));
  return startServer('The preview host', [
    join(ROOT, 'demo', 'host', 'server.mjs'),
    ...['--grafana', options.grafana, '--port', String(await freePort(Number(options.port)))],
    ...['--dist', join(ROOT, 'dist'), '--datasources', datasources, '--control', `${cluster}/control`],
    ...['--dashboards', join(ROOT, 'provisioning', 'dashboards')],
  ]);
}

/** Opens a browser where there is a desktop; it does not matter when that fails. */
function openBrowser(url) {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const desktop = process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!options['no-open'] && desktop && process.stdout.isTTY && isOnPath(opener)) {
    spawn(opener, [url], { stdio: 'ignore', detached: true })
      .on('error', () => {})
      .unref();
  }
}

async function start() {
  await setUp({ root: ROOT, grafana: options.grafana, say });
  const folder = await temporaryFolder('demo');
  scope.defer(() => removeLeftover(folder));
  const databases = await startDatabases(folder);
  const url = await startHost({ folder, ...databases });
  say('Ready. Ctrl-C ends everything.');
  console.log(
    [
      '',
      `  Truce            ${url}/a/${PLUGIN_ID}`,
      `  On a dashboard   ${url}/d/truce`,
      `  Prometheus       ${databases.prometheus.url}`,
      `  VictoriaMetrics  ${databases.victoriametrics.url}`,
      '',
      "  This is a preview host built on Grafana's published packages, not a Grafana server.",
      '  The same demo in a real Grafana: docker compose up',
      '',
    ].join('\n')
  );
  openBrowser(`${url}/a/${PLUGIN_ID}`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    console.log('\nEnding the demo ...');
    void finish(0);
  });
}
whenOrphaned(() => void finish(0));
start().catch((error) => {
  if (!finishing) {
    console.error(`\n${error.message}\n`);
  }
  return finish(1);
});
