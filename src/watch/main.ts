// `npm run watch`: the engine without Grafana, one sweep for everybody. Reads databases, and writes to nobody: what it knows
// is scraped from it.
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics } from 'prom-client';
import { runCommand } from '../cli/runCommand';
import { complain } from '../cli/say';
import { cleanMessage } from '../sources/cleanMessage';
import { SYSTEM_CLOCK } from '../sources/clock';
import { addressed } from '../sources/credentials';
import { KeptParts } from '../sources/fleet/keptParts';
import { httpTransport } from '../sources/httpTransport';
import { AnswerMemory } from '../sources/memory/answerMemory';
import { rememberingTransport } from '../sources/memory/rememberingTransport';
import { sweepSource } from '../sources/sweep';
import { Exposition } from './exposition';
import { readWatchArguments, USAGE, type WatchArguments } from './options';
import { serve } from './serve';
import { Watcher } from './watcher';

function watchersOf(args: WatchArguments, exposition: Exposition, memory: AnswerMemory): Watcher[] {
  const { headers, every, window, deadline, cluster, clusterLabel } = args;
  return args.databases.flatMap(({ name, url }) =>
    args.shards.map(
      (shard) =>
        new Watcher({
          sweep: { source: name, shard: shard.name },
          source: sweepSource(rememberingTransport(httpTransport({ url, headers }), memory, `${name} ${shard.name}`), {
            kept: new KeptParts(),
          }),
          clock: SYSTEM_CLOCK,
          exposition,
          request: { namespaces: shard.namespaces, cluster, clusterLabel },
          every,
          window,
          deadline,
          say: (line) => complain(cleanMessage(line, addressed(url, headers).secrets)),
        })
    )
  );
}

async function watch(args: WatchArguments): Promise<void> {
  const exposition = new Exposition(args.bounds);
  collectDefaultMetrics({ register: exposition.registry });
  // One sweep may fail, and the next one still carries on.
  const memory = new AnswerMemory({ idle: 2 * args.every + args.deadline });
  const watchers = watchersOf(args, exposition, memory);
  const problems = () => watchers.flatMap((watcher) => watcher.problem(Date.now()) ?? []);
  const server = await serve(args.listen, { registry: exposition.registry, problems });
  const { address, port, family } = server.address() as AddressInfo;
  complain(`Listening on http://${family === 'IPv6' ? `[${address}]` : address}:${port}/metrics`);
  const stop = new AbortController();
  ['SIGTERM', 'SIGINT'].forEach((signal) => process.once(signal, () => stop.abort()));
  await Promise.all(watchers.map((watcher) => watcher.run(stop.signal)));
  memory.clear();
  server.close();
  server.closeAllConnections();
}

runCommand({ usage: USAGE, read: (argv) => readWatchArguments(argv, process.env), work: watch });
