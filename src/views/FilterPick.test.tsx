// A filter by keyboard: Grafana's combobox with our choices.
import React from 'react';
import { render, screen } from '@testing-library/react';

import { FilterPick } from './FilterPick';
import { pickFilter } from '../../tests/support/pickFilter';

const CHOICES = [
  { value: 'a', label: 'Alpha', count: 3 },
  { value: 'b', label: '', count: 1 },
];

test('is named by its label, adds what is ticked, and keeps what the data no longer offers', () => {
  const onChange = jest.fn();
  render(<FilterPick label="Namespace" choices={CHOICES} chosen={['gone']} onChange={onChange} />);
  expect(screen.getByLabelText('Namespace').getAttribute('role')).toBe('combobox');
  expect(screen.getByText('gone')).toBeTruthy();
  pickFilter('filter-namespace', 'alp');
  expect(onChange).toHaveBeenLastCalledWith(['gone', 'a']);
  expect(onChange).toHaveBeenCalledTimes(1);
  pickFilter('filter-namespace', 'none');
  expect(onChange).toHaveBeenLastCalledWith(['gone', 'b']);
  expect(onChange).toHaveBeenCalledTimes(2);
});

test.each([
  [['a'], 'none'],
  [['a', 'b'], 'inline-flex'],
])('where one must stay chosen, of %j the way to take it off is shown as %s', (chosen, display) => {
  render(<FilterPick label="Data source" choices={CHOICES} chosen={chosen} onChange={jest.fn()} isFilling isNeeded />);
  expect(getComputedStyle(screen.getByLabelText('Remove Alpha')).display).toBe(display);
});

test('says All while nothing is chosen', () => {
  render(<FilterPick label="Actor" choices={CHOICES} chosen={[]} onChange={jest.fn()} />);
  expect(screen.getByLabelText('Actor').getAttribute('placeholder')).toBe('All');
});
