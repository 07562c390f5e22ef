// The living cluster as a process: simulates the hour before now, writes it for a backfill if asked, then lives on in real
// time and answers scrapes. This is the only file here that reads the wall clock.
//   npx tsx demo/cluster/server.ts --port 0 [--backfill-minutes 60] [--backfill-out FILE] [--speed 1] [--seed 1]

import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { serve } from './live/http';
import { Stage } from './live/stage';
import { writeOpenMetrics } from './metrics/exposition';

const HOST = '127.0.0.1';
const TICK_MS = 250;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'backfill-minutes': { type: 'string', default: '60' },
    'backfill-out': { type: 'string' },
    speed: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
});

const speed = Number(values.speed);
let stage: Stage | undefined;
let bornMs = Date.now();

const catchUp = () => stage?.cluster.advanceTo(bornMs + Math.round((Date.now() - bornMs) * speed));
const server = serve(() => stage, catchUp);

server.listen(Number(values.port), HOST, () => {
  const { port } = server.address() as AddressInfo;
  bornMs = Date.now();
  const past = new Stage(bornMs, Number(values['backfill-minutes']) * 60_000, Number(values.seed));
  const file = values['backfill-out'];
  const series = past.livePast(`${HOST}:${port}`, file !== undefined);
  if (file !== undefined) {
    writeFileSync(file, writeOpenMetrics(series));
  }
  stage = past;
  setInterval(catchUp, TICK_MS);
  process.stdout.write(`${JSON.stringify({ url: `http://${HOST}:${port}` })}\n`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
}
