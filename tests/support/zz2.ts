import { createCluster, record, storyOf } from '../../demo/cluster';
import { analyze } from '../../src/engine';
import { readSignals } from '../../src/engine/signals/readSignals';
import { toFacts } from '../../src/engine/episodes/facts';
import { readSimulated } from './simulatedSource';
const [, , id, seedText] = process.argv;
const seed = Number(seedText);
const START = Date.UTC(2026, 0, 5, 8, 0, 0);
const v = { scrapeSeconds: [15, 30, 60][seed % 3] ?? 15, haReplicas: seed % 5 === 4 ? 2 : 1, missRate: seed % 4 === 3 ? 0.05 : 0 };
const story = storyOf(id!);
const plan = story.build(seed);
console.log(JSON.stringify(plan.scenarios[0]).slice(0, 1800));
const cluster = createCluster({ ...plan, seed, startMs: START });
const range = { from: START, to: START + story.seconds * 1000 };
const set = readSimulated(record(cluster, { fromMs: range.from, toMs: range.to, jitterSeconds: 0.5, ...v }), range);
for (const w of readSignals(set).workloads) {
  const f = toFacts(w);
  console.log(w.workload.namespace, w.workload.name, 'hpas', w.hpas.map((h) => `${h.name} ${h.min?.values.at(-1)}-${h.max?.values.at(-1)} ${h.metrics.map((m) => m.name + m.type + m.target?.values.at(-1))}`), 'labels', w.labels, 'rollouts', w.rollouts.map((r) => (r.at - START) / 1000));
  for (const a of f.actions.filter((a) => a.field !== 'size' && a.field!=='pods').slice(0, 60)) console.log(`${Math.round((a.interval.from - START) / 1000)}-${Math.round((a.interval.to - START) / 1000)}`, a.field, a.verb, a.from, '->', a.to, a.actor.family, a.actor.name ?? '', a.hidden ? `+${a.hidden}` : '', a.via ? `via ${a.via}` : '', a.reason.slice(0, 50));
  console.log('foreign', f.foreign.map((x) => `${Math.round((x.interval.to - START) / 1000)} ${x.from}->${x.value} ${x.actor.family} ${x.undone ? 'undone' : '-'} ${x.visible ? '' : 'hidden'}`));
}
console.log(cluster.writes?.slice(0, 40).map((w: any) => `${Math.round((w.t ?? w.atMs) - START) / 1000} ${w.from}->${w.to ?? w.value} ${w.writer ?? w.by}`));
for (const f of analyze(set).findings) console.log(f.severity, f.rule, f.summary);
