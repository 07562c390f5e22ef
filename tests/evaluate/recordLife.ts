// One seed of one story as some team's database would hold it.
import {
  createCluster,
  exportedBy,
  record,
  type Dialect,
  type RecordedSeries,
  type RecordOptions,
  type Story,
} from '../../demo/cluster';
import type { Interval } from '../../src/kit/interval';
import type { Finding } from '../../src/model/finding';

export const START = Date.UTC(2026, 0, 5, 8, 0, 0);

export interface Scraping {
  readonly scrapeSeconds: number;
  readonly haReplicas: number;
  readonly missRate: number;
  readonly dialect: Dialect;
  /** The scraper was set up so long after the story began. */
  readonly lateSeconds: number;
  /** When kube-state-metrics restarts under another address, as a share of the story; it is away for a minute and more. */
  readonly restart: number | undefined;
}

/** A story as one team's databases hold it. */
export interface Recorded {
  readonly cluster: ReturnType<typeof createCluster>;
  readonly scraping: Scraping;
  readonly series: readonly RecordedSeries[];
  readonly range: Interval;
}

/** Every seed lives in another scrape: interval, losses, doubles and dialect vary with it. */
function scrapingOf(seed: number): Scraping {
  return {
    scrapeSeconds: [15, 30, 60][seed % 3] ?? 15,
    haReplicas: seed % 5 === 4 ? 2 : 1,
    missRate: seed % 4 === 3 ? 0.05 : 0,
    dialect: (['plain', 'plain', 'exported-keda', 'exported'] as const)[seed % 4] ?? 'plain',
    lateSeconds: seed % 7 === 5 ? 150 : 0,
    restart: seed % 8 === 6 ? 0.55 : undefined,
  };
}

const AWAY = 75_000;

/** What `record` is told of it. */
function recordOptions({ lateSeconds, restart, ...scraping }: Scraping, range: Interval): RecordOptions {
  const fromMs = range.from + lateSeconds * 1000;
  const jitterSeconds = 0.5;
  if (restart === undefined) {
    return { fromMs, toMs: range.to, jitterSeconds, ...scraping };
  }
  const at = range.from + restart * (range.to - range.from);
  const outages = [{ target: 'kube-state-metrics' as const, fromMs: at, toMs: at + AWAY }];
  return { fromMs, toMs: range.to, jitterSeconds, ...scraping, outages, reshardAtMs: at };
}

/** Simulates one seed of a story and scrapes it; with `deploySeconds` every workload of it is rolled out anew at that time. */
export function recordLife(story: Story, seed: number, deploySeconds?: number): Recorded {
  const scraping = scrapingOf(seed);
  const plan = story.build(seed);
  const scenarios = plan.scenarios.map((scenario) =>
    deploySeconds === undefined
      ? scenario
      : { ...scenario, writers: [...(scenario.writers ?? []), { kind: 'deploy' as const, atSeconds: deploySeconds }] }
  );
  const cluster = createCluster({ ...plan, scenarios, seed, startMs: START });
  const range = { from: START, to: START + story.seconds * 1000 };
  return {
    cluster,
    scraping,
    series: record(cluster, { ...recordOptions(scraping, range), ...exportedBy(story) }),
    range,
  };
}

/** True when the finding is of the rule, or counts it among its consequences. */
export function says(finding: Finding, rule: string): boolean {
  return finding.rule === rule || finding.consequences.includes(rule);
}
