// The two pages of the watcher: /metrics for a scraper, /healthz for a kubelet. Nothing can be changed by asking.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';

interface Pages {
  readonly registry: Registry;
  /** What is wrong, a line each; none while the watcher is well. */
  readonly problems: () => readonly string[];
}

function end(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}

async function answer(path: string, response: ServerResponse, { registry, problems }: Pages): Promise<void> {
  if (path === '/metrics') {
    end(response, 200, await registry.metrics(), registry.contentType);
  } else if (path === '/healthz') {
    const wrong = problems();
    end(response, wrong.length === 0 ? 200 : 503, wrong.length === 0 ? 'ok\n' : `${wrong.join('\n')}\n`);
  } else {
    end(response, path === '/' ? 200 : 404, 'Truce watcher: /metrics, /healthz\n');
  }
}

/**
 * Listens.
 * @throws where the address cannot be listened on
 */
export function serve({ host, port }: { host: string; port: number }, pages: Pages): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      end(response, 405, 'Only GET.\n');
      return;
    }
    const path = new URL(request.url ?? '/', 'http://watcher').pathname;
    answer(path, response, pages).catch(() => end(response, 500, 'The page could not be made.\n'));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}
