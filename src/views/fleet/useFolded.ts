// Whether the filters of the fleet are folded away. Labels come with the data while a sweep goes on: those that come while somebody
// is at the filters are reckoned with afterwards, or the focus would go with the field that holds it.
import { useLayoutEffect, useRef, useState, type FocusEvent, type RefObject } from 'react';

import { useWidth } from '../useWidth';
import { fitsRows } from './filterRoom';

interface Folding {
  readonly isFolded: boolean;
  /** Of the element that holds the filters, folded or not. */
  readonly holder: {
    readonly ref: RefObject<HTMLDivElement>;
    readonly onFocus: () => void;
    readonly onBlur: (event: FocusEvent<HTMLDivElement>) => void;
  };
}

/** @param labels of the filters in a row */
export function useFolded(labels: readonly string[]): Folding {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [isFocused, setFocused] = useState(false);
  const before = useRef(labels);
  const reckoned = isFocused ? before.current : labels;
  useLayoutEffect(() => {
    before.current = reckoned;
  });
  return {
    isFolded: !fitsRows(width, reckoned),
    holder: {
      ref,
      onFocus: () => setFocused(true),
      // Where the whole window loses the focus, the field has it again when people come back.
      onBlur: ({ currentTarget, relatedTarget }) =>
        setFocused(currentTarget.contains(relatedTarget ?? document.activeElement)),
    },
  };
}
