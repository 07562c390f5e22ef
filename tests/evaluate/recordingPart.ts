// What docs/detection.md says of the recordings alone: the first one in all the forms a scraper would have brought it, and
// each fight of both at each pace.
import { analyze } from '../../src/engine';
import { DETECTION_RUNS, recordedUntil } from '../support/detectionRuns';
import { says } from './recordLife';
import { RECORDED, RECORDINGS, TRUTH, type Recording, type Score } from '../support/truth';
import type { RecordedScores } from './recordedScores';

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

/** What became of a rule's expectations in a namespace, in the worst case. */
function resultOf(score: Score | undefined, ns: string, rule: string): string {
  const rows = score?.rows.filter((row) => row.ns === ns && row.rule === rule) ?? [];
  const bad = rows.find((row) => row.result !== 'found');
  return rows.length === 0 ? '–' : (bad?.result ?? 'found');
}

function kindRows(
  recording: Recording,
  columns: ReadonlyArray<Score | undefined>,
  told?: ReadonlyMap<string, number>
): string[] {
  const expected = recording.truth.scenarios.flatMap((s) =>
    s.expect.filter((e) => !e.optional).map((e) => ({ ns: s.namespace, title: s.title, rule: e.rule }))
  );
  const unique = [...new Map(expected.map((e) => [`${e.rule} ${e.ns}`, e])).values()];
  return unique.map(({ ns, title, rule }) => {
    const waited = told?.get(`${rule} ${ns}`);
    const minutes = waited === undefined ? '–' : `${Math.round(waited)} min`;
    const cells = columns.map((score) => resultOf(score, ns, rule));
    return `| \`${rule}\` | ${title} | ${[...cells, ...(told ? [minutes] : [])].join(' | ')} |`;
  });
}

function silentRows({ name, truth }: Recording): string[] {
  return truth.scenarios.filter((s) => s.kind === 'healthy').map((s) => `- ${s.title} (\`${s.namespace}\`, ${name})`);
}

/** The text of docs/detection.md about the recordings alone. */
export function recordingPart({ forms, plain }: RecordedScores): string {
  const [a, b] = RECORDINGS as [Recording, Recording];
  return `## The first recording as different scrapers would have brought it

| scraped | fights found | false alarms | right actors | last writer of an edge named right | writes counted, hidden ones too | median error of start and end |
|---|---|---|---|---|---|---|
${DETECTION_RUNS.map((run) => runRow(run.title, forms.get(run.id) as Score)).join('\n')}

With half of the samples gone two writers share one interval more often, and only the last of them can be named. The scorer calls a few edges invented: they lie on the border of the 90 s of warm-up that it leaves out, where an edge seen after the border was written before it.

## The recordings by kind

Told after: how long after its begin a page that is read every two and a half minutes told it (scraped every 15 s).

| rule | story of the first recording | ${PACES.map((pace) => pace.replace('s', ' s')).join(' | ')} | told after |
|---|---|---|---|---|---|
${kindRows(
  a,
  PACES.map((pace) => forms.get(pace)),
  waiting()
).join('\n')}

| rule | story of the second recording | 15 s | 30 s |
|---|---|---|---|
${kindRows(
  b,
  ['15s', '30s'].map((pace) => plain.get(`b ${pace}`)?.score)
).join('\n')}

Healthy namespaces, where nothing above \`info\` may stand:

${RECORDINGS.flatMap(silentRows).join('\n')}

## What it cannot see

- Two writers between two samples: the generation counts their writes, the last one is named, the other one is not.
- A reset and its answer inside one scrape, where the status of the HPA has already caught up and pods are not exported: the writes are counted and drawn, but nobody knows the number, so no rule speaks. With \`kube_pod_created\` the pods born meanwhile tell it.
- A deploy that resets the replicas while its own pods come, inside one scrape: one more write is counted, and an annotation would be one too.
- Who an outside writer is. Labels on the workload name Git where they are exported; a new template in the same interval says deploy; the clock says schedule; the rest stays "something".
- Anything that the series do not carry: \`behavior\` of an HPA, the reason of a condition, manifests, evictions by others.
`;
}
