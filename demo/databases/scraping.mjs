// The scrape configuration both databases understand. It is written as JSON, which is YAML as well.

/**
 * @typedef {object} Scrape one target to scrape live
 * @property {string} job
 * @property {string} url for instance http://127.0.0.1:9100/metrics
 * @property {Record<string, string>} labels for instance {cluster: 'live'}
 */

/**
 * @param {Scrape[]} scrapes
 * @param {number} [everySeconds]
 * @returns {string} a configuration file of Prometheus
 */
export function scrapeConfiguration(scrapes, everySeconds = 15) {
  return JSON.stringify(
    {
      global: { scrape_interval: `${everySeconds}s`, scrape_timeout: `${Math.min(10, everySeconds)}s` },
      scrape_configs: scrapes.map(({ job, url, labels }) => ({
        job_name: job,
        honor_labels: true,
        scheme: new URL(url).protocol.slice(0, -1),
        metrics_path: new URL(url).pathname,
        static_configs: [{ targets: [new URL(url).host], labels }],
      })),
    },
    null,
    2
  );
}
