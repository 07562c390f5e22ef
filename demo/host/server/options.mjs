// Command line of the preview host's server.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ROLES } from './permissions.mjs';
import { PANEL_PATHS } from './visitor.mjs';

export const HOST_DIR = dirname(dirname(fileURLToPath(import.meta.url)));

const USAGE = `usage: node demo/host/server.mjs --grafana 12.4.10 --port 0 --dist dist --datasources datasources.json
  [--control http://127.0.0.1:PORT] [--from ISO|ms --to ISO|ms] [--dashboards DIR] [--settings FILE] [--timezone utc]
  [--role Viewer|Editor|Admin] [--without EXTENSION-COMPONENT ...] [--panel-path app|own]`;

export function readOptions(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      grafana: { type: 'string', default: '12.4.10' },
      port: { type: 'string', default: '0' },
      dist: { type: 'string', default: 'dist' },
      datasources: { type: 'string' },
      control: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      dashboards: { type: 'string', default: join(HOST_DIR, '..', '..', 'provisioning', 'dashboards') },
      settings: { type: 'string' },
      timezone: { type: 'string', default: 'browser' },
      role: { type: 'string', default: 'Admin' },
      without: { type: 'string', multiple: true, default: [] },
      'panel-path': { type: 'string', default: 'app' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    process.exit(0);
  }
  return {
    grafana: values.grafana,
    port: Number(values.port),
    dist: resolve(values.dist),
    datasources: values.datasources ? readDatasources(resolve(values.datasources)) : [],
    control: values.control?.replace(/\/$/, ''),
    from: readTime(values.from),
    to: readTime(values.to),
    dashboards: resolve(values.dashboards),
    settings: values.settings ? JSON.parse(readFileSync(values.settings, 'utf8')) : undefined,
    timezone: values.timezone,
    role: oneOf('--role', values.role, Object.keys(ROLES)),
    without: values.without,
    panelPath: oneOf('--panel-path', values['panel-path'], PANEL_PATHS),
  };
}

function oneOf(flag, value, allowed) {
  if (!allowed.includes(value)) {
    throw new Error(`${flag} ${value}: it takes ${allowed.join(', ')}\n${USAGE}`);
  }
  return value;
}

/** Absolute times as unix ms; `now-1h` stays as it is. */
function readTime(text) {
  if (text === undefined || text.startsWith('now')) {
    return text;
  }
  const ms = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(ms)) {
    throw new Error(`neither an ISO time nor unix milliseconds: ${text}\n${USAGE}`);
  }
  return String(ms);
}

function readDatasources(file) {
  const list = JSON.parse(readFileSync(file, 'utf8'));
  return list.map((one, index) => ({ jsonData: {}, ...one, id: index + 1, isDefault: one.isDefault === true }));
}
