// The command line as CI runs it, and a database for it: a server on 127.0.0.1 that speaks the Prometheus HTTP API over columns.
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fakeDatabase, type Stored } from './fakeDatabase';

const ROOT = join(__dirname, '../..');

export interface Said {
  readonly status?: number;
  readonly body: string;
}

/** What the server says to one question. */
export type Answer = (form: URLSearchParams, request: IncomingMessage) => Promise<Said>;

/** Answers from columns. */
export function database(stored: readonly Stored[]): Answer {
  const transport = fakeDatabase(stored);
  return async (form) => {
    const at = Number(form.get('time') ?? form.get('end')) * 1000;
    const expr = form.get('query') ?? '';
    const [answer] = await transport.instant([{ id: 'q', expr }], at);
    const resultType = form.has('step') || expr.endsWith(']') ? 'matrix' : 'vector';
    const result = (answer?.series ?? []).map((s) => {
      const values = Array.from(s.times, (t, i) => [t / 1000, String(s.values[i])]);
      return resultType === 'matrix' ? { metric: s.labels, values } : { metric: s.labels, value: values.at(-1) };
    });
    return { body: JSON.stringify({ status: 'success', data: { resultType, result } }) };
  };
}

/** A server whose answer can be changed between runs. */
export class FakeServer {
  public answer: Answer = database([]);
  public url = '';
  private readonly server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on(
      'end',
      () =>
        void this.answer(new URLSearchParams(text), request).then(({ status, body }) =>
          response.writeHead(status ?? 200).end(body)
        )
    );
  });

  public async start(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }
}

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Environment {
  /** Modules to load before the program. */
  readonly before?: readonly string[];
  /** Nobody reads what it writes: the pipe is closed from the beginning. */
  readonly isDeaf?: boolean;
}

/** Runs the command line. */
export function runCli(argv: readonly string[], { before = [], isDeaf = false }: Environment = {}): Promise<Ended> {
  return new Promise((done) => {
    const loaded = ['tsx', ...before].flatMap((name) => ['--import', name]);
    const child = spawn(process.execPath, [...loaded, join(ROOT, 'src/cli/main.ts'), ...argv], { cwd: ROOT });
    let out = '';
    let err = '';
    if (isDeaf) {
      child.stdout.destroy();
    }
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (status) => done({ status, out, err }));
  });
}
