// What the browser tests look at: both databases with the recording at its own time, and the built plugin in a preview
// host of each Grafana version, with data sources that work, that refuse, and that do not answer.
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeLeftover, runProcess, startProcess, temporaryFolder } from '../../demo/databases/process.mjs';
import { startPrometheus } from '../../demo/databases/prometheus.mjs';
import { loadRecording, recordingBounds, writeOpenMetrics } from '../../demo/databases/recording.mjs';
import { startVictoriaMetrics } from '../../demo/databases/victoriametrics.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIR = join(ROOT, 'tests', 'recordings');
const SCRAPE = '15s';
const bounds = () => recordingBounds({ dir: DIR, scrape: SCRAPE });
const PATIENCE_MS = 60_000;

/** @typedef {{prometheus: string, victoriametrics: string, refusing: string, from: number, to: number}} Databases */

/**
 * @param {ReturnType<typeof import('../../demo/databases/process.mjs').createScope>} scope
 * @returns {Promise<Databases>}
 */
export async function startDatabases(scope) {
  const folder = await temporaryFolder('e2e');
  try {
    const all = join(folder, 'all.om');
    const few = join(folder, 'few.om');
    await writeOpenMetrics(all, loadRecording({ dir: DIR, scrape: SCRAPE }));
    await writeOpenMetrics(few, loadRecording({ dir: DIR, scrape: SCRAPE, namespaces: ['_cluster', 'hpa-flap'] }));
    const start = async (startOne, options) => {
      const database = await startOne(options);
      scope.defer(database.stop);
      return database.url;
    };
    return {
      prometheus: await start(startPrometheus, { files: [all] }),
      victoriametrics: await start(startVictoriaMetrics, { files: [all] }),
      refusing: await start(startPrometheus, { files: [few], args: ['--query.max-samples=500'] }),
      ...(await bounds()),
    };
  } finally {
    await removeLeftover(folder);
  }
}

/** VictoriaMetrics' data source looks back 15 s before 0.24 and five minutes since: one of each. */
const VM_VERSIONS = { '12.4.10': '0.23.1', '13.2.2': '0.25.1' };

/** Data sources by uid. Port 9 (discard) is reserved: nobody answers there. */
function dataSources({ prometheus, victoriametrics, refusing }, grafana) {
  const pluginVersion = VM_VERSIONS[grafana];
  const vm = 'victoriametrics-metrics-datasource';
  return [
    { uid: 'prometheus', name: 'Prometheus', type: 'prometheus', url: prometheus, isDefault: true },
    { uid: 'victoriametrics', name: 'VictoriaMetrics', type: vm, url: victoriametrics, pluginVersion },
    { uid: 'refusing', name: 'Refusing', type: 'prometheus', url: refusing },
    { uid: 'dead', name: 'Dead', type: 'prometheus', url: 'http://127.0.0.1:9' },
  ];
}

/** How the tests call the data sources, and the names that a Grafana gives them. */
const NAMES = { prometheus: 'Prometheus', victoriametrics: 'VictoriaMetrics', refusing: 'Refusing', dead: 'Dead' };

/**
 * A Grafana that is there already: its data sources by name, and what the command line finds through it.
 * @param {{url: string, user: string, password: string}} grafana
 */
export async function readGrafana({ url, user, password }) {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const answer = await fetch(`${url}/api/datasources`, { headers: { authorization } });
  if (!answer.ok) {
    throw new Error(`${url}/api/datasources answered ${answer.status} to ${user}: ${await answer.text()}`);
  }
  const found = await answer.json();
  const uids = Object.fromEntries(
    Object.entries(NAMES).map(([key, name]) => [key, found.find((one) => one.name === name)?.uid ?? null])
  );
  if (!uids.prometheus) {
    throw new Error(`${url} has no data source called "${NAMES.prometheus}" with the recording in it`);
  }
  const range = await bounds();
  const proxy = `${url}/api/datasources/proxy/uid/${uids.prometheus}`;
  return { ...range, uids, findings: analyze(proxy, range, [`Authorization: ${authorization}`]) };
}

/** Bundles the preview host of this version unless that is done already. */
export async function buildHost(grafana) {
  await runProcess({
    name: `demo/host/build.mjs ${grafana}`,
    command: process.execPath,
    args: [join(ROOT, 'demo', 'host', 'build.mjs'), grafana],
    cwd: ROOT,
  });
}

/** What the tests of the host itself put in the plugin's place. */
export const PROBE = join(ROOT, 'demo', 'host', 'probe');

/**
 * @param {{grafana: string, databases: Databases, scope: any, dist?: string}} options
 * @returns {Promise<string>} its address
 */
export async function startHost({ grafana, databases, scope, dist = join(ROOT, 'dist') }) {
  const folder = await temporaryFolder('e2e-host');
  scope.defer(() => removeLeftover(folder));
  const file = join(folder, 'datasources.json');
  await writeFile(file, JSON.stringify(dataSources(databases, grafana)));
  return new Promise((resolve, reject) => {
    const host = startProcess({
      name: `preview host ${grafana}`,
      command: process.execPath,
      args: [
        join(ROOT, 'demo', 'host', 'server.mjs'),
        ...['--grafana', grafana, '--port', '0', '--dist', dist, '--datasources', file],
        ...['--from', String(databases.from), '--to', String(databases.to), '--timezone', 'utc'],
      ],
      cwd: ROOT,
      onLine: (line) => line.startsWith('{"url"') && resolve(JSON.parse(line).url),
    });
    scope.defer(host.stop);
    void host.exited.then((why) => reject(new Error(`${why}\n${host.output()}`)));
    setTimeout(
      () => reject(new Error(`the preview host ${grafana} did not listen\n${host.output()}`)),
      PATIENCE_MS
    ).unref();
  });
}

/** What the command line finds between these times: the pages must say the same. */
export function analyze(url, { from, to }, headers = []) {
  const tsx = join(ROOT, 'node_modules', '.bin', 'tsx');
  const args = ['src/cli/main.ts', '--url', url, '--from', String(from / 1000), '--to', String(to / 1000), '--json'];
  args.push(...headers.flatMap((header) => ['--header', header]));
  const { stdout, stderr } = spawnSync(tsx, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (stdout === '') {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
}
