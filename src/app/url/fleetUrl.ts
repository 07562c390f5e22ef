// The fleet page's state as a query string and back.
import { quoted } from '../../kit/outsideText';
import { SEVERITIES } from '../../model/finding';
import type { ScalerFamily } from '../../model/workload';
import type { FleetFilters } from '../../views/fleet/fleetFilters';
import { COLUMNS, type Sort } from '../../views/fleet/fleetOrder';
import { PHASES } from '../../views/fleet/fleetRows';
import { SearchReader, writePage, type FromUrl, type PageState } from './searchReader';

/** Who judged what the page shows: the page itself, or a watcher. */
export const SHOWN_BY = ['page', 'watcher'] as const;
export type ShownBy = (typeof SHOWN_BY)[number];

export interface FleetState extends PageState {
  readonly filters: FleetFilters;
  /** Absent for the house order. */
  readonly sort?: Sort;
  /** Keys of groups that are not in the state they start in. */
  readonly flipped: readonly string[];
  /** Whom the page shows; absent where it may choose: a watcher that looks at everything, or else itself. */
  readonly by?: ShownBy;
}

const FAMILIES: readonly ScalerFamily[] = [
  'hpa',
  'keda',
  'vpa',
  'cluster-autoscaler',
  'karpenter',
  'rollout',
  'pdb',
  'quota',
  'node',
  'gitops',
  'ci',
  'human',
  'cron',
  'drain',
  'external',
];

function readSort(reader: SearchReader): Sort | undefined {
  const text = reader.text('sort');
  const descending = text.startsWith('-');
  const name = descending ? text.slice(1) : text;
  const column = COLUMNS.find((candidate) => candidate === name);
  if (text !== '' && column === undefined) {
    reader.problems.push(`${quoted(name)} is not a column: the usual order holds.`);
  }
  return column && { column, descending };
}

/** Reads a query string; what is not understood is left at its default and named. */
export function readFleetUrl(search: string): FromUrl<FleetState> {
  const reader = new SearchReader(search);
  const by = reader.choice('by', SHOWN_BY);
  const state: FleetState = {
    ...reader.page(),
    filters: {
      cluster: reader.text('cluster'),
      namespaces: reader.list('namespace'),
      kinds: reader.list('kind'),
      actors: reader.choices('actor', FAMILIES),
      severities: reader.choices('severity', SEVERITIES),
      phases: reader.choices('state', PHASES),
      text: reader.text('q'),
      onlyNew: reader.choice('new', ['1']) === '1',
    },
    sort: readSort(reader),
    flipped: reader.list('group'),
    ...(by && { by }),
  };
  return { state, problems: reader.finish() };
}

/** Writes a state; reading the answer gives the state back. */
export function writeFleetUrl(state: FleetState): string {
  const params = new URLSearchParams();
  writePage(params, state);
  const { filters, sort } = state;
  const lists: ReadonlyArray<[name: string, values: readonly string[]]> = [
    ['cluster', [filters.cluster]],
    ['namespace', filters.namespaces],
    ['kind', filters.kinds],
    ['actor', filters.actors],
    ['severity', filters.severities],
    ['state', filters.phases],
    ['q', [filters.text]],
    ['new', [filters.onlyNew ? '1' : '']],
    ['sort', [sort ? `${sort.descending ? '-' : ''}${sort.column}` : '']],
    ['group', state.flipped],
    ['by', [state.by ?? '']],
  ];
  for (const [name, values] of lists) {
    values.filter((value) => value !== '').forEach((value) => params.append(name, value));
  }
  return params.toString();
}
