// `npm run analyze`: the same queries, engine and report as in Grafana, for a terminal and for CI.
import { analyze } from '../engine';
import type { Report } from '../model/report';
import type { SeriesSet } from '../model/series';
import { nameMissing } from '../queries/remedies';
import { cleanMessage } from '../sources/cleanMessage';
import { httpTransport } from '../sources/httpTransport';
import type { SweepProgress } from '../sources/seriesSource';
import { sweepSource } from '../sources/sweep';
import { readArguments, type AnalyzeArguments } from './options';
import { reportJson } from './reportJson';
import { reportText } from './reportText';
import { unjudgedRules, unreadOf } from './reading';

const EXIT = { clean: 0, findings: 1, couldNotAssess: 2 } as const;

/** Nothing could be judged: no query was answered, or there is no kube-state-metrics at all. */
function unable(set: SeriesSet): string | undefined {
  const [failure] = set.failed;
  if (set.series.length === 0 && failure) {
    return `Nothing was read, so nothing is judged: this is not a calm fleet.\n${failure.message}`;
  }
  if (!set.series.some((s) => s.kind.startsWith('hpa.') || s.kind.startsWith('workload.'))) {
    return 'No kube-state-metrics series in this range. Scrape kube-state-metrics v2.6 or newer, or check --url, --namespace and the time range.';
  }
  return undefined;
}

/** Says once for each pause that there is one, and why. */
function tellPauses(): (progress: SweepProgress) => void {
  let isPaused = false;
  return ({ pause }) => {
    if (pause !== undefined && !isPaused) {
      process.stderr.write(`${pause.charAt(0).toUpperCase()}${pause.slice(1)}.\n`);
    }
    isPaused = pause !== undefined;
  };
}

async function run(args: AnalyzeArguments): Promise<number> {
  const source = sweepSource(httpTransport({ url: args.url, headers: args.headers }));
  const set = await source.fetch(
    {
      range: args.range,
      namespaces: args.namespaces,
      cluster: args.cluster,
      clusterLabel: args.clusterLabel,
    },
    { deadline: args.deadline, onProgress: tellPauses() }
  );
  const analyzed = analyze(set);
  const report: Report = { ...analyzed, unassessed: analyzed.unassessed.map(nameMissing) };
  const problem = unable(set);
  const unread = problem === undefined ? unreadOf(set, report, args.namespaces) : [problem];
  const open = args.strict ? unjudgedRules(report) : [];
  process.stdout.write(args.json ? `${JSON.stringify(reportJson(report))}\n` : `${reportText(report)}\n`);
  for (const line of [...unread, ...open]) {
    process.stderr.write(`${line}\n`);
  }
  if (report.findings.some((f) => f.severity !== 'info')) {
    return EXIT.findings;
  }
  return unread.length + open.length > 0 ? EXIT.couldNotAssess : EXIT.clean;
}

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2), Date.now());
  if (!args.ok) {
    process.stderr.write(`${args.error}\n`);
    process.exitCode = EXIT.couldNotAssess;
    return;
  }
  process.exitCode = await run(args.value);
}

main().catch((error: unknown) => {
  process.stderr.write(`${cleanMessage(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = EXIT.couldNotAssess;
});
