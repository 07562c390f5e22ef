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

async function answer(
  stage: () => Stage | undefined,
  catchUp: () => void,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const path = (request.url ?? '/').replace(/\?.*$/, '');
  const living = stage();
  if (living === undefined) {
    send(response, 503, 'text/plain', 'still living through the past\n');
    return;
  }
  const body = request.method === 'POST' ? await read(request) : '';
  catchUp();
  const targets = SCRAPED[path];
  if (targets !== undefined && request.method === 'GET') {
    send(response, 200, 'text/plain; version=0.0.4; charset=utf-8', renderMetrics(living.cluster, ...targets));
  } else if (path === '/control' && request.method === 'GET') {
    sendControl(response, living);
  } else if (path === '/control' && request.method === 'POST') {
    const wish = parseWish(body);
    if (wish === undefined) {
      send(response, 400, 'text/plain', 'expected {"load"?: number, "fix"?: boolean}\n');
      return;
    }
    if (wish.load !== undefined) {
      living.setLoad(wish.load);
    }
    if (wish.fix !== undefined) {
      living.setFix(wish.fix);
    }
    sendControl(response, living);
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
  const load = 'load' in wish ? wish.load : undefined;
  const fix = 'fix' in wish ? wish.fix : undefined;
  if (load !== undefined && (typeof load !== 'number' || !Number.isFinite(load))) {
    return undefined;
  }
  return fix === undefined || typeof fix === 'boolean' ? { load, fix } : undefined;
}
