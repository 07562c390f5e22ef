// Arrow keys go from row to row of the fleet table, as in a list.
import type { KeyboardEvent } from 'react';

/** Moves the focus from the link of one row to that of the row above or below. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const target =
    event.target instanceof HTMLElement && event.target.matches('[data-fleet-link]') ? event.target : undefined;
  if (step === 0 || !target) {
    return;
  }
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-fleet-link]')];
  const next = links[links.indexOf(target) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}
