// What of a template's labels is a workload's own.
import type { Placed } from './plan';
import { MARKS } from './template';

/** True where a mark stands in a label. */
export const hasMark = (value: string): boolean => Object.values(MARKS).some((mark) => value.includes(mark));

/** The workload's own text where a mark stands. */
export function stampText(text: string, { namespace, name, index }: Placed): string {
  return text
    .replace(MARKS.namespace, namespace)
    .replace(MARKS.name, name)
    .replace(MARKS.uid, (0x10000000 + index).toString(16));
}
