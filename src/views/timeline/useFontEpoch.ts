// Counts up when the theme's font has arrived: a canvas silently draws and measures with a substitute until then.
import { useEffect, useState } from 'react';

export function useFontEpoch(fontFamily: string): number {
  const [epoch, setEpoch] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const { fonts } = document;
    const isLate = fonts && !(fonts.check(`400 11px ${fontFamily}`) && fonts.check(`500 11px ${fontFamily}`));
    if (isLate) {
      const loads = [400, 500].map((weight) => fonts.load(`${weight} 11px ${fontFamily}`));
      Promise.allSettled(loads).then(() => isCurrent && setEpoch((old) => old + 1));
    }
    return () => {
      isCurrent = false;
    };
  }, [fontFamily]);
  return epoch;
}
