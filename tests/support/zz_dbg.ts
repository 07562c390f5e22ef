import { readRecording } from '/work/main/tests/support/recordedSource';
import { readSignals } from '/work/main/src/engine/signals/readSignals';
import { readActions } from '/work/main/src/engine/actions/readActions';
const [, , ns, res = '15s'] = process.argv;
const t0 = 1795397301551;
const set = readRecording(`/work/shared/recordings/a/${res}`, { from: t0 - 30000, to: 1795401801552 }, [ns!]);
const fleet = readSignals(set);
for (const w of fleet.workloads.filter((w) => w.workload.namespace === ns)) {
  console.log(w.workload, 'scrape', fleet.scrape, 'hpas', w.hpas.map((h) => `${h.name} so=${h.scaledObject} min=${h.min?.values.at(-1)} max=${h.max?.values.at(-1)} ${h.metrics.map((m) => m.name + ':' + m.type + ':' + m.target?.values.at(-1))}`), 'vpas', w.vpas.map((v) => v.name + ' ' + v.recommendations.map((r) => r.resource) + [...v.modes].filter(([, s]) => s.values.at(-1) === 1).map(([m]) => m)), 'so', w.scaledObjects.map((s) => s.name + ' ' + s.triggers.map((t) => t.metric)), 'labels', w.labels, 'pods', w.pods.length, 'rollouts', w.rollouts.map((r) => Math.round((r.at - t0) / 1000)));
  for (const a of readActions(w)) console.log(`${Math.round((a.interval.from - t0) / 1000)}-${Math.round((a.interval.to - t0) / 1000)}`, a.field, a.verb, a.from, '->', a.to, a.actor.family, a.actor.name ?? '', a.hidden ? `+${a.hidden} hidden` : '', a.others ? JSON.stringify(a.others.map(o=>o.family)) : '');
}
