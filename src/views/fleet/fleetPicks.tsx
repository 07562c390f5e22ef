// The lists to choose from above the fleet. Cluster and kind appear only when there is more than one to choose from.
import React from 'react';

import { remembered } from '../../kit/remembered';
import { SEVERITIES, type Severity } from '../../model/finding';
import { FilterPick, type FilterChoice } from '../FilterPick';
import { filterChoices, type FleetFilters } from './fleetFilters';
import { PHASES, type Fleet, type Phase } from './fleetRows';
import { PHASE_NAMES } from './phaseNames';

/** One of the lists. */
interface FilterList {
  readonly label: string;
  /** The list, with its label as wide as said, in Grafana's steps of 8 pixels. */
  readonly draw: (labelWidth?: number) => React.ReactElement;
}

function severityChoices(fleet: Fleet): Array<FilterChoice<Severity>> {
  return SEVERITIES.filter((severity) => severity !== 'info').map((value) => ({
    value,
    label: value,
    count: fleet.rows.filter((row) => row.finding.severity === value).length,
  }));
}

function phaseChoices(fleet: Fleet): Array<FilterChoice<Phase>> {
  return PHASES.map((value) => ({
    value,
    label: PHASE_NAMES[value],
    count: fleet.rows.filter((row) => row.phase === value).length,
  }));
}

function pick<T extends string>(
  label: string,
  choices: ReadonlyArray<FilterChoice<T>>,
  chosen: readonly T[],
  onChange: (chosen: T[]) => void
): FilterList {
  return {
    label,
    draw: (labelWidth) => (
      <FilterPick
        key={label}
        label={label}
        choices={choices}
        chosen={chosen}
        onChange={onChange}
        isFilling
        isClearable={false}
        labelWidth={labelWidth}
      />
    ),
  };
}

/** What `fleet` offers, with what is chosen. */
export const choicesOf = remembered((fleet: Fleet) => ({
  ...filterChoices(fleet),
  severities: severityChoices(fleet),
  phases: phaseChoices(fleet),
}));

/** The lists, in their order. */
export function fleetPicks(
  { clusters, namespaces, kinds, actors, severities, phases }: ReturnType<typeof choicesOf>,
  filters: FleetFilters,
  onChange: (change: Partial<FleetFilters>) => void
): FilterList[] {
  const cluster = filters.cluster === '' ? [] : [filters.cluster];
  return [
    ...(clusters.length > 1 || cluster.length > 0
      ? [pick('Cluster', clusters, cluster, (chosen) => onChange({ cluster: chosen.at(-1) ?? '' }))]
      : []),
    pick('Namespace', namespaces, filters.namespaces, (chosen) => onChange({ namespaces: chosen })),
    ...(kinds.length > 1 || filters.kinds.length > 0
      ? [pick('Kind', kinds, filters.kinds, (chosen) => onChange({ kinds: chosen }))]
      : []),
    pick('Actor', actors, filters.actors, (chosen) => onChange({ actors: chosen })),
    pick('Severity', severities, filters.severities, (chosen) => onChange({ severities: chosen })),
    pick('State', phases, filters.phases, (chosen) => onChange({ phases: chosen })),
  ];
}
