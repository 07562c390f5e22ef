// One action in words: `HPA web 32 → 38`. Used by tooltips, the table and screen readers alike.
import { count, number, quantity } from '../../kit/text';
import type { Action } from '../../model/action';
import { assertNever } from '../../kit/result';
import { actorName } from './actorName';

/** The value of an action in its own unit. */
export function valueText(action: Action, value: number): string {
  return action.field === 'size' ? quantity(value, action.resource ?? 'cpu') : number(value);
}

/** `32 → 38`, `0.24 → 0.21 core`, `paused`. */
export function changeText(action: Action): string {
  switch (action.field) {
    case 'nodes':
      return action.to > action.from
        ? `added ${count(action.to - action.from, 'node')}`
        : `removed ${count(action.from - action.to, 'node')}`;
    case 'replicas':
    case 'bounds':
      return action.from === action.to ? verbText(action) : `${number(action.from)} → ${number(action.to)}`;
    case 'size':
      return sizeText(action);
    case 'pods':
      return podsText(action);
    case 'template':
      return 'new pod template';
    case 'autoscaling':
      return verbText(action);
    default:
      return assertNever(action.field);
  }
}

function podsText(action: Action): string {
  const pods = count(action.to - action.from, 'pod');
  if (action.verb === 'refuse') {
    return `refused ${count(action.to - action.from, 'eviction')}`;
  }
  return action.verb === 'evict'
    ? `evicted ${pods}`
    : action.verb === 'resize'
      ? `resized ${pods} in place`
      : `made ${pods}`;
}

function sizeText(action: Action): string {
  if (action.from === action.to) {
    return verbText(action);
  }
  const from = quantity(action.from, action.resource ?? 'cpu');
  const to = quantity(action.to, action.resource ?? 'cpu');
  const [fromNumber, fromUnit] = from.split(' ');
  return fromUnit === to.split(' ')[1] ? `${fromNumber} → ${to}` : `${from} → ${to}`;
}

function verbText(action: Action): string {
  switch (action.verb) {
    case 'hidden':
      return count(action.hidden, 'hidden write');
    case 'pause':
      return 'paused';
    case 'resume':
      return 'resumed';
    case 'rollout':
      return 'rollout';
    default:
      return `wrote ${valueText(action, action.to)}`;
  }
}

/** Actor, change, and what else happened in the interval. */
export function actionText(action: Action): string {
  const more = action.hidden > 0 && action.verb !== 'hidden' ? `, ${number(action.hidden)} more hidden` : '';
  return `${actorName(action.actor)} ${changeText(action)}${more}`;
}
