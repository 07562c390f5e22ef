// Template variables: $name, ${name:format}, [[name]]. Formats as documented under "Variable syntax" in Grafana's docs.
import { dateTime, escapeRegex, type ScopedVars, type TimeRange, type TypedVariableModel } from '@grafana/data';
import type { TemplateSrv, VariableInterpolation } from '@grafana/runtime';

export type VariableValue = string | string[];
type Formatter = (value: VariableValue, variable: object, fallback: (value: VariableValue) => string) => string;

const PATTERN = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

export interface ResolvedVariable {
  name: string;
  value: VariableValue;
  /** What the chooser shows, for ${name:text}. */
  text: string;
  model: TypedVariableModel;
}

export class PreviewTemplateSrv implements TemplateSrv {
  private variables = new Map<string, ResolvedVariable>();
  private range: TimeRange | undefined;

  setVariables(variables: ResolvedVariable[]): void {
    this.variables = new Map(variables.map((one) => [one.name, one]));
  }

  updateTimeRange(timeRange: TimeRange): void {
    this.range = timeRange;
  }

  getVariables(): TypedVariableModel[] {
    return [...this.variables.values()].map((one) => one.model);
  }

  containsTemplate(target?: string): boolean {
    return [...(target ?? '').matchAll(PATTERN)].some(
      (match) => this.lookUp(match[1] ?? match[2] ?? match[4] ?? '', undefined) !== undefined
    );
  }

  replace(
    target?: string,
    scopedVars?: ScopedVars,
    format?: string | Function,
    found?: VariableInterpolation[]
  ): string {
    if (!target) {
      return target ?? '';
    }
    return target.replace(PATTERN, (match, plain, bracket, bracketFormat, braced, fieldPath, bracedFormat) => {
      const variableName: string = plain ?? bracket ?? braced;
      const known = this.lookUp(variableName, scopedVars, fieldPath);
      const chosen: string | Function | undefined = bracketFormat ?? bracedFormat ?? format;
      const value = known === undefined ? match : apply(known, chosen, variableName);
      found?.push({
        match,
        variableName,
        fieldPath,
        format: typeof chosen === 'string' ? chosen : undefined,
        value,
        found: known !== undefined,
      });
      return value;
    });
  }

  private lookUp(name: string, scopedVars: ScopedVars | undefined, path?: string): ResolvedVariable | undefined {
    const model: TypedVariableModel | undefined = this.variables.get(name)?.model;
    const scoped = scopedVars?.[name];
    if (scoped && scoped.value !== undefined && scoped.value !== null) {
      const value = asValue(path ? digest(scoped.value, path) : scoped.value);
      return { name, value, text: String(scoped.text ?? value), model: model ?? placeholder(name) };
    }
    const builtIn = this.builtIn(name);
    return builtIn === undefined
      ? this.variables.get(name)
      : { name, value: builtIn, text: builtIn, model: placeholder(name) };
  }

  private builtIn(name: string): string | undefined {
    if (name === '__from' || name === '__to') {
      return this.range && String((name === '__from' ? this.range.from : this.range.to).valueOf());
    }
    if (name === '__url_time_range' && this.range) {
      return `from=${this.range.from.valueOf()}&to=${this.range.to.valueOf()}`;
    }
    if (name === '__all_variables') {
      return [...this.variables.values()].map((one) => apply(one, 'queryparam', one.name)).join('&');
    }
    return undefined;
  }
}

function placeholder(name: string): TypedVariableModel {
  return { type: 'constant', name } as TypedVariableModel;
}

function digest(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
      value
    );
}

function asValue(value: unknown): VariableValue {
  return Array.isArray(value) ? value.map(String) : String(value);
}

function apply(variable: ResolvedVariable, format: string | Function | undefined, name: string): string {
  const { value } = variable;
  if (typeof format === 'function') {
    return (format as Formatter)(value, variable.model, (inner) => apply({ ...variable, value: inner }, 'glob', name));
  }
  const list = Array.isArray(value) ? value : [value];
  const [kind, argument] = splitFormat(format ?? 'glob');
  switch (kind) {
    case 'csv':
      return list.join(',');
    case 'pipe':
      return list.join('|');
    case 'raw':
      return list.join(',');
    case 'text':
      return variable.text;
    case 'json':
      return JSON.stringify(Array.isArray(value) ? value : String(value));
    case 'regex':
      return list.length > 1 ? `(${list.map(escapeRegex).join('|')})` : escapeRegex(list[0] ?? '');
    case 'percentencode':
      return encodeURIComponent(list.join(','));
    case 'queryparam':
      return list.map((one) => `var-${encodeURIComponent(name)}=${encodeURIComponent(one)}`).join('&');
    case 'singlequote':
      return list.map((one) => `'${one.replaceAll("'", "\\'")}'`).join(',');
    case 'doublequote':
      return list.map((one) => `"${one.replaceAll('"', '\\"')}"`).join(',');
    case 'date':
      return formatDate(list[0] ?? '', argument);
    default:
      return list.length > 1 ? `{${list.join(',')}}` : (list[0] ?? '');
  }
}

function splitFormat(format: string): [string, string | undefined] {
  const colon = format.indexOf(':');
  return colon < 0 ? [format, undefined] : [format.slice(0, colon), format.slice(colon + 1)];
}

function formatDate(value: string, pattern: string | undefined): string {
  const time = dateTime(Number(value));
  if (pattern === 'seconds') {
    return String(Math.round(time.valueOf() / 1000));
  }
  return !pattern || pattern === 'iso' ? time.toISOString() : time.format(pattern);
}

export const templateSrv = new PreviewTemplateSrv();
