// Whether what stands further down may be drawn: what one sees first comes first, the rest when there is time.
import { startTransition, useEffect, useState } from 'react';

/** False in the first drawing, true soon after. */
export function useLater(): boolean {
  const [isLater, setLater] = useState(false);
  useEffect(() => startTransition(() => setLater(true)), []);
  return isLater;
}
