// Chooses in one of Grafana's comboboxes as the keyboard does: its list draws only what has room, and tests have no layout.
import { act, fireEvent } from '@testing-library/react';

/** Types `text` into the combobox with this id and ticks the first match. */
export function pickFilter(id: string, text: string): void {
  const input = document.querySelector<HTMLInputElement>(`#${id}`);
  if (!input) {
    throw new Error(`no combobox ${id}`);
  }
  act(() => input.focus());
  fireEvent.click(input);
  fireEvent.change(input, { target: { value: text } });
  fireEvent.keyDown(input, { key: 'ArrowDown' });
  fireEvent.keyDown(input, { key: 'Enter' });
}
