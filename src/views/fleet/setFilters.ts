// The filters that are set, in words: what stands for them where they are folded away.
import type { Interval } from '../../kit/interval';
import { familyName } from '../../timeline';
import { toldFilters, type SetFilter } from '../filterWords';
import type { FleetFilters } from './fleetFilters';
import { newSpan } from './newness';
import { PHASE_NAMES } from './phaseNames';

/** Those that are set, in the order in which they stand on the page. */
export function setFilters(filters: FleetFilters, range: Interval): Array<SetFilter<FleetFilters>> {
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
  const fresh = onlyNew ? [{ text: `New in ${newSpan(range)}`, without: { onlyNew: false } }] : [];
  return [...toldFilters(lists), ...fresh];
}
