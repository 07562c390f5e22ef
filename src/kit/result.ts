// A value or a reason, for the edges where input comes from outside. Inside, `assert` says what cannot be.

/** Success with a value, or failure with an error: never both, never thrown. */
export type Result<T, E = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Wraps a value as success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps a reason as failure. */
export function fail<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** All values under their names, or the first reason. */
export function allOk<T extends object>(parts: { readonly [Key in keyof T]: Result<T[Key]> }): Result<T> {
  const values: Partial<T> = {};
  for (const key of Object.keys(parts) as Array<keyof T>) {
    const part = parts[key];
    if (!part.ok) {
      return part;
    }
    values[key] = part.value;
  }
  return ok(values as T);
}

/** Throws when a case of a closed union was forgotten. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
