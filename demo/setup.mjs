// What a fresh machine needs before the demo can run: packages, database programs, the built plugin and the preview host.
// Each step looks first and does nothing when its result is already there.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess } from './databases/process.mjs';
import { ensureInstalled } from './databases/programs.mjs';

const NODE_AT_LEAST = 20;
/** What `dist` is made of. */
const PLUGIN_SOURCES = ['src', 'plugin.json', 'package.json', 'webpack.config.ts', '.config'];

/**
 * @param {{root: string, grafana: string, say: (text: string) => void}} options
 */
export async function setUp({ root, grafana, say }) {
  requireNode();
  await installPackages(root, say);
  await ensureInstalled(say);
  await buildPlugin(root, say);
  await buildHost(root, grafana, say);
}

function requireNode() {
  if (Number(process.versions.node.split('.')[0]) < NODE_AT_LEAST) {
    throw new Error(`The demo needs Node.js ${NODE_AT_LEAST} or newer; this is ${process.versions.node}.`);
  }
  if (process.platform === 'win32') {
    throw new Error('The demo runs on Linux and macOS. On Windows use WSL, or containers: docker compose up');
  }
}

async function installPackages(root, say) {
  if (existsSync(join(root, 'node_modules', '.package-lock.json'))) {
    return;
  }
  say('Installing npm packages (npm ci, a few minutes the first time) ...');
  await runProcess({ name: 'npm ci', command: 'npm', args: ['ci', '--no-audit', '--no-fund'], cwd: root });
}

async function buildPlugin(root, say) {
  const built = newest(join(root, 'dist', 'module.js'));
  if (built > Math.max(...PLUGIN_SOURCES.map((source) => newest(join(root, source))))) {
    return;
  }
  say('Building the plugin (npm run build) ...');
  await runProcess({ name: 'npm run build', command: 'npm', args: ['run', 'build'], cwd: root });
}

async function buildHost(root, grafana, say) {
  say(`Preparing the preview host with the packages of Grafana ${grafana} ...`);
  const args = [join(root, 'demo', 'host', 'build.mjs'), grafana];
  await runProcess({ name: 'demo/host/build.mjs', command: process.execPath, args, cwd: root });
}

/** Time of the last change of a file, or of anything in a folder; 0 when it is not there. */
function newest(path) {
  if (!existsSync(path)) {
    return 0;
  }
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    return stat.mtimeMs;
  }
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
