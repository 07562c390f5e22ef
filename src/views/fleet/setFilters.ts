// The filters that are set, in words: what stands for them where they are folded away.
import { familyName } from '../../timeline';
import type { FleetFilters } from './fleetFilters';
import { PHASE_NAMES } from './phaseNames';

/** A filter that lets less than everything through. */
export interface SetFilter {
  /** `Severity: critical, high`. */
  readonly text: string;
  /** The change that lets everything through again. */
  readonly without: Partial<FleetFilters>;
}

/** Values told by name; the others are counted. */
const NAMED = 2;

function words(label: string, values: readonly string[]): string {
  const named = values.slice(0, NAMED).join(', ');
  const others = values.length - NAMED;
  return `${label}: ${named}${others > 0 ? ` and ${others} more` : ''}`;
}

/** Those that are set, in the order in which they stand on the page. */
export function setFilters(filters: FleetFilters): SetFilter[] {
  const { cluster, namespaces, kinds, actors, severities, phases, text, onlyNew } = filters;
  const lists: Array<[string, readonly string[], Partial<FleetFilters>]> = [
    ['Cluster', cluster === '' ? [] : [cluster], { cluster: '' }],
    ['Namespace', namespaces, { namespaces: [] }],
    ['Kind', kinds, { kinds: [] }],
    ['Actor', actors.map(familyName), { actors: [] }],
    ['Severity', severities, { severities: [] }],
    ['State', phases.map((phase) => PHASE_NAMES[phase]), { phases: [] }],
    ['Search', text === '' ? [] : [`“${text}”`], { text: '' }],
  ];
  return [
    ...lists
      .filter(([, values]) => values.length > 0)
      .map(([label, values, without]) => ({ text: words(label, values), without })),
    ...(onlyNew ? [{ text: 'New in the last hour', without: { onlyNew: false } }] : []),
  ];
}
