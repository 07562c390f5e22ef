// How many characters of a fixed-width text fit into an element, as its width changes.
import { useEffect, useState, type RefObject } from 'react';
import { useWidth } from '../useWidth';

/** Characters that are measured at once: the more, the smaller the error of each. */
const RULER = '0'.repeat(40);

/** Width of one character in the element's own font. */
function characterWidth(element: HTMLElement): number {
  const ruler = document.createElement('span');
  ruler.textContent = RULER;
  ruler.style.cssText = 'position:absolute;visibility:hidden;white-space:pre';
  element.append(ruler);
  const { width } = ruler.getBoundingClientRect();
  ruler.remove();
  return width / RULER.length;
}

/** A ref for the element and its columns between the paddings; Infinity until they are known. */
export function useColumns<T extends HTMLElement>(): [RefObject<T>, number] {
  const [ref, width] = useWidth<T>();
  const [columns, setColumns] = useState(Infinity);
  useEffect(() => {
    const element = ref.current;
    const character = element ? characterWidth(element) : 0;
    if (element && width > 0 && character > 0) {
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      setColumns(Math.floor((width - parseFloat(paddingLeft) - parseFloat(paddingRight)) / character));
    }
  }, [ref, width]);
  return [ref, columns];
}
