// The recorded hours in all their forms, scored by the recording's own scorer: the first part of docs/detection.md.
import { analyze, RULES } from '../../src/engine';
import { DETECTION_RUNS, recordedUntil } from '../support/detectionRuns';
import { says } from './recordLife';
import { RECORDED, score, TRUTH, type Score } from '../support/truth';

const PACES = ['15s', '30s', '60s'] as const;

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function runRow(title: string, { summary: s }: Score): string {
  const cells = [
    title,
    `${s.found} of ${s.expected}`,
    s.falseAlarms,
    percent(s.actorsRight),
    `${percent(s.writerRight)} of ${s.actions.edges}`,
    `${percent(s.writesCounted)} of ${s.actions.writes}`,
    `${Math.round(s.medianStartErrorSeconds)} s, ${Math.round(s.medianEndErrorSeconds)} s`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** How far apart the readings are from which the waiting is told. */
const READING = 150_000;

/** Minutes from the begin of each expected fight until a page read every 2.5 minutes told it, by namespace and rule. */
function waiting(): ReadonlyMap<string, number> {
  const told = new Map<string, number>();
  for (let to = RECORDED.from + READING; to <= RECORDED.to + 1000; to += READING) {
    const loud = analyze(recordedUntil(to)).findings.filter((f) => f.severity !== 'info');
    for (const { namespace, expect } of TRUTH.scenarios) {
      for (const { rule, from } of expect) {
        const key = `${rule} ${namespace}`;
        const isTold = loud.some((f) => f.workload.namespace === namespace && says(f, rule));
        if (isTold && !told.has(key)) {
          told.set(key, Math.max(0, to - from) / 60_000);
        }
      }
    }
  }
  return told;
}

function kindRows(scores: ReadonlyMap<string, Score>, told: ReadonlyMap<string, number>): string[] {
  const expected = TRUTH.scenarios.flatMap((s) =>
    s.expect.filter((e) => !e.optional).map((e) => ({ ns: s.namespace, title: s.title, rule: e.rule }))
  );
  const unique = [...new Map(expected.map((e) => [`${e.rule} ${e.ns}`, e])).values()];
  return unique.map(({ ns, title, rule }) => {
    const cells = PACES.map((pace) => {
      const rows = scores.get(pace)?.rows.filter((row) => row.ns === ns && row.rule === rule) ?? [];
      return rows.length > 0 && rows.every((row) => row.result === 'found') ? 'found' : (rows[0]?.result ?? '–');
    });
    const waited = told.get(`${rule} ${ns}`);
    return `| \`${rule}\` | ${title} | ${cells.join(' | ')} | ${waited === undefined ? '–' : `${Math.round(waited)} min`} |`;
  });
}

/** Scores by the id of the run, see `DETECTION_RUNS`. */
export type RecordingScores = ReadonlyMap<string, Score>;

/** Analyzes and scores every form of the recording; takes about two seconds each. */
export function scoreRecording(): RecordingScores {
  return new Map(DETECTION_RUNS.map((run) => [run.id, score(analyze(run.read()))]));
}

/** One line per form, to read in a terminal. */
export function recordingLines(scores: RecordingScores): string[] {
  return DETECTION_RUNS.map(({ id }) => {
    const { summary: s, rows } = scores.get(id) as Score;
    const missed = rows.filter((row) => row.result === 'missed').map((row) => `${row.ns}/${row.rule}`);
    const parts = [
      `recording ${id.padEnd(12)} ${s.found}/${s.expected}  false ${s.falseAlarms}`,
      `actors ${percent(s.actorsRight)}  last writer ${percent(s.writerRight)}`,
      `writes counted ${percent(s.writesCounted)}  missed ${missed.join(' ') || '-'}`,
    ];
    return parts.join('  ');
  });
}

/** The text of docs/detection.md about the recording. */
export function recordingPart(scores: RecordingScores): string {
  const healthy = TRUTH.scenarios.filter((s) => s.kind === 'healthy');
  const built = new Set(RULES.map((rule) => rule.id));
  const known = TRUTH.scenarios.flatMap((s) => s.expect.filter((e) => !e.optional)).filter((e) => built.has(e.rule));
  return `# How well it detects

Written by \`npm run evaluate -- --seeds 30 --write\`; do not edit. \`tests/scenarios/recording.test.ts\` keeps the numbers from falling.

The recording (\`tests/recordings/README.md\`) holds 75 minutes of real controllers: ${TRUTH.scenarios.length - healthy.length} fights and ${healthy.length} healthy look-alikes, with the API server's audit log as truth. ${known.length} fights of it belong to a rule that exists. The same hours are read as different scrapers would have brought them.

| scraped | fights found | false alarms | right actors | last writer of an edge named right | writes counted, hidden ones too | median error of start and end |
|---|---|---|---|---|---|---|
${DETECTION_RUNS.map((run) => runRow(run.title, scores.get(run.id) as Score)).join('\n')}

A false alarm is a finding above \`info\` of a rule that is neither expected nor allowed there. An outside writer counts as named right when it is called an outside writer: whether it was Git, a deploy, a schedule or a person, numbers alone do not tell. With half of the samples gone two writers share one interval more often, and only the last of them can be named.

The scorer calls a few edges invented: they lie on the border of the 90 s of warm-up that it leaves out, where an edge seen after the border was written before it.

## By kind

Told after: how long after its begin a page that is read every two and a half minutes told it (scraped every 15 s).

| rule | story | ${PACES.map((pace) => pace.replace('s', ' s')).join(' | ')} | told after |
|---|---|---|---|---|---|
${kindRows(scores, waiting()).join('\n')}

## Silent on

${healthy.map((s) => `- ${s.title} (\`${s.namespace}\`)`).join('\n')}

## What it cannot see

- Two writers between two samples: the generation counts their writes, the last one is named, the other one is not.
- A reset and its answer inside one scrape, where the status of the HPA has already caught up and pods are not exported: the writes are counted and drawn, but nobody knows the number, so no rule speaks. With \`kube_pod_created\` the pods born meanwhile tell it.
- A deploy that resets the replicas while its own pods come, inside one scrape: one more write is counted, and an annotation would be one too.
- Who an outside writer is. Labels on the workload name Git where they are exported; a new template in the same interval says deploy; the clock says schedule; the rest stays "something".
- Anything that the series do not carry: \`behavior\` of an HPA, the reason of a condition, manifests, evictions by others.
`;
}
