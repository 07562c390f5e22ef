// A proxy that makes faults: it stands before a real database and passes everything on, but for what the fault of the
// moment strikes.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Effect, Struck } from './effects';

/** What the proxy does to whom. */
export interface Mischief {
  readonly effect: Effect;
  /** All requests when absent. */
  readonly strikes?: (request: Struck) => boolean;
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString();
}

/** Announces the whole and sends a part of it. */
function sendPart(response: ServerResponse, { status, type, text }: Reply, share: number): void {
  const whole = Buffer.from(text);
  response.writeHead(status, { 'content-type': type, 'content-length': whole.length });
  response.write(whole.subarray(0, Math.floor(whole.length * share)), () => response.destroy());
}

export class FaultProxy {
  private server: Server | undefined;
  private upstream = '';
  private mischief: Mischief | undefined;
  private seen = 0;

  /** Starts listening on a free port of the loopback interface. */
  public async start(): Promise<void> {
    const server = createServer((request, response) => {
      response.setHeader('connection', 'close'); // no connection outlives its fault
      this.handle(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.server = server;
  }

  /** Its address. */
  public get url(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  /** From now on stands before this database and does this to its answers; nothing when `mischief` is absent. */
  public play(upstream: string, mischief?: Mischief): void {
    this.upstream = upstream;
    this.mischief = mischief;
    this.seen = 0;
  }

  public async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const url = new URL(request.url ?? '/', this.upstream);
    const query = new URLSearchParams(body).get('query') ?? url.searchParams.get('query') ?? '';
    this.seen += 1;
    const { effect, strikes = () => true } = this.mischief ?? {};
    if (!effect || !strikes({ query, nth: this.seen })) {
      this.send(response, await this.ask(url, request, body));
    } else if (effect.kind === 'answer') {
      response.writeHead(effect.status, effect.headers).end(effect.body);
    } else if (effect.kind !== 'silence') {
      await this.spoil(effect, response, await this.ask(url, request, body));
    }
  }

  private async spoil(
    effect: Exclude<Effect, { kind: 'answer' | 'silence' }>,
    response: ServerResponse,
    reply: Reply
  ): Promise<void> {
    if (effect.kind === 'cut') {
      sendPart(response, reply, effect.share);
      return;
    }
    await sleep(effect.kind === 'delay' ? effect.ms : 0);
    this.send(response, effect.kind === 'edit' ? { ...reply, text: effect.edit(reply.text) } : reply);
  }

  private async ask(url: URL, { method = 'GET', headers }: IncomingMessage, body: string): Promise<Reply> {
    const type = headers['content-type'];
    const answer = await fetch(url, {
      method,
      ...(type !== undefined && { headers: { 'content-type': type } }),
      ...(body !== '' && { body }),
    });
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? 'text/plain',
      text: await answer.text(),
    };
  }

  private send(response: ServerResponse, { status, type, text }: Reply): void {
    response.writeHead(status, { 'content-type': type }).end(text);
  }
}
