// Filters behind a button: it says how many are set, they stay readable while it is closed, and the focus is never lost.
import React from 'react';
import { fireEvent, render, screen } from '@testing-library/react';

import type { SetFilter } from './filterWords';
import { FoldedFilters } from './FoldedFilters';

const SET: Array<SetFilter<{ severities: string[]; text: string }>> = [
  { text: 'Severity: critical', without: { severities: [] } },
  { text: 'Search: “web”', without: { text: '' } },
];

test('closed, it tells what is set, and each can be taken off', () => {
  const onChange = jest.fn();
  render(
    <FoldedFilters told={SET} onChange={onChange}>
      <input aria-label="Inside" />
    </FoldedFilters>
  );
  const button = screen.getByText('Filters · 2 set').closest('button')!;
  expect(button.getAttribute('aria-expanded')).toBe('false');
  expect(screen.queryByLabelText('Inside')).toBeNull();
  fireEvent.click(screen.getByLabelText('Take off Severity: critical'));
  expect(onChange).toHaveBeenCalledWith({ severities: [] });
  expect(document.activeElement).toBe(button);
});

test('open, it shows the filters themselves', () => {
  render(
    <FoldedFilters told={[]} onChange={jest.fn()}>
      <input aria-label="Inside" />
    </FoldedFilters>
  );
  const button = screen.getByText('Filters').closest('button')!;
  fireEvent.click(button);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  expect(
    document.getElementById(button.getAttribute('aria-controls') ?? '')?.contains(screen.getByLabelText('Inside'))
  ).toBe(true);
});
