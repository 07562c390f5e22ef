// Starts every server that the integration tests ask, each as a Prometheus and a VictoriaMetrics with the same samples:
// the recording at 15 s and at 30 s, parts of it, servers that refuse, one that keeps every copy, and empty ones.
import { join } from 'node:path';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { createScope, freePort, removeLeftover, temporaryFolder } from '../../demo/databases/process.mjs';
import { startPrometheus } from '../../demo/databases/prometheus.mjs';
import { loadRecording, recordingBounds, writeOpenMetrics } from '../../demo/databases/recording.mjs';
import { startVictoriaMetrics } from '../../demo/databases/victoriametrics.mjs';

const DIR = fileURLToPath(new URL('../recordings', import.meta.url));
/** Namespaces in which neither KEDA nor VPA has anything. */
const PLAIN = ['_cluster', 'gitops-between', 'hpa-flap', 'ok-diurnal'];
/**
 * One of each: written by two, sized by two, KEDA, requests that are missing, and calm; and what it takes to call that calm:
 * nodes, quotas, budgets. Small, for it is asked often.
 */
const FEW = [
  '_cluster',
  ...['gitops-between', 'hpa-missing-req', 'hv-few-giants', 'keda-cliff', 'ok-diurnal', 'quota-block', 'vpa-pdb'],
];

/** Name of a pair of servers -> what they hold and what they refuse. */
const PAIRS = {
  '15s': { scrape: '15s' },
  '30s': { scrape: '30s' },
  plain: { scrape: '15s', namespaces: PLAIN },
  strict: {
    scrape: '15s',
    namespaces: PLAIN,
    prometheusArgs: ['--query.max-samples=2000'],
    victoriaMetricsArgs: ['-search.maxUniqueTimeseries=20', '-search.maxExportSeries=20'],
  },
  few: { scrape: '15s', namespaces: FEW },
  /** Sent twice, as by two agents, to a VictoriaMetrics that keeps every copy; Prometheus keeps one. */
  doubled: { scrape: '15s', namespaces: FEW, copies: 2 },
  /** Limits that leave nothing to be read; Prometheus has none on points that can be set. */
  tight: {
    scrape: '15s',
    namespaces: FEW,
    prometheusArgs: ['--query.max-samples=50'],
    victoriaMetricsArgs: ['-search.maxSamplesPerQuery=50', '-search.maxPointsPerTimeseries=2'],
  },
  empty: {},
  /** Empty but for what they scrape: a watcher that a test starts. What was scraped a second ago is in answers. */
  watched: { isWatched: true, victoriaMetricsArgs: ['-search.latencyOffset=0s'] },
};

/** @param {AsyncIterable<string>[]} streams */
async function* inTurn(streams) {
  for (const stream of streams) {
    yield* stream;
  }
}

async function startPair(pair, file, scope) {
  const { scrape, namespaces, copies = 1, isWatched = false, prometheusArgs, victoriaMetricsArgs } = pair;
  const watcherPort = isWatched ? await freePort() : undefined;
  const stream = scrape ? loadRecording({ dir: DIR, scrape, namespaces }) : undefined;
  await writeOpenMetrics(file, inTurn(stream ? [stream] : []));
  const start = async (startOne, args) => {
    const scrapes = watcherPort ? [{ job: 'truce', url: `http://127.0.0.1:${watcherPort}/metrics`, labels: {} }] : [];
    const files = stream ? Array(copies).fill(file) : [];
    const database = await startOne({ files, scrapes: () => scrapes, scrapeSeconds: 1, args });
    scope.defer(database.stop);
    return database.url;
  };
  const urls = await Promise.allSettled([
    start(startPrometheus, prometheusArgs),
    start(startVictoriaMetrics, victoriaMetricsArgs),
  ]);
  const failure = urls.find((result) => result.status === 'rejected');
  if (failure) {
    throw failure.reason;
  }
  const [prometheus, victoriametrics] = urls.map((result) => result.value);
  const bounds = scrape ? await recordingBounds({ dir: DIR, scrape }) : { from: 0, to: 0 };
  return { prometheus, victoriametrics, ...bounds, ...(watcherPort && { watcherPort }) };
}

/** The command line as one file: it is started a hundred times, and compiling it each time takes longer than its work. */
async function bundleCommandLine(scope) {
  const folder = await temporaryFolder('cli');
  scope.defer(() => removeLeftover(folder));
  const outfile = join(folder, 'truce.cjs');
  const entryPoints = [fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', target: 'node20', logLevel: 'warning' });
  return outfile;
}

/** Jest calls this once, before all files. */
async function start() {
  const scope = createScope();
  globalThis.integrationScope = scope;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => process.exit(130)); // leaving ends the servers: demo/databases/process.mjs
  }
  const folder = await temporaryFolder('integration');
  const servers = {};
  try {
    for (const [name, pair] of Object.entries(PAIRS)) {
      servers[name] = await startPair(pair, join(folder, `${name}.om`), scope);
    }
  } catch (error) {
    await scope.close();
    throw error;
  } finally {
    await removeLeftover(folder);
  }
  process.env.TRUCE_SERVERS = JSON.stringify(servers);
  process.env.TRUCE_CLI = await bundleCommandLine(scope);
}

export default start; // Jest asks for a default export
