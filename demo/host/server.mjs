// The preview host's server: stands where a Grafana server would, for one built plugin and a few databases.
// It is an emulator (see README.md) and listens on 127.0.0.1 only.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize, sep } from 'node:path';
import { handleApi } from './server/api.mjs';
import { bootData, shellHtml } from './server/boot.mjs';
import { Dashboards } from './server/dashboards.mjs';
import { sendFile, sendJson } from './server/http.mjs';
import { HOST_DIR, readOptions } from './server/options.mjs';
import { PluginSettings, readPlugins } from './server/plugins.mjs';
import { forward } from './server/proxy.mjs';
import { switching, visitorOf } from './server/visitor.mjs';

const options = readOptions(process.argv.slice(2));
const host = {
  options,
  datasources: options.datasources,
  settings: new PluginSettings(options.settings),
  dashboards: new Dashboards(options.dashboards),
  folders: [],
  annotations: [],
  alertRules: [],
};
const modules = join(HOST_DIR, 'versions', options.grafana, 'node_modules');

/** URL prefix, folder behind it, and whether names in it carry a hash. */
const FOLDERS = [
  ['/public/shell/', join(HOST_DIR, 'build', options.grafana), true],
  ['/public/preview/', join(HOST_DIR, 'static'), false],
  ['/public/fonts/inter/', join(modules, 'inter-ui/web'), true],
];
const ICON = /^\/public\/(?:build\/)?img\/icons\/([\w-]+)\/([\w-]+)\.svg$/;
const ROBOTO_MONO = /^\/public\/fonts\/roboto\/.*\.woff2$/;

async function handle(request, response) {
  const url = new URL(request.url, 'http://127.0.0.1');
  const path = decodeURIComponent(url.pathname);
  if (path === '/demo/control') {
    return options.control
      ? forward(request, response, options.control)
      : sendJson(request, response, 404, { message: 'This preview has no demo control' });
  }
  if (path.startsWith('/public/')) {
    return sendPublic(request, response, path);
  }
  if (
    /^\/(api|apis|ofrep|avatar)\//.test(path) ||
    path === '/logout' ||
    (path === '/login' && request.method === 'POST')
  ) {
    return handleApi({ ...host, visitor: visitorOf(request, options) }, request, response, url);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sendJson(request, response, 404, { message: 'Not found' });
  }
  const switched = switching(url);
  if (switched) {
    response.writeHead(302, { 'set-cookie': switched.cookies, location: switched.location });
    response.end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(shellHtml(bootData(host, visitorOf(request, options)), options.grafana));
}

function sendPublic(request, response, path) {
  const icon = ICON.exec(path);
  if (icon) {
    return sendFile(request, response, iconFile(icon[1], icon[2]), true);
  }
  if (ROBOTO_MONO.test(path)) {
    return sendFile(
      request,
      response,
      join(modules, '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2'),
      true
    );
  }
  const plugin = /^\/public\/plugins\/([^/]+)\/(.+)$/.exec(path);
  if (plugin) {
    const folder = readPlugins(options.dist).find((one) => one.json.id === plugin[1])?.folder;
    return sendFile(request, response, inside(folder, plugin[2]));
  }
  const known = FOLDERS.find(([prefix]) => path.startsWith(prefix));
  return sendFile(request, response, known ? inside(known[1], path.slice(known[0].length)) : '', known?.[2]);
}

/** A third of the icons Grafana has are not in @grafana/ui's package: some are drawn here, the rest is a ring. */
function iconFile(style, name) {
  const candidates = [
    join(modules, '@grafana/ui/dist/public/img/icons', style, `${name}.svg`),
    join(HOST_DIR, 'static/icons', `${name}.svg`),
  ];
  return candidates.find(existsSync) ?? join(HOST_DIR, 'static/icons/other.svg');
}

/** The file below `folder`, or nothing for a path that climbs out of it. */
function inside(folder, relative) {
  const file = folder === undefined ? '' : normalize(join(folder, relative));
  return file.startsWith(`${folder}${sep}`) ? file : '';
}

const server = createServer((request, response) => {
  handle(request, response).catch((error) => {
    process.stderr.write(`${request.method} ${request.url}: ${error.stack}\n`);
    if (!response.headersSent) {
      response.writeHead(500, { 'content-type': 'application/json' });
    }
    response.end(JSON.stringify({ message: 'Internal Server Error', error: error.message }));
  });
});

server.listen(options.port, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })}\n`);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
