#!/usr/bin/env node
// The loading steps of docker-compose.yaml, where the databases run in containers of their own:
//   fill.mjs write --backfill FILE --cluster URL --to FOLDER   writes FOLDER/all.om (the recording and the live backfill) and FOLDER/scrape.yml
//   fill.mjs import --file FILE --url URL                      sends such a file to a running VictoriaMetrics
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { liveScrapes, loadLiveBackfill } from './live.mjs';
import { waitUntil } from './process.mjs';
import { loadRecording, recordingBounds, shiftToNow, writeOpenMetrics } from './recording.mjs';
import { scrapeConfiguration } from './scraping.mjs';
import { importFile } from './victoriametrics.mjs';

const RECORDING = {
  dir: join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'tests', 'recordings'),
  scrape: '15s',
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    backfill: { type: 'string' },
    cluster: { type: 'string' },
    to: { type: 'string' },
    file: { type: 'string' },
    url: { type: 'string' },
  },
});

/** Both sources one after the other, in one stream. */
async function* allSources() {
  const shiftMs = shiftToNow(await recordingBounds(RECORDING));
  yield* loadRecording({ ...RECORDING, shiftMs, externalLabels: { cluster: 'recorded' } });
  yield* loadLiveBackfill(options.backfill);
}

async function write() {
  const samples = await writeOpenMetrics(join(options.to, 'all.om'), allSources());
  await writeFile(join(options.to, 'scrape.yml'), scrapeConfiguration(liveScrapes(options.cluster)));
  console.log(`${samples} samples written`);
}

async function send() {
  await waitUntil(async () => (await fetch(new URL('/health', options.url))).ok, { what: `${options.url} answers` });
  await importFile(options.url, options.file);
  console.log('VictoriaMetrics has the data');
}

const commands = { write, import: send };
const command = commands[positionals[0]];
if (!command) {
  console.error('usage: fill.mjs write|import (see the top of the file)');
  process.exit(2);
}
await command();
