// Answers kept with what they are about: a picture that moves asks the same of the same history in every frame.

/**
 * The same pure function, computed once for each object; what it says lives as long as the object does. The object must not
 * change afterwards.
 */
export function remembered<T extends object, R>(answer: (about: T) => R): (about: T) => R {
  const known = new WeakMap<T, { readonly said: R }>();
  return (about) => {
    const kept = known.get(about) ?? { said: answer(about) };
    known.set(about, kept);
    return kept.said;
  };
}
