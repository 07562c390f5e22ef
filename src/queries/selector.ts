// Label matchers: the one place where text from users and labels is escaped for PromQL.

/** A double-quoted PromQL string, with quotes, backslashes and newlines escaped. */
export function quote(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;
}

/** Escapes what RE2 reads as an operator. */
export function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `label="value"` for one value, `label=~"a|b"` for several. Values are literals. Undefined for none. */
export function anyOf(label: string, values: readonly string[]): string | undefined {
  const [first, ...rest] = values;
  if (first === undefined) {
    return undefined;
  }
  return rest.length === 0 ? `${label}=${quote(first)}` : `${label}=~${quote(values.map(escapeRegex).join('|'))}`;
}

/** Joins matchers, leaving out the absent ones. */
export function selector(pattern: string, matchers: ReadonlyArray<string | undefined>): string {
  const isName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(pattern);
  const name = isName ? undefined : `__name__=~${quote(pattern)}`;
  const inner = [name, ...matchers].filter((m): m is string => m !== undefined && m !== '').join(',');
  return `${isName ? pattern : ''}${inner === '' ? '' : `{${inner}}`}`;
}

/** A window as PromQL writes it, whole seconds. */
export function window(milliseconds: number): string {
  return `${Math.max(1, Math.ceil(milliseconds / 1000))}s`;
}
