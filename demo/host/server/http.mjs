// Small helpers over Node's http: JSON in and out, files with gzip, ETag and the right type.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const zip = promisify(gzip);
const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.woff2': 'font/woff2',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};
const COMPRESSED = new Set(['.js', '.css', '.json', '.svg', '.map', '.md']);
/** Zipped bodies by file and modification time: a few plugin and shell files, each asked for many times by tests. */
const zipped = new Map();

export async function sendJson(request, response, status, value) {
  const text = JSON.stringify(value);
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  if (text.length > 4096 && acceptsGzip(request)) {
    response.writeHead(status, { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' });
    response.end(await zip(text, { level: 3 }));
    return;
  }
  response.writeHead(status, headers);
  response.end(text);
}

export async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

export function acceptsGzip(request) {
  return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
}

/** `immutable` for names that carry a hash; everything else is checked again each time, so a rebuild shows at once. */
export async function sendFile(request, response, file, immutable = false) {
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end('not found');
    return;
  }
  const etag = `"${createHash('sha1').update(`${file} ${info.mtimeMs} ${info.size}`).digest('hex').slice(0, 20)}"`;
  const type = extname(file);
  const headers = {
    'content-type': TYPES[type] ?? 'application/octet-stream',
    'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag,
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers);
    response.end();
  } else if (COMPRESSED.has(type) && acceptsGzip(request)) {
    const body = await zippedFile(file, etag);
    response.writeHead(200, {
      ...headers,
      'content-encoding': 'gzip',
      vary: 'accept-encoding',
      'content-length': body.length,
    });
    response.end(body);
  } else {
    response.writeHead(200, { ...headers, 'content-length': info.size });
    createReadStream(file).pipe(response);
  }
}

async function zippedFile(file, etag) {
  const known = zipped.get(file);
  if (known?.etag === etag) {
    return known.body;
  }
  const body = await zip(await readFile(file));
  zipped.set(file, { etag, body });
  return body;
}
