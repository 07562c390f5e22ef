// The width of an element, as it changes.
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/**
 * A ref for the element and its width in whole pixels.
 * @param guess stands until the width is known; a right one spares the second drawing
 */
export function useWidth<T extends HTMLElement>(guess = 0): [RefObject<T>, number] {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(guess);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) {
      return;
    }
    setWidth(Math.floor(element.clientWidth));
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
