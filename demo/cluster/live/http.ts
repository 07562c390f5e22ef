// The four addresses of the living cluster: three to scrape, one to turn the load.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { renderMetrics } from '../metrics/exposition';
import type { Target } from '../metrics/targets';
import type { Stage } from './stage';

const SCRAPED: Record<string, Target[]> = {
  '/metrics': ['kube-state-metrics', 'kubelet'],
  '/keda/metrics': ['keda-operator'],
  '/vpa/metrics': ['vpa'],
};
const MOST_BODY = 10_000;

/** The server; `catchUp` brings the cluster to the present before each answer. */
export function serve(stage: () => Stage | undefined, catchUp: () => void): Server {
  return createServer((request, response) => {
    answer(stage, catchUp, request, response).catch(() => send(response, 500, 'text/plain', 'internal error\n'));
  });
}

async function answer(stage: () => Stage | undefined, catchUp: () => void, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?')[0];
  const present = stage();
  if (present === undefined) {
    send(response, 503, 'text/plain', 'still living through the past\n');
    return;
  }
  const body = request.method === 'POST' ? await read(request) : '';
  catchUp();
  const targets = SCRAPED[path];
  if (targets !== undefined && request.method === 'GET') {
    send(response, 200, 'text/plain; version=0.0.4; charset=utf-8', renderMetrics(present.cluster, ...targets));
  } else if (path === '/control' && request.method === 'GET') {
    sendControl(response, present);
  } else if (path === '/control' && request.method === 'POST') {
    const wish = parseWish(body);
    if (wish === undefined) {
      send(response, 400, 'text/plain', 'expected {"load"?: number, "fix"?: boolean}\n');
      return;
    }
    if (wish.load !== undefined) {
      present.setLoad(wish.load);
    }
    if (wish.fix !== undefined) {
      present.setFix(wish.fix);
    }
    sendControl(response, present);
  } else {
    send(response, 404, 'text/plain', 'not found\n');
  }
}

function sendControl(response: ServerResponse, stage: Stage): void {
  send(response, 200, 'application/json', JSON.stringify(stage.control()));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MOST_BODY) {
      break;
    }
  }
  return body;
}

function parseWish(body: string): { load?: number; fix?: boolean } | undefined {
  let wish: unknown;
  try {
    wish = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof wish !== 'object' || wish === null) {
    return undefined;
  }
  const { load, fix } = wish as { load?: unknown; fix?: unknown };
  const fine = (load === undefined || (typeof load === 'number' && Number.isFinite(load))) && (fix === undefined || typeof fix === 'boolean');
  return fine ? { load: load as number | undefined, fix: fix as boolean | undefined } : undefined;
}
