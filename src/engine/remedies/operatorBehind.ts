// What to do where an operator writes its own number to the object behind a scaled custom resource. That object is never
// patched: its operator would write over it. Which field of the resource holds the number, only the operator's docs tell.
import type { Labels } from '../../model/series';
import type { Behind } from '../signals/facts';
import { kubectlIn, lines, type Command } from './command';
import { gitYieldsReplicas } from './gitOps';
import { columns, showWriters } from './look';
import type { Check, Remedy } from './remedy';
import { workloadWord, type Scaled } from './target';

/** The object behind, as a workload of its own. */
function objectOf({ workload }: Scaled, { kind, name }: Behind): Scaled {
  return { workload: { ...workload, kind, name }, apiVersion: undefined };
}

function showOwned(scaled: Scaled): Command {
  const paths = {
    NAME: '.metadata.name',
    OWNER: '.metadata.ownerReferences[*].kind',
    OWNED_BY: '.metadata.ownerReferences[*].name',
    REPLICAS: '.spec.replicas',
  };
  return kubectlIn(scaled.workload.namespace)`get ${workloadWord(scaled)} -o ${columns(paths)}`;
}

/** Whether the resource owns the object, both numbers, and who writes the object. */
export function confirmOperator(scaled: Scaled, behind: Behind, value: number): Check {
  const object = objectOf(scaled, behind);
  const { kind, name } = scaled.workload;
  return {
    command: lines(showOwned(scaled), showOwned(object), showWriters(object)),
    expect: `${behind.kind} ${behind.name} is owned by ${kind} ${name}; asked again for a while, its replicas are ${value} now and then while those of ${kind} ${name} stay, and its operator is the one that writes them`,
  };
}

/** Ways out, the custom resource being the only place that stays. */
export function operatorYields(
  scaled: Scaled,
  behind: Behind,
  { value, isMinimum }: { readonly value: number; readonly isMinimum: boolean }
): Remedy[] {
  const { kind, name } = scaled.workload;
  const NO_LABELS: Labels = {};
  const verify = `Replicas of ${behind.kind} ${behind.name} stay at what the HPA wants for an hour.`;
  const floor: Remedy = {
    title: `Raise the minimum in ${kind} ${name} meanwhile`,
    term: 'now',
    why: `${value} is the minimum: the operator starts from it each time. A higher one makes the fall smaller. Set it in the resource, as its operator may own the HPA too.`,
    price: 'That many pods at least, also when nothing is to do.',
    undo: 'Set the minimum back.',
    verify,
  };
  return [
    ...(isMinimum ? [floor] : []),
    {
      title: 'Let one object say the number',
      term: 'for-good',
      why: `The HPA scales ${kind} ${name}, and its operator writes ${behind.kind} ${behind.name}: leave replicas out of the resource where it allows that beside an autoscaler, bring the operator up to date, or tell its authors that it writes ${value} before it copies what the HPA wants. A change of ${behind.kind} ${behind.name} itself would be written over.`,
      price: 'An update of an operator may touch all that it manages.',
      undo: 'Take the change of the resource back.',
      verify,
    },
    {
      title: 'Where Git or a deploy applies the resource, let it yield its replicas',
      term: 'for-good',
      why: `Whoever resets spec.replicas of ${kind} ${name} looks the same: the operator copies that number as well.`,
      patches: [gitYieldsReplicas(scaled, NO_LABELS)],
      price: 'Git no longer says how many; the floor is minReplicas of the HPA.',
      undo: 'Remove both entries.',
      verify,
    },
  ];
}
