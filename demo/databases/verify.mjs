#!/usr/bin/env node
// Compares what the two databases answer with the recording's own text, sample by sample, time by time:
//   node demo/databases/serve.mjs --recording DIR > served.json &   then   node demo/databases/verify.mjs --recording DIR --scrape 15s --served served.json
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadRecording } from './recording.mjs';

/** VictoriaMetrics keeps about 12 significant decimal digits; Prometheus keeps every bit. */
const ROUNDING = 1e-12;

const { values: options } = parseArgs({
  options: {
    recording: { type: 'string', default: 'tests/recordings' },
    scrape: { type: 'string', default: '15s' },
    cluster: { type: 'string' },
    served: { type: 'string' },
  },
});

/** @returns {Promise<Map<string, Map<string, [number, number][]>>>} metric name -> series -> samples */
async function readExpected({ shiftMs }) {
  const metrics = new Map();
  const { recording: dir, scrape, cluster } = options;
  for await (const text of loadRecording({ dir, scrape, shiftMs, externalLabels: cluster ? { cluster } : {} })) {
    for (const line of text.split('\n')) {
      if (line !== '' && !line.startsWith('#')) {
        addSample(metrics, line);
      }
    }
  }
  return metrics;
}

function addSample(metrics, line) {
  const [, name, labels, value, seconds] = /^([^{]+)\{(.*)\} (\S+) (\S+)$/.exec(line);
  const series = metrics.get(name) ?? metrics.set(name, new Map()).get(name);
  const key = labels
    .split(/,(?=[a-zA-Z_]+=")/)
    .sort()
    .join(',');
  const samples = series.get(key) ?? series.set(key, []).get(key);
  samples.push([Math.round(Number(seconds) * 1000), Number(value)]);
}

/** @returns {Promise<Map<string, [number, number][]>>} series -> raw samples of one metric */
async function readServed(url, name, { from, to }) {
  const window = Math.ceil((to - from) / 1000) + 120;
  const query = new URLSearchParams({
    query: `${name}[${window}s]`,
    time: String(Math.ceil(to / 1000) + 60),
    nocache: '1',
  });
  const { data } = await (await fetch(`${url}/api/v1/query?${query}`)).json();
  return new Map(
    data.result.map(({ metric, values }) => {
      const labels = Object.entries(metric).filter(([label]) => label !== '__name__');
      const key = labels
        .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
        .sort()
        .join(',');
      return [key, values.map(([seconds, value]) => [Math.round(seconds * 1000), Number(value)])];
    })
  );
}

/** Counts what differs between two sets of series. */
function compare(expected, served, count) {
  count.series += served.size;
  for (const [key, samples] of expected) {
    const got = served.get(key);
    if (!got) {
      count.seriesMissing++;
      continue;
    }
    count.samples += got.length;
    count.samplesMissing += samples.length - got.length;
    samples.forEach(([time, value], at) => {
      count.timesWrong += got[at]?.[0] === time ? 0 : 1;
      count.valuesWrong += Math.abs(got[at]?.[1] - value) <= ROUNDING * Math.abs(value) ? 0 : 1;
    });
  }
}

const served = JSON.parse(readFileSync(options.served ?? 0, 'utf8'));
const metrics = await readExpected(served);
const total = { series: 0, samples: 0 };
for (const series of metrics.values()) {
  total.series += series.size;
  total.samples += [...series.values()].reduce((sum, samples) => sum + samples.length, 0);
}
console.log('recording', JSON.stringify(total));
let wrong = 0;
for (const database of ['prometheus', 'victoriametrics']) {
  const count = { series: 0, samples: 0, seriesMissing: 0, samplesMissing: 0, timesWrong: 0, valuesWrong: 0 };
  for (const [name, expected] of metrics) {
    compare(expected, await readServed(served[database], name, served), count);
  }
  wrong += count.seriesMissing + count.samplesMissing + count.timesWrong + count.valuesWrong;
  wrong += count.series - total.series;
  console.log(database, JSON.stringify(count));
}
process.exit(wrong === 0 ? 0 : 1);
