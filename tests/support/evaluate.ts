// `npm run evaluate`: the whole line over simulated stories, seed by seed: per rule fired, missed, false; overall
// precision and recall. Arguments: --seeds N, --only ID[,ID], --built (only kinds that have a rule), --list.
import { parseArgs } from 'node:util';
import { createCluster, record, STORIES, type Story } from '../../demo/cluster';
import { analyze, RULES } from '../../src/engine';
import type { Finding } from '../../src/model/finding';
import { readSimulated } from './simulatedSource';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    only: { type: 'string' },
    built: { type: 'boolean' },
    list: { type: 'boolean' },
  },
});
const SEEDS = Number(values.seeds ?? 3);
const BUILT = new Set(RULES.map((rule) => rule.id));
const START = Date.UTC(2026, 0, 5, 8, 0, 0);

interface Variant {
  readonly scrapeSeconds: number;
  readonly haReplicas: number;
  readonly missRate: number;
}

/** Every seed lives another scrape: interval, jitter, losses and doubles vary with it. */
function variantOf(seed: number): Variant {
  return {
    scrapeSeconds: [15, 30, 60][seed % 3] ?? 15,
    haReplicas: seed % 5 === 4 ? 2 : 1,
    missRate: seed % 4 === 3 ? 0.05 : 0,
  };
}

function run(story: Story, seed: number): { findings: readonly Finding[]; variant: Variant } {
  const variant = variantOf(seed);
  const cluster = createCluster({ ...story.build(seed), seed, startMs: START });
  const range = { from: START, to: START + story.seconds * 1000 };
  const recorded = record(cluster, { fromMs: range.from, toMs: range.to, jitterSeconds: 0.5, ...variant });
  return { findings: analyze(readSimulated(recorded, range)).findings, variant };
}

interface Tally {
  fired: number;
  of: number;
  falseAlarms: number;
  readonly misses: string[];
  readonly wrong: string[];
}

function main(): void {
  const wanted = values.only?.split(',');
  const stories = STORIES.filter(
    (s) => (!wanted || wanted.includes(s.id)) && (!values.built || s.expect === null || BUILT.has(s.expect))
  );
  const tallies = new Map<string, Tally>();
  for (const story of stories) {
    const tally: Tally = { fired: 0, of: 0, falseAlarms: 0, misses: [], wrong: [] };
    tallies.set(story.id, tally);
    for (let seed = 0; seed < SEEDS; seed++) {
      const { findings, variant } = run(story, seed);
      const allowed = new Set([story.expect, ...(story.allowed ?? [])]);
      const said = new Set(findings.flatMap((f) => [f.rule, ...f.consequences]));
      if (story.expect !== null) {
        tally.of++;
        if (said.has(story.expect)) {
          tally.fired++;
        } else {
          tally.misses.push(`${seed}@${variant.scrapeSeconds}s`);
        }
      }
      for (const f of findings.filter((x) => x.severity !== 'info' && !allowed.has(x.rule))) {
        tally.falseAlarms++;
        tally.wrong.push(
          `${seed}@${variant.scrapeSeconds}s ${f.workload.namespace}/${f.workload.name} ${f.rule}: ${f.summary}`
        );
      }
    }
  }
  let fired = 0;
  let of = 0;
  let wrong = 0;
  for (const [id, t] of tallies) {
    fired += t.fired;
    of += t.of;
    wrong += t.falseAlarms;
    if (values.list || t.fired < t.of || t.falseAlarms > 0) {
      process.stdout.write(
        `${id.padEnd(44)} ${t.of > 0 ? `${t.fired}/${t.of}` : 'silent'} false ${t.falseAlarms} ${t.misses.join(' ')}\n`
      );
      t.wrong.slice(0, 3).forEach((text) => process.stdout.write(`      ${text}\n`));
    }
  }
  process.stdout.write(
    `recall ${fired}/${of}  precision ${(fired / Math.max(1, fired + wrong)).toFixed(3)}  (${wrong} false alarms, ${stories.length} stories, ${SEEDS} seeds)\n`
  );
}

main();
