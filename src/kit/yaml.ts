// Writes plain data as YAML for manifests people paste. Our own 50 lines because the panel may not carry a 30 kB
// writer (decision 0004); tests read everything back with the `yaml` package.

/** What a manifest is made of. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain | undefined };

/** Text that YAML would read as something else than a string, or that holds structure, is quoted as JSON. */
function scalar(value: string | number | boolean | null): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  const plain = /^[A-Za-z_/][A-Za-z0-9_./@-]*( [A-Za-z0-9_./@-]+)*$/.test(value);
  const special = /^(true|false|yes|no|on|off|null|y|n|~|\.inf|\.nan)$/i.test(value);
  return plain && !special ? value : JSON.stringify(value);
}

function isScalar(value: Plain): value is string | number | boolean | null {
  return value === null || typeof value !== 'object';
}

function lines(value: Plain, indent: string): string[] {
  if (isScalar(value)) {
    return [indent + scalar(value)];
  }
  if (Object.values(value).every((item) => item === undefined)) {
    return [`${indent}${Array.isArray(value) ? '[]' : '{}'}`];
  }
  if (Array.isArray(value)) {
    return (value as readonly Plain[]).flatMap((item) => {
      const [first = '', ...rest] = lines(item, indent + '  ');
      return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
    });
  }
  return Object.entries(value).flatMap(([key, item]) => {
    if (item === undefined) {
      return [];
    }
    const head = `${indent}${scalar(key)}:`;
    if (isScalar(item)) {
      return [`${head} ${scalar(item)}`];
    }
    if (Object.values(item).every((part) => part === undefined)) {
      return [`${head} ${Array.isArray(item) ? '[]' : '{}'}`];
    }
    return [head, ...lines(item, indent + (Array.isArray(item) ? '' : '  '))];
  });
}

/** Block-style YAML, two spaces deep, keys in the order given, ending with a newline. */
export function toYaml(value: Plain): string {
  return lines(value, '').join('\n') + '\n';
}
