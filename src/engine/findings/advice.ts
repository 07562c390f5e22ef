// The advice of a finding: what its rule drafts, as far as what was read allows.
import type { Fix } from '../../model/fix';
import type { Impact } from '../../model/finding';
import type { Facts } from '../episodes/facts';
import { toFixes } from '../remedies/remedy';
import { doubtOf } from '../signals/standsBehind';
import type { Detection, Rule } from '../rules/defineRule';

/** Why a link between the objects of a workload is concluded, not read; undefined where every one was read. */
function doubtIn({ behind, hpas, vpas, scaledObjects }: Facts, { actors }: Detection<unknown>): string | undefined {
  const isActor = (family: string, name: string): boolean =>
    actors.some((actor) => actor.family === family && actor.name === name);
  if (behind) {
    return doubtOf(behind);
  }
  const hpa = hpas.find(({ isInferred, isOwnerInferred }) => isInferred || isOwnerInferred);
  if (hpa) {
    return hpa.isInferred
      ? `no series tells the target of HPA ${hpa.name}`
      : `no series tells which ScaledObject owns HPA ${hpa.name}`;
  }
  const vpa = vpas.find(({ name, isInferred }) => isInferred && isActor('vpa', name));
  const object = scaledObjects.find(({ name, isInferred }) => isInferred && isActor('keda', name));
  const [what, name] = vpa ? ['VPA', vpa.name] : ['ScaledObject', object?.name];
  return name === undefined ? undefined : `no series tells the target of ${what} ${name}`;
}

/** What to do about a detection, each remedy behind its check. */
export function adviceOf(rule: Rule, detection: Detection<unknown>, facts: Facts, impact: Impact): Fix[] {
  return toFixes(rule.fix(detection, facts, impact), rule.confirm(detection, facts, impact), {
    confidence: detection.confidence,
    doubt: doubtIn(facts, detection),
  });
}
