// Playwright calls this once before all tests; what it returns is called once after them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createScope, removeLeftover, temporaryFolder } from '../../demo/databases/process.mjs';
import { analyze, buildHost, startDatabases, startHost } from './stack.mjs';

export default async function start(config) {
  const scope = createScope();
  const versions = [...new Set(config.projects.map((project) => project.metadata.grafana).filter(Boolean))];
  try {
    for (const grafana of versions) {
      await buildHost(grafana);
    }
    const databases = await startDatabases(scope);
    const hosts = {};
    for (const grafana of versions) {
      hosts[grafana] = await startHost({ grafana, databases, scope });
    }
    const folder = await temporaryFolder('e2e-expected');
    scope.defer(() => removeLeftover(folder));
    const report = join(folder, 'report.json');
    writeFileSync(report, JSON.stringify(analyze(databases.prometheus, databases)));
    process.env.TRUCE_STACK = JSON.stringify({ hosts, report, from: databases.from, to: databases.to });
  } catch (error) {
    await scope.close();
    throw error;
  }
  return scope.close;
}
