// The words of the cells of a fleet row: for the cells, for measuring them, for telling folded columns inside the row.
import { number } from '../../kit/text';
import type { WorkloadRef } from '../../model/workload';
import { actorName } from '../../timeline';
import { ownerText } from '../ownerText';
import type { Column } from './fleetOrder';
import type { FleetRow } from './fleetRows';

/** `shop`, or with its cluster before it. */
export function whereText({ cluster, namespace }: WorkloadRef): string {
  return cluster ? `${cluster} / ${namespace}` : namespace;
}

/** Whole numbers; what is unknown or rounds to zero is blank. */
function wholeText(value: number | undefined, prefix = ''): string {
  const whole = Math.round(value ?? 0);
  return whole === 0 ? '' : `${prefix}${number(whole)}`;
}

/** The number of one of the number columns, `≈ 238` where it is inferred. */
export function numberText({ finding: { impact } }: FleetRow, column: 'pods' | 'hidden' | 'short'): string {
  switch (column) {
    case 'pods':
      return wholeText(impact.podsMade, impact.podsMadeInferred ? '≈ ' : '');
    case 'hidden':
      return wholeText(impact.hiddenWrites);
    case 'short':
      return wholeText(impact.replicaMinutesShort);
  }
}

const after = (text: string, words: string) => (text === '' ? '' : `${text} ${words}`);

/** What a folded column says inside the row, '' where it has nothing to say or is drawn there. */
function foldedText(row: FleetRow, column: Column): string {
  switch (column) {
    case 'replicasOwner':
    case 'sizeOwner': {
      const owner = ownerText(column === 'sizeOwner' ? row.history?.sizeOwner : row.history?.replicasOwner);
      return owner && `${column === 'sizeOwner' ? 'size' : 'replicas'}: ${owner}`;
    }
    case 'source':
      return row.source ? `in ${row.source.name}` : '';
    case 'pods':
      return after(numberText(row, column), row.finding.impact.podsMade === 1 ? 'pod made' : 'pods made');
    case 'hidden':
      return after(numberText(row, column), row.finding.impact.hiddenWrites === 1 ? 'hidden write' : 'hidden writes');
    case 'short':
      return after(numberText(row, column), 'rep·min short');
    default:
      return '';
  }
}

/** `replicas: HPA · size: manifest · 317 pods made`: the columns that have no place of their own. */
export function foldedLine(row: FleetRow, folded: readonly Column[]): string {
  return folded
    .map((column) => foldedText(row, column))
    .filter((text) => text !== '')
    .join(' · ');
}

/** Actors as a sentence would join them. */
export function actorsText(row: FleetRow): string {
  return row.finding.actors.map(actorName).join(' × ');
}
