// Scrolls to and focuses what the address names after its #. The browser alone does that only for elements that are there
// when the page loads; ours come with a lazy chunk and an answer of the database.
import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';

/** Half a sign of an address that was cut: it names nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Call it where the targets are drawn; they need an id and `tabIndex={-1}`. */
export function useHashTarget(): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    const target = hash.length > 1 ? document.getElementById(decoded(hash.slice(1))) : null;
    target?.scrollIntoView({ block: 'start' });
    target?.focus({ preventScroll: true });
    // The key: a second click on the same link leads there again.
  }, [hash, key]);
}
