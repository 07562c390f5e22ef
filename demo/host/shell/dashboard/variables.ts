// Template variables of a dashboard: which options they have and which value holds. Resolved in order, since a query may
// use the variables before it.
import {
  stringToJsRegex,
  type DataSourceRef,
  type MetricFindValue,
  type TimeRange,
  type TypedVariableModel,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { templateSrv, type ResolvedVariable, type VariableValue } from '../services/templateSrv';
import type { VariableModel } from './model';

export const ALL = '$__all';

export interface Option {
  text: string;
  value: string;
}

export interface VariableState {
  model: VariableModel;
  options: Option[];
  /** What is chosen; ALL stands for every option. */
  chosen: VariableValue;
  error?: string;
}

/** `chosen` holds what the URL or the user picked, by name. */
export async function resolveVariables(
  models: VariableModel[],
  chosen: Map<string, VariableValue>,
  range: TimeRange
): Promise<VariableState[]> {
  const states: VariableState[] = [];
  for (const model of models) {
    states.push(await resolve(model, chosen.get(model.name), range));
    publish(states);
  }
  return states;
}

/** Makes values known to the template service, which data sources and panels ask. */
function publish(states: VariableState[]): void {
  templateSrv.setVariables(
    states.map((state): ResolvedVariable => ({
      name: state.model.name,
      value: valueOf(state),
      text: chosenText(state),
      // Grafana's model types know more fields than dashboard JSON must hold.
      model: {
        ...state.model,
        current: { value: state.chosen, text: chosenText(state) },
        options: state.options,
      } as unknown as TypedVariableModel,
    }))
  );
}

function valueOf({ model, options, chosen }: VariableState): VariableValue {
  const all = Array.isArray(chosen) ? chosen.includes(ALL) : chosen === ALL;
  return all ? model.allValue || options.filter((one) => one.value !== ALL).map((one) => one.value) : chosen;
}

/** The values that hold, one by one, with the texts of the chooser. */
export function valuesOf(state: VariableState): Option[] {
  return [valueOf(state)].flat().map((value) => ({
    value,
    text: state.options.find((one) => one.value === value)?.text ?? value,
  }));
}

export function chosenText({ options, chosen }: VariableState): string {
  const list = Array.isArray(chosen) ? chosen : [chosen];
  return list.map((value) => options.find((one) => one.value === value)?.text ?? value).join(' + ');
}

async function resolve(
  model: VariableModel,
  asked: VariableValue | undefined,
  range: TimeRange
): Promise<VariableState> {
  try {
    const found = await optionsOf(model, range);
    const options = model.includeAll ? [{ text: 'All', value: ALL }, ...found] : found;
    return { model, options, chosen: choose(model, options, asked) };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The query failed';
    return { model, options: [], chosen: asked ?? flatten(model.current?.value) ?? '', error: message };
  }
}

async function optionsOf(model: VariableModel, range: TimeRange): Promise<Option[]> {
  switch (model.type) {
    case 'query':
      return queryOptions(model, range);
    case 'datasource': {
      const wanted = model.regex ? stringToJsRegex(model.regex) : undefined;
      const list = getDataSourceSrv().getList({ metrics: true, pluginId: queryText(model) || undefined });
      const fitting = list.filter((one) => !wanted || wanted.test(one.name));
      return fitting
        .sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
        .map((one) => ({ text: one.name, value: one.uid }));
    }
    case 'custom':
      return splitList(queryText(model)).map(keyAndValue);
    case 'interval':
      return splitList(queryText(model)).map((text) => ({ text, value: text }));
    default:
      return [{ text: queryText(model), value: queryText(model) }];
  }
}

async function queryOptions(model: VariableModel, range: TimeRange): Promise<Option[]> {
  const datasource = await getDataSourceSrv().get(reference(model.datasource));
  const found = (await datasource.metricFindQuery?.(model.query ?? model.definition ?? '', { range })) ?? [];
  const picked = found.flatMap((one) => pick(one, model.regex));
  return sorted([...new Map(picked.map((one) => [one.value, one])).values()], model.sort ?? 0);
}

function reference(ref: VariableModel['datasource']): DataSourceRef | string | null {
  return ref ?? null;
}

/** The regex filters; its first group, or the groups named value and text, cut the option out. */
function pick({ text, value }: MetricFindValue, regex: string | undefined): Option[] {
  const whole = { text, value: String(value ?? text) };
  if (!regex) {
    return [whole];
  }
  const match = stringToJsRegex(templateSrv.replace(regex, {}, 'regex')).exec(whole.value);
  if (!match) {
    return [];
  }
  const cut = match.groups?.value ?? match[1] ?? whole.value;
  return [{ value: cut, text: match.groups?.text ?? (match.length > 1 ? cut : whole.text) }];
}

function sorted(options: Option[], sort: number): Option[] {
  if (sort === 0) {
    return options;
  }
  const number = (text: string) => Number(/\d+/.exec(text)?.[0] ?? -1);
  const compare =
    sort === 3 || sort === 4
      ? (a: Option, b: Option) => number(a.text) - number(b.text)
      : (a: Option, b: Option) =>
          sort > 4 ? a.text.toLowerCase().localeCompare(b.text.toLowerCase()) : a.text.localeCompare(b.text);
  const up = [...options].sort(compare);
  return sort % 2 === 0 ? up.reverse() : up;
}

function choose(model: VariableModel, options: Option[], asked: VariableValue | undefined): VariableValue {
  if (model.type === 'constant') {
    return queryText(model);
  }
  if (model.type === 'textbox') {
    return asked ?? flatten(model.current?.value) ?? queryText(model);
  }
  const known = (value: VariableValue | undefined): VariableValue | undefined => {
    const kept = (Array.isArray(value) ? value : value === undefined ? [] : [value])
      .map((one) => (one === 'All' && model.includeAll ? ALL : one))
      .filter((one) => options.some((option) => option.value === one || option.text === one))
      .map((one) => options.find((option) => option.value === one || option.text === one)?.value ?? one);
    return kept.length === 0 ? undefined : model.multi ? kept : kept[0];
  };
  // A custom or linked value that is no option stays, as in Grafana.
  const first = options[0]?.value ?? '';
  return known(asked) ?? asked ?? known(flatten(model.current?.value)) ?? (model.multi ? [first] : first);
}

function flatten(value: VariableValue | undefined): VariableValue | undefined {
  return Array.isArray(value) ? (value.length > 0 ? value : undefined) : value === '' ? undefined : value;
}

function queryText(model: VariableModel): string {
  return typeof model.query === 'string' ? model.query : (model.query?.query ?? '');
}

/** Comma list with backslash for a comma that belongs to the text. */
function splitList(text: string): string[] {
  return (text.match(/(?:\\,|[^,])+/g) ?? [])
    .map((one) => one.replaceAll('\\,', ',').trim())
    .filter((one) => one !== '');
}

function keyAndValue(text: string): Option {
  const match = /^\s*(.+)\s:\s(.+)$/.exec(text);
  return match ? { text: match[1].trim(), value: match[2].trim() } : { text, value: text };
}
