// From a panel of a dashboard, or from Explore: its queries, the labels of its series and the variables of its dashboard
// say of which workload it speaks.
import { FieldType, type DataFrame, type PluginExtensionPanelContext, type RawTimeRange } from '@grafana/data';
import { getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';

import { clueOfLabels, cluesOfQuery, CLUE_VARIABLES, hintOf, type Clue, type Hint } from '../../queries/workloadClues';
import { isUsable } from '../../sources/grafana/dataSourceList';
import { doorPath, type Origin } from './doorPath';

/** What a panel's menu and Explore's toolbar both tell. */
export type QueryPlace = Pick<PluginExtensionPanelContext, 'targets' | 'timeRange' | 'scopedVars'> & {
  readonly data?: { readonly series?: readonly DataFrame[] };
};

type Target = QueryPlace['targets'][number] & { readonly expr?: unknown };

/** Series beyond these tell nothing new: their panel speaks of many workloads. */
const MOST_SERIES = 200;

/** Fills in variables; several values become `a|b`, which a regular expression reads as these values. */
type Fill = (text: string) => string;

function fillerOf({ scopedVars }: QueryPlace): Fill {
  return (text) => getTemplateSrv().replace(text, scopedVars, 'pipe');
}

/** Uid of the data source of a target, '' for one without; undefined when PromQL is not spoken there. */
function sourceOf({ datasource }: Target, fill: Fill): string | undefined {
  const uid = fill(datasource?.uid ?? '');
  const settings = getDataSourceSrv().getInstanceSettings(uid === '' ? null : uid);
  const isRead = isUsable(settings ?? { type: datasource?.type ?? '' });
  return isRead ? (settings?.uid ?? uid) : undefined;
}

function cluesOfSeries(frames: readonly DataFrame[]): Clue[] {
  const fields = frames.slice(0, MOST_SERIES).flatMap((frame) => frame.fields);
  return fields.filter(({ type }) => type === FieldType.number).map(({ labels }) => clueOfLabels(labels ?? {}));
}

/** The variables of the dashboard that bear the name of a label. */
function clueOfVariables(fill: Fill): Clue {
  const values = CLUE_VARIABLES.map((name) => [name, fill(`\${${name}}`)] as const);
  return Object.fromEntries(
    values.filter(([, value]) => value !== '' && !value.includes('$')).map(([name, value]) => [name, value.split('|')])
  );
}

/** The nearest clues that name one workload; else the nearest ones that name any. */
function nearestHint(sources: ReadonlyArray<readonly Clue[]>): Hint | undefined {
  const hints = sources.map((_, i) => hintOf(sources.slice(0, i + 1).flat()));
  return hints.find((hint) => hint?.kind === 'workload') ?? hints.find((hint) => hint !== undefined);
}

/** An end of a range as text. */
function endText(end: RawTimeRange['from'] | undefined): string {
  return typeof end === 'string' ? end : (end?.toISOString() ?? '');
}

/** Where the fights of the workload are, of which this place speaks; undefined when it speaks of none. */
export function queryDoor(place: QueryPlace): string | undefined {
  const fill = fillerOf(place);
  const read = (place.targets as readonly Target[]).flatMap((target) => {
    const ds = target.hide ? undefined : sourceOf(target, fill);
    return ds === undefined ? [] : [{ ds, expr: typeof target.expr === 'string' ? fill(target.expr) : '' }];
  });
  const [first] = read;
  if (!first) {
    return undefined;
  }
  const hint = nearestHint([
    read.flatMap(({ expr }) => cluesOfQuery(expr)),
    cluesOfSeries(place.data?.series ?? []),
    [clueOfVariables(fill)],
  ]);
  const origin: Origin = { ds: first.ds, from: endText(place.timeRange?.from), to: endText(place.timeRange?.to) };
  return hint && doorPath(hint, origin);
}
