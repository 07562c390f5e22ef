// The simulated cluster as scrape targets, and its backfill: the same series in both, or each would break in two at the
// start of the demo. Job names and the instance label are those that demo/cluster writes into its backfill.
import { createReadStream } from 'node:fs';
import { shiftLines } from './recording.mjs';

const LABELS = { cluster: 'live' };
const JOBS = { 'kube-state-metrics': '/metrics', 'keda-operator': '/keda/metrics', 'vpa-updater': '/vpa/metrics' };

/**
 * @param {string} url where the simulated cluster listens
 * @returns {import('./scraping.mjs').Scrape[]}
 */
export function liveScrapes(url) {
  return Object.entries(JOBS).map(([job, path]) => ({ job, url: new URL(path, url).href, labels: LABELS }));
}

/**
 * The simulated cluster's past.
 * @param {string} file OpenMetrics text with job and instance labels
 * @returns {AsyncGenerator<string>}
 */
export function loadLiveBackfill(file) {
  const text = createReadStream(file, { encoding: 'latin1', highWaterMark: 1 << 20 });
  return shiftLines(text, 0, () => LABELS);
}

/**
 * The watcher of the live cluster as a scrape target. Its series speak of workloads: they keep their own labels.
 * @param {number} port where it listens
 * @returns {import('./scraping.mjs').Scrape}
 */
export function watcherScrape(port) {
  return { job: 'truce-watcher', url: `http://127.0.0.1:${port}/metrics`, labels: {} };
}
