// The rows of the table that says the same as the timeline, in order of time.
import { overlaps, type Interval } from '../../kit/interval';
import { sortBy } from '../../kit/array';
import { count } from '../../kit/text';
import type { TimeWords } from '../../kit/times';
import type { Action } from '../../model/action';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import { actorName, changeText, findingOfAction } from '../../timeline';

const FIELDS: Record<Action['field'], string> = {
  replicas: 'replicas',
  size: 'request per pod',
  template: 'pod template',
  pods: 'pods',
  bounds: 'bounds',
  autoscaling: 'autoscaling',
  nodes: 'nodes',
};

export interface ActionRow {
  readonly id: string;
  readonly action: Action;
  readonly time: string;
  readonly actor: string;
  readonly field: string;
  readonly change: string;
  readonly certainty: Action['certainty'];
  readonly finding?: Finding;
}

/** One row per action inside the range. */
export function actionRows(
  history: WorkloadHistory,
  findings: readonly Finding[],
  range: Interval,
  words: TimeWords
): ActionRow[] {
  const inside = history.actions.filter((action) => overlaps(action.interval, range));
  return sortBy(
    inside,
    (a) => a.interval.from,
    (a) => a.interval.to,
    (a) => a.id
  ).map((action) => {
    const finding = findingOfAction(findings, action);
    const more = action.hidden > 0 && action.verb !== 'hidden' ? `, ${count(action.hidden, 'more hidden write')}` : '';
    return {
      id: action.id,
      action,
      time: words.interval(action.interval),
      actor: [action.actor, ...(action.others ?? [])]
        .map(actorName)
        .filter((n, i, all) => all.indexOf(n) === i)
        .join(', '),
      field: FIELDS[action.field] + (action.resource ? ` (${action.resource})` : ''),
      change: changeText(action) + more,
      certainty: action.certainty,
      ...(finding ? { finding } : {}),
    };
  });
}
