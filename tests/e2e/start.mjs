// Playwright calls this once before all tests; what it returns is called once after them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createScope, removeLeftover, temporaryFolder } from '../../demo/databases/process.mjs';
import { analyze, buildHost, PROBE, readGrafana, startDatabases, startHost } from './stack.mjs';

export default async function start(config) {
  const scope = createScope();
  try {
    const { findings, ...stack } = process.env.GRAFANA_URL ? await running() : await previews(config, scope);
    const folder = await temporaryFolder('e2e-expected');
    scope.defer(() => removeLeftover(folder));
    const report = join(folder, 'report.json');
    writeFileSync(report, JSON.stringify(findings));
    process.env.TRUCE_STACK = JSON.stringify({ ...stack, report });
  } catch (error) {
    await scope.close();
    throw error;
  }
  return scope.close;
}

/** Nothing is started: Grafana and its databases are somebody else's. */
async function running() {
  const { GRAFANA_URL: address, GRAFANA_USER: user = 'admin', GRAFANA_PASSWORD: password = 'admin' } = process.env;
  const url = address.replace(/\/$/, '');
  return { hosts: { real: url }, ...(await readGrafana({ url, user, password })) };
}

async function previews(config, scope) {
  const versions = [...new Set(config.projects.map((project) => project.metadata.grafana).filter(Boolean))];
  // Each waits for the network or a disk most of the time.
  const [databases] = await Promise.all([startDatabases(scope), ...versions.map(buildHost)]);
  const hosts = {};
  const probes = {};
  for (const grafana of versions) {
    hosts[grafana] = await startHost({ grafana, databases, scope });
    probes[grafana] = await startHost({ grafana, databases, scope, dist: PROBE });
  }
  const { from, to } = databases;
  return { hosts, probes, from, to, findings: analyze(databases.prometheus, databases) };
}
