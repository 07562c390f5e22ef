// Finds the database programs and, on a Debian machine where we are root, installs them. Everywhere else it says what to do.
import { accessSync, constants, existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { removeAtExit, removeLeftover, runProcess } from './process.mjs';

const VICTORIA_METRICS_NAMES = ['victoria-metrics', 'victoria-metrics-prod'];
const POLICY = '/usr/sbin/policy-rc.d';

/**
 * Makes sure that prometheus, promtool and victoria-metrics can be started.
 * @param {(text: string) => void} [say] told what is being done
 */
export async function ensureInstalled(say = () => {}) {
  const missing = missingPrograms();
  if (missing.length === 0) {
    return;
  }
  if (!canInstall()) {
    throw new Error(adviceFor(missing));
  }
  say(`Installing ${missing.join(' and ')} from Debian ...`);
  await install(missing).catch((error) => {
    throw new Error(`${error.message}\n\n${adviceFor(missing)}`);
  });
  const still = missingPrograms();
  if (still.length > 0) {
    throw new Error(adviceFor(still));
  }
}

/** The name under which VictoriaMetrics' single server is installed here. */
export function victoriaMetricsCommand() {
  return VICTORIA_METRICS_NAMES.find(isOnPath) ?? VICTORIA_METRICS_NAMES[0];
}

/** Debian packages whose programs are not here. */
function missingPrograms() {
  const missing = [];
  if (!isOnPath('prometheus') || !isOnPath('promtool')) {
    missing.push('prometheus');
  }
  if (!VICTORIA_METRICS_NAMES.some(isOnPath)) {
    missing.push('victoria-metrics');
  }
  return missing;
}

/** @param {string} name a program */
export function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function canInstall() {
  return existsSync('/etc/debian_version') && isOnPath('apt-get') && process.getuid?.() === 0;
}

async function install(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => runProcess({ name: `apt-get ${args[0]}`, command: 'apt-get', args, env });
  await apt('update', '--quiet');
  await withoutServiceStart(() => apt('install', '--yes', '--quiet', '--no-install-recommends', ...packages));
}

/** Debian starts a package's service on installation unless policy-rc.d forbids it; a policy that is there already stays. */
async function withoutServiceStart(work) {
  if (existsSync(POLICY)) {
    return work();
  }
  removeAtExit(POLICY);
  await writeFile(POLICY, '#!/bin/sh\nexit 101\n');
  await chmod(POLICY, 0o755);
  try {
    return await work();
  } finally {
    await removeLeftover(POLICY);
  }
}

function adviceFor(missing) {
  const debian = existsSync('/etc/debian_version');
  return [
    `The demo needs ${missing.join(' and ')}, which ${missing.length > 1 ? 'are' : 'is'} not installed.`,
    debian
      ? `  As root: apt-get update && apt-get install prometheus victoria-metrics`
      : `  Put prometheus, promtool (prometheus.io/download) and victoria-metrics (the single server of VictoriaMetrics) on the PATH,`,
    debian
      ? '  or run this command as root, which then installs them itself;'
      : '  on Debian and as root this command installs them itself;',
    '  or start the same demo with a real Grafana in containers: docker compose up',
  ].join('\n');
}
