// ScaledObjects with their triggers. No KEDA metric names the target: it comes from the custom resource or through the HPA.
import { distinct, groupBy, isPresent, sortBy } from '../../kit/array';
import type { Series, SignalKind } from '../../model/series';
import { valueAt, type Signal } from '../../model/signal';
import type { ScaledObjectFacts, TriggerFacts } from './facts';
import { readHpas, type Target } from './readHpas';
import { ofTarget, targetsHeld, whileHeld, type Held } from './targetSpans';

type ByKind = ReadonlyMap<SignalKind, readonly Series[]>;
type ToSignal = (series: Series | undefined) => Signal | undefined;

function readTriggers(name: string, byKind: ByKind, toSignal: ToSignal): TriggerFacts[] {
  const own = (kind: SignalKind): readonly Series[] =>
    (byKind.get(kind) ?? []).filter((s) => s.object === name && s.attributes.type !== 'scaledjob');
  const all = [...own('keda.active'), ...own('keda.value'), ...own('keda.errors')];
  const keys = groupBy(all, (s) => `${s.attributes.index ?? ''}/${s.attributes.metric ?? ''}`);
  return sortBy([...keys.entries()], ([key]) => key).map(([, series]) => {
    const twin = (kind: SignalKind): Signal | undefined => toSignal(series.find((s) => s.kind === kind));
    const attributes = series[0]?.attributes ?? {};
    return {
      index: attributes.index ?? '',
      metric: attributes.metric ?? '',
      active: twin('keda.active'),
      value: twin('keda.value'),
      errors: twin('keda.errors'),
      fallback: [],
    };
  });
}

/**
 * The condition Active as a trigger of its own, where no operator tells of triggers: it is true while any of them is
 * (docs/signals.md, "KEDA"). Unknown while the object is not Ready.
 */
function fromCondition(conditions: ReadonlyMap<string, Signal>): TriggerFacts[] {
  const active = conditions.get('Active');
  const ready = conditions.get('Ready');
  if (!active) {
    return [];
  }
  const told = active.values.map((value, i) => (valueAt(ready, active.times[i] ?? NaN) === 0 ? NaN : value));
  return [
    { index: '', metric: '', active: { ...active, values: told }, value: undefined, errors: undefined, fallback: [] },
  ];
}

function readConditions(name: string, byKind: ByKind, toSignal: ToSignal): Map<string, Signal> {
  const conditions = new Map<string, Signal>();
  for (const series of (byKind.get('scaledobject.condition') ?? []).filter((s) => s.object === name)) {
    const signal = toSignal(series);
    if (signal) {
      conditions.set(series.attributes.condition ?? '', signal);
    }
  }
  return conditions;
}

interface Around {
  readonly byKind: ByKind;
  readonly hpas: ReturnType<typeof readHpas>;
  readonly toSignal: ToSignal;
}

function readScaledObject(
  name: string,
  { labels, span }: Held,
  { byKind, hpas, toSignal }: Around
): { readonly facts: ScaledObjectFacts; readonly target: Target | undefined } {
  const own = (kind: SignalKind): Series | undefined => byKind.get(kind)?.find((s) => s.object === name);
  const { targetKind, targetName, targetApi } = labels;
  const isTarget = ({ target }: Around['hpas'][number]): boolean => span === undefined || target?.name === targetName;
  const hpa = hpas.find((one) => one.facts.scaledObject === name && isTarget(one));
  const viaHpa = hpa?.target;
  const isRead = hpa !== undefined && !hpa.facts.isInferred && !hpa.facts.isOwnerInferred;
  const target = targetName
    ? { kind: targetKind ?? viaHpa?.kind ?? 'Deployment', name: targetName, ...(targetApi ? { api: targetApi } : {}) }
    : viaHpa;
  const conditions = readConditions(name, byKind, toSignal);
  const triggers = readTriggers(name, byKind, toSignal);
  const facts: ScaledObjectFacts = {
    name,
    ref: { family: 'keda', name },
    isInferred: !(targetName && targetKind) && !isRead,
    triggers: triggers.length > 0 ? triggers : fromCondition(conditions),
    paused: toSignal(own('keda.paused')) ?? conditions.get('Paused'),
    conditions,
    lastActive: toSignal(own('scaledobject.last-active')),
    cooldown: toSignal(own('scaledobject.cooldown')),
    min: toSignal(own('scaledobject.min')),
  };
  return { facts, target };
}

/** All ScaledObjects of one namespace, each with its target where the custom resource or an HPA tells it. */
export function readScaledObjects(
  byKind: ByKind,
  toSignal: ToSignal
): Array<{ readonly facts: ScaledObjectFacts; readonly target: Target | undefined }> {
  const kinds: SignalKind[] = ['scaledobject.info', 'scaledobject.condition', 'keda.active', 'keda.paused'];
  const hpas = readHpas(byKind, toSignal);
  // Where KEDA itself is not scraped, its HPAs still tell that there is a ScaledObject.
  const owners = hpas.map(({ facts }) => facts.scaledObject).filter(isPresent);
  const names = distinct([...kinds.flatMap((kind) => (byKind.get(kind) ?? []).map((s) => s.object)), ...owners]).sort();
  return names.flatMap((name) => {
    const all = ['scaledobject.info', 'scaledobject.condition'] as const;
    const told = all.map((kind) => (byKind.get(kind) ?? []).filter((s) => s.object === name));
    const held = told.map(targetsHeld).find((own) => own.length > 0);
    // Without a target of its own, or one of several that nobody can tell apart: whom its HPA scales now.
    return (held ?? [{ labels: {}, span: undefined }]).map((one) =>
      readScaledObject(name, one, {
        byKind: ofTarget(byKind, one),
        hpas,
        toSignal: (series) => whileHeld(toSignal(series), one.span),
      })
    );
  });
}
