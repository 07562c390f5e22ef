#!/usr/bin/env node
// Makes this folder out of a full recording: node tests/recordings/trim.mjs SOURCE [--to FOLDER]
// Series that no rule reads are left out as a whole; every sample that stays is copied byte for byte.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { constants, gunzipSync, gzipSync } from 'node:zlib';

/** A label's value in the text of a series. */
const has = (label, pattern) => (series) => new RegExp(`[{,]${label}="(${pattern})"`).test(series);
const always = () => true;
const not = (test) => (series) => !test(series);

/**
 * What is left out, first match wins: metric names, which of their series (`where`), and whether only series that are 0 in
 * every sample go (`onlyZeros`; they are read as `== 1`, so absent and 0 say the same).
 */
const LEFT_OUT = [
  { metrics: /^vpa_quality_/, why: 'fleet-wide histograms of the recommender' },
  { metrics: /^vpa_resources_/, why: 'about the recommender itself' },
  { metrics: /^vpa_recommender_(metric_server|aggregate_)/, why: 'about the recommender itself' },
  { metrics: /^vpa_recommender_vpa_objects_count$/, onlyZeros: true, why: 'label combinations that no VPA has' },
  { metrics: /^vpa_updater_(vpas_with_in_place|in_place_updatable)/, why: 'no in-place update in this recording' },
  {
    metrics: /^horizontal_pod_autoscaler_controller_(metric_computation|reconciliation_duration)/,
    why: 'histograms of the controller',
  },
  { metrics: /^kube_state_metrics_watch_total$/, why: 'about kube-state-metrics itself' },
  { metrics: /^keda_scaler_http_request_duration_seconds/, why: 'histogram of the operator' },
  {
    metrics: /^kube_node_status_condition$/,
    where: not(has('condition', 'Ready')),
    why: 'pressure conditions of nodes',
  },
  { metrics: /^kube_pod_status_phase$/, onlyZeros: true, why: 'phases a pod never had' },
  {
    metrics: /^kube_pod_status_ready$/,
    where: not(has('condition', 'true')),
    onlyZeros: true,
    why: 'states a pod never had',
  },
  {
    metrics: /^kube_pod_annotations$/,
    where: not(has('annotation_vpa_updates', '[^"]+')),
    why: 'rows without an annotation',
  },
  { metrics: /^kube_pod_container_status_restarts_total$/, onlyZeros: true, why: 'nothing restarted' },
  { metrics: /^kube_pod_start_time$/, why: 'within a second of kube_pod_created and _scheduled_time' },
  { metrics: /^kube_pod_info$/, why: 'owner is in kube_pod_owner, node in kube_pod_container_resource_requests' },
  { metrics: /^kube_deployment_status_condition$/, onlyZeros: true, why: 'states a condition never had' },
  { metrics: /^kube_deployment_spec_paused$/, onlyZeros: true, why: 'nothing was paused' },
  {
    metrics: /^kube_horizontalpodautoscaler_status_condition$/,
    where: has('status', 'unknown'),
    onlyZeros: true,
    why: 'never unknown',
  },
  { metrics: /^kube_horizontalpodautoscaler_metadata_generation$/, onlyZeros: true, why: 'the API server keeps none' },
  {
    metrics: /^keda_(scaler_metrics_latency|internal_scale_loop_latency|scaler_http_requests)/,
    why: 'about the operator itself',
  },
].map((rule) => ({ where: always, onlyZeros: false, ...rule }));

/** @returns {boolean} whether a series (its name and labels, and the text of its values) stays */
function stays(series, values) {
  const name = series.slice(0, series.indexOf('{'));
  const rule = LEFT_OUT.find(({ metrics, where }) => metrics.test(name) && where(series));
  return rule === undefined || (rule.onlyZeros && values.some((value) => Number(value) !== 0));
}

/** Trims the text of one file; lines of one series follow each other. */
function trimText(text) {
  const kept = [];
  const count = { series: 0, samples: 0 };
  const lines = text.split('\n');
  for (let at = 0; at < lines.length;) {
    if (lines[at].startsWith('#') || lines[at] === '') {
      kept.push(lines[at++]);
      continue;
    }
    const series = seriesOf(lines[at]);
    const start = at;
    while (at < lines.length && lines[at].startsWith(`${series} `)) {
      at++;
    }
    const samples = lines.slice(start, at);
    const values = samples.map((line) => line.slice(series.length + 1, line.lastIndexOf(' ')));
    if (stays(series, values)) {
      kept.push(...samples);
      count.series++;
      count.samples += samples.length;
    }
  }
  return { text: withoutEmptyFamilies(kept).join('\n'), ...count };
}

function seriesOf(line) {
  return line.slice(0, line.lastIndexOf(' ', line.lastIndexOf(' ') - 1));
}

/** A `# TYPE` line goes with the last series of its family. */
function withoutEmptyFamilies(lines) {
  return lines.filter((line, at) => !line.startsWith('# TYPE') || !lines[at + 1]?.startsWith('#'));
}

function trimScrape(source, target) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(source, 'manifest.json'), 'utf8'));
  let bytes = 0;
  for (const name of readdirSync(source)
    .filter((file) => file.endsWith('.om.gz'))
    .sort()) {
    const { text, series, samples } = trimText(gunzipSync(readFileSync(join(source, name))).toString('latin1'));
    const packed = gzipSync(Buffer.from(text, 'latin1'), { level: constants.Z_BEST_COMPRESSION, memLevel: 9 });
    writeFileSync(join(target, name), packed);
    manifest.files[name.replace('.om.gz', '')] = { file: name, series, samples };
    bytes += packed.length;
  }
  writeFileSync(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return bytes;
}

const { values: options, positionals } = parseArgs({ options: { to: { type: 'string' } }, allowPositionals: true });
const [source] = positionals;
if (!source || !existsSync(join(source, 'truth.json'))) {
  console.error(
    'usage: node tests/recordings/trim.mjs SOURCE [--to FOLDER]   (SOURCE holds 15s/, 30s/, truth.json, writes.jsonl.gz)'
  );
  process.exit(2);
}
const target = options.to ?? dirname(fileURLToPath(import.meta.url));
for (const scrape of ['15s', '30s']) {
  console.log(scrape, trimScrape(join(source, scrape), join(target, scrape)), 'bytes');
}
for (const name of ['truth.json', 'writes.jsonl.gz']) {
  writeFileSync(join(target, name), readFileSync(join(source, name)));
}
const score = [join(source, 'score.mjs'), join(dirname(source), 'score.mjs')].find(existsSync);
if (score) {
  writeFileSync(join(target, 'score.mjs'), readFileSync(score));
}
