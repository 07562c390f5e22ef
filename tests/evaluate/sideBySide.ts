// The first part of docs/detection.md: recordings, field cases and corpus side by side, where it is weak, and how the corpus
// differs from what was recorded.
import { groupBy } from '../../src/kit/array';
import { count } from '../../src/kit/text';
import type { FieldResult } from './fieldPart';
import { figuresOfField, figuresOfLives, figuresOfRecording, type Figures, type Share } from './figures';
import type { Life } from './live';
import type { PlainScore, RecordedScores } from './recordedScores';
import type { Tally } from './tally';

/** Below this share of its lives a rule is named as weak. */
const STRONG = 0.95;

export interface Measured {
  readonly recorded: RecordedScores;
  readonly field: readonly FieldResult[];
  readonly lives: readonly Life[];
  readonly tallies: readonly Tally[];
  readonly seeds: number;
}

function percent(share: number | undefined): string {
  return share === undefined ? 'not measured' : `${(100 * share).toFixed(1)} %`;
}

function shareText({ right, of }: Share): string {
  return of === 0 ? '–' : `${right} of ${of}, ${percent(right / of)}`;
}

function rowOf({ title, fights, falseAlarms, actors, writers, counted, healthy }: Figures): string {
  const precision = percent(fights.right / Math.max(1, fights.right + falseAlarms));
  const cells = [
    title,
    shareText(fights),
    `${precision} (${falseAlarms} false)`,
    percent(actors),
    percent(writers),
    percent(counted),
    shareText(healthy),
  ];
  return `| ${cells.join(' | ')} |`;
}

function figuresOf({ recorded, field, lives }: Measured): Figures[] {
  return [
    ...[...recorded.plain.values()].map(figuresOfRecording),
    figuresOfField(field),
    figuresOfLives(
      'corpus, stories that others taught',
      lives.filter(({ story }) => story.learnt !== undefined)
    ),
    figuresOfLives(
      'corpus, stories of our own',
      lives.filter(({ story }) => story.learnt === undefined)
    ),
  ];
}

/** Rows of a recording that are not as they should be, writers aside. */
function wrongIn({ recording, pace, score }: PlainScore): string[] {
  const titles = new Map(recording.truth.scenarios.map(({ namespace, title }) => [namespace, title]));
  return score.rows
    .filter(({ rule, result }) => rule !== '(action)' && !/^(found$|ok|optional|quiet)/.test(result))
    .map(
      ({ ns, rule, result }) =>
        `- recording ${recording.name} at ${pace.replace('s', ' s')}: \`${rule}\` ${result.toLowerCase()}. ${titles.get(ns) ?? ns} (\`${ns}\`)`
    );
}

/** Stories that are known to be told wrong, with how many of their expectations were met. */
function knownIn(lives: readonly Life[]): string[] {
  const known = lives.filter(({ story }) => story.known !== undefined);
  return [...groupBy(known, ({ story }) => story.id)].flatMap(([id, mine]) => {
    const { title, known: why = '' } = (mine[0] as Life).story;
    const expected = mine.flatMap((life) => life.expected);
    const met = expected.filter((one) => one.found !== undefined).length;
    return met === expected.length ? [] : `- \`${id}\` (${title}): ${met} of ${expected.length} told: ${why}.`;
  });
}

function weakRules(tallies: readonly Tally[]): string[] {
  return tallies
    .filter(({ fired, expected }) => expected > 0 && fired / expected < STRONG)
    .map(({ rule, fired, expected }) => `- \`${rule}\`: ${fired} of ${expected} lives`);
}

function listOr(list: readonly string[], none: string): string {
  return list.length > 0 ? list.join('\n') : none;
}

function weakPart({ recorded, field, lives, tallies }: Measured): string {
  const cases = field
    .filter(({ faults }) => faults.length > 0)
    .map(({ field: { name, known }, faults }) => `- ${name}: ${known ?? faults.join('; ')}`);
  return `## Where it is weak

In the recordings:

${listOr([...recorded.plain.values()].flatMap(wrongIn), 'Nothing is missed and nothing false is said.')}

Cases from the field that are answered wrong:

${listOr(cases, 'None.')}

Stories of the corpus that are known to be told wrong, with the reason:

${listOr(knownIn(lives), 'None.')}

Rules found in less than ${100 * STRONG} % of their lives, all stories together:

${listOr(weakRules(tallies), 'None.')}
`;
}

function differencePart({ lives }: Measured): string {
  const stories = new Map(lives.map(({ story }) => [story.id, story]));
  const learnt = [...stories.values()].filter((story) => story.learnt !== undefined);
  return `## How corpus and recordings differ

The corpus was kinder than reality. At commit 7be08e0 it said 98 % where the second recording, which nobody had seen, said 85 % (56 of 66) and public reports less. Stories and rules had the same authors, so the stories told what the rules could hear: every exporter scraped, KEDA's counters rising at every failed poll, one outsider at a time with a steady pace, metrics without delay, pods that start in seconds, VPAs that count what they do.

${count(learnt.length, 'story', 'stories')} of ${stories.size} were added from what the recordings and reports held: reconcilers whose pace drifts, charts and operators that write their default, several outsiders on one workload, a fallback that counts one error per outage, KEDA and VPA that export nothing, averages over ten minutes, scale-up windows, warm-up that only the status shows, deploys at the foot of a climb, shared selectors, resizes nobody counts, and their healthy look-alikes. Their row above is the figure to believe for a cluster that we have not seen; the row of our own stories shows that nothing old got worse.

What still differs:

- Recordings and corpus agree on the algorithms: the simulated controllers are replayed against the first recording (\`demo/cluster/recorded\`). They do not agree on accidents: API conflicts other than KEDA's, image pulls, preemption, clock skew and restarts of controllers exist in the recordings only.
- A story has one workload, or a few; the recordings have 44 and 61 namespaces at once, whose rules may disturb each other.
- Every object of a story is born as it begins; most objects of a recording stand long before.
- The recordings have simulated nodes and pods under real controllers, 15 s and 30 s, one vantage each. The corpus varies scrape interval (15, 30, 60 s), jitter, lost scrapes, a late start, a restarted exporter, HA doubles and spelling with the seed.
- VPA's clocks are compressed in both. Nothing here has seen a VPA with its half-lives of a day.
- A field case is one telling of a story, made by hand, without the noise of either.
`;
}

/** The text of docs/detection.md that compares. */
export function sideBySidePart(measured: Measured): string {
  return `# How well it detects

Written by \`npm run evaluate -- --seeds ${measured.seeds} --write\`; do not edit. \`tests/scenarios/recording.test.ts\` and \`tests/field/field.test.ts\` keep the numbers from falling.

Two recordings of real controllers (\`tests/recordings/README.md\`) with the API server's audit log as truth, what strangers reported in public, and simulated stories:

| measured on | fights found | precision | right actors | last writer of an edge named right | writes counted, hidden ones too | healthy ones left alone |
|---|---|---|---|---|---|---|
${figuresOf(measured).map(rowOf).join('\n')}

A false alarm is a finding above \`info\` of a rule that is neither expected nor allowed there. An outside writer counts as named right when it is called an outside writer: whether it was Git, a deploy, a schedule or a person, numbers alone do not tell. A case from the field is right when the whole answer is: rules, actors, order, texts of fixes, exit status.

${weakPart(measured)}
${differencePart(measured)}`;
}
