// For values that are there by construction, such as an element of a list at an index that was just checked.

/** The value, or an error if it is missing after all. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('a value that must be present is missing');
  }
  return value;
}
