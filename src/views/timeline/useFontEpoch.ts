// Counts up when the theme's font has arrived: a canvas silently draws and measures with a substitute until then.
import { useEffect, useState } from 'react';

const WEIGHTS = [400, 500];

/** True when the weights we draw with can be measured now. */
function hasFont(fontFamily: string): boolean {
  return !document.fonts || WEIGHTS.every((weight) => document.fonts.check(`${weight} 11px ${fontFamily}`));
}

export function useFontEpoch(fontFamily: string): number {
  const [epoch, setEpoch] = useState(0);
  // Asked while rendering: by the time an effect runs the font may be there, and the texts were measured without it.
  const [wasThere] = useState(() => hasFont(fontFamily));
  useEffect(() => {
    let isCurrent = true;
    if (!wasThere) {
      const loads = WEIGHTS.map((weight) => document.fonts.load(`${weight} 11px ${fontFamily}`));
      void Promise.allSettled(loads).then(() => isCurrent && setEpoch((old) => old + 1));
    }
    return () => {
      isCurrent = false;
    };
  }, [fontFamily, wasThere]);
  return epoch;
}
