// An address at which nothing listens: one that was ours a moment ago.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** `http://127.0.0.1:PORT`, refused. */
export async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
