// Which rows of the fleet are shown. Scope (cluster, namespace, kind) also narrows the headline; the rest only the table.
import { distinct, sortBy } from '../../kit/array';
import type { Severity } from '../../model/finding';
import type { ScalerFamily, WorkloadRef } from '../../model/workload';
import { actorName, familyName } from '../../timeline';
import type { FilterChoice } from '../FilterPick';
import type { Fleet, FleetRow, Phase, QuietRow, SourceName, UnnamedGroup } from './fleetRows';

/** Empty lists and texts let everything through. */
export interface FleetFilters {
  readonly cluster: string;
  readonly namespaces: readonly string[];
  readonly kinds: readonly string[];
  readonly actors: readonly ScalerFamily[];
  readonly severities: readonly Severity[];
  readonly phases: readonly Phase[];
  readonly text: string;
  readonly onlyNew: boolean;
}

export const NO_FILTERS: FleetFilters = {
  cluster: '',
  namespaces: [],
  kinds: [],
  actors: [],
  severities: [],
  phases: [],
  text: '',
  onlyNew: false,
};

const admits = <T>(wanted: readonly T[], value: T) => wanted.length === 0 || wanted.includes(value);

function inScope(ref: WorkloadRef, filters: FleetFilters): boolean {
  return (
    (filters.cluster === '' || ref.cluster === filters.cluster) &&
    admits(filters.namespaces, ref.namespace) &&
    admits(filters.kinds, ref.kind)
  );
}

/** True when less than the whole fleet is looked at. */
function isScoped({ cluster, namespaces, kinds }: FleetFilters): boolean {
  return cluster !== '' || namespaces.length + kinds.length > 0;
}

/** The fleet inside cluster, namespaces and kinds. */
export function scopeFleet(fleet: Fleet, filters: FleetFilters): Fleet {
  return {
    range: fleet.range,
    rows: fleet.rows.filter((row) => inScope(row.workload, filters)),
    quiet: fleet.quiet.filter((row) => inScope(row.history.workload, filters)),
    unnamed: fleet.unnamed
      .map((group) => ({ ...group, workloads: group.workloads.filter((ref) => inScope(ref, filters)) }))
      .filter(({ workloads }) => workloads.length > 0),
    isWhole: fleet.isWhole,
    // Of a part of the fleet nobody counted the quiet ones.
    ...(fleet.tally && { tally: isScoped(filters) ? {} : fleet.tally }),
    ...(fleet.unheard && { unheard: fleet.unheard }),
  };
}

function textOf({ namespace, name, kind, cluster }: WorkloadRef, source?: SourceName): string {
  return [`${namespace}/${name} ${kind} ${cluster}`, ...(source ? [source.name] : [])].join(' ');
}

/** The words of each row that was searched: they stay as long as the row does. */
const WORDS = new WeakMap<FleetRow, string>();

function rowText(row: FleetRow): string {
  const known = WORDS.get(row) ?? wordsOf(row);
  WORDS.set(row, known);
  return known;
}

function wordsOf(row: FleetRow): string {
  const findings = [row.finding, ...row.others].flatMap((finding) => [
    finding.rule,
    finding.title,
    finding.summary,
    finding.label,
    finding.causeTitle,
    ...finding.consequences,
    ...finding.actors.map(actorName),
  ]);
  return [textOf(row.workload, row.source), ...findings].join(' ').toLowerCase();
}

/** Whether every word of a filter occurs somewhere. The text is made only where something is looked for. */
function searchFor(filter: string): (text: () => string) => boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (text) => {
    if (words.length === 0) {
      return true;
    }
    const all = text();
    return words.every((word) => all.includes(word));
  };
}

/** The rows that pass, in the order they came. */
export function filterRows(rows: readonly FleetRow[], filters: FleetFilters): FleetRow[] {
  const has = searchFor(filters.text);
  return rows.filter(
    (row) =>
      inScope(row.workload, filters) &&
      admits(filters.severities, row.finding.severity) &&
      admits(filters.phases, row.phase) &&
      (!filters.onlyNew || row.isNew) &&
      (filters.actors.length === 0 || row.finding.actors.some(({ family }) => filters.actors.includes(family))) &&
      has(() => rowText(row))
  );
}

/** Quiet workloads that pass: filters about findings hide them all, for they have none. */
export function filterQuiet(quiet: readonly QuietRow[], filters: FleetFilters): QuietRow[] {
  if (filters.severities.length > 0 || filters.phases.length > 0 || filters.onlyNew) {
    return [];
  }
  const has = searchFor(filters.text);
  return quiet.filter(({ history, source }) => {
    const { workload, scalers, quietReason } = history;
    return (
      inScope(workload, filters) &&
      (filters.actors.length === 0 || scalers.some(({ scaler }) => filters.actors.includes(scaler.family))) &&
      has(() =>
        [textOf(workload, source), ...scalers.map(({ scaler }) => actorName(scaler)), quietReason]
          .join(' ')
          .toLowerCase()
      )
    );
  });
}

/** What no scan named, by name: filters about findings or scalers hide it, for nothing of it was read. */
export function filterUnnamed(unnamed: readonly UnnamedGroup[], filters: FleetFilters): UnnamedGroup[] {
  const isAsked = [filters.severities, filters.phases, filters.actors].some((list) => list.length > 0);
  const has = searchFor(filters.text);
  return isAsked || filters.onlyNew
    ? []
    : unnamed
        .map((group) => ({
          ...group,
          workloads: group.workloads.filter((ref) => has(() => textOf(ref, group.source).toLowerCase())),
        }))
        .filter(({ workloads }) => workloads.length > 0);
}

/** What can be chosen, with how many rows each choice has. */
interface FilterChoices {
  readonly clusters: readonly FilterChoice[];
  readonly namespaces: readonly FilterChoice[];
  readonly kinds: readonly FilterChoice[];
  readonly actors: ReadonlyArray<FilterChoice<ScalerFamily>>;
}

function countChoices<T extends string>(values: readonly T[], label: (value: T) => string): Array<FilterChoice<T>> {
  const counts = new Map<T, number>();
  values.forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
  const choices = [...counts].map(([value, count]) => ({ value, label: label(value), count }));
  return sortBy(choices, (choice) => choice.label);
}

/** Clusters of one name in several data sources are several, and one choice: the data source tells them apart. */
function clusterLabel({ rows, quiet, unnamed }: Fleet, cluster: string): string {
  const holders = [
    ...rows.filter(({ workload }) => workload.cluster === cluster),
    ...quiet.filter(({ history }) => history.workload.cluster === cluster),
    ...unnamed.filter(({ workloads }) => workloads.some((ref) => ref.cluster === cluster)),
  ].flatMap(({ source }) => source?.uid ?? []);
  const sources = distinct(holders).length;
  return sources > 1 ? `${cluster} (in ${sources} data sources)` : cluster;
}

/** The choices that the whole fleet offers. */
export function filterChoices(fleet: Fleet): FilterChoices {
  const refs = [
    ...fleet.rows.map((row) => row.workload),
    ...fleet.quiet.map((row) => row.history.workload),
    ...fleet.unnamed.flatMap(({ workloads }) => workloads),
  ];
  const same = (value: string) => value;
  const families = fleet.rows.flatMap((row) => distinct(row.finding.actors.map(({ family }) => family)));
  return {
    clusters: countChoices(
      refs.map((ref) => ref.cluster).filter((cluster) => cluster !== ''),
      (cluster) => clusterLabel(fleet, cluster)
    ),
    namespaces: countChoices(
      refs.map((ref) => ref.namespace),
      same
    ),
    kinds: countChoices(
      refs.map((ref) => ref.kind),
      same
    ),
    actors: countChoices(families, familyName),
  };
}

/** True when the table shows less than its scope holds. */
export function isNarrowed(filters: FleetFilters): boolean {
  const lists = [filters.actors, filters.severities, filters.phases];
  return filters.text !== '' || filters.onlyNew || lists.some((list) => list.length > 0);
}
