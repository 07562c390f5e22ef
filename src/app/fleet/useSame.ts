// An object that is made anew at each render, handed on as the same one while its fields are the same: effects may follow it.
import { useRef } from 'react';

function hasSameFields(a: object, b: object): boolean {
  const [own, other] = [a, b].map((one) => new Map(Object.entries(one)));
  return own?.size === other?.size && [...(own ?? [])].every(([key, value]) => Object.is(value, other?.get(key)));
}

/** The object of an earlier render where it equals this one field by field. */
export function useSame<T extends object>(value: T): T {
  const kept = useRef(value);
  if (!hasSameFields(kept.current, value)) {
    kept.current = value;
  }
  return kept.current;
}
