// Label sets, and a memo that hands out the same label set object for the same series: the recorder recognises a series
// by that object, without building a text key for each of some hundred thousand samples.

export type Labels = Record<string, string>;

const memos = new WeakMap<object, Map<string, Labels>>();

/** The label set `key` of an object, made once. */
export function labelsOf(owner: object, key: string, make: () => Labels): Labels {
  let memo = memos.get(owner);
  if (memo === undefined) {
    memo = new Map();
    memos.set(owner, memo);
  }
  let labels = memo.get(key);
  if (labels === undefined) {
    labels = make();
    memo.set(key, labels);
  }
  return labels;
}

/** A text that is equal for equal label sets. */
export function labelKey(labels: Labels): string {
  return Object.keys(labels)
    .sort()
    .map((name) => `${name}=${JSON.stringify(labels[name])}`)
    .join(',');
}

/** Does a label set carry every pair of the selector? */
export function matches(selector: Labels, labels: Labels): boolean {
  for (const name in selector) {
    if (labels[name] !== selector[name]) {
      return false;
    }
  }
  return true;
}
