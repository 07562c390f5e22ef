import React from 'react';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { flatFight, manySmall, RANGE } from '../../timeline/__fixtures__/histories';
import { ActionTable } from './ActionTable';

test('every action is a row in words, hidden writes with their number', () => {
  const { history, findings } = flatFight();
  render(<ActionTable history={history} findings={findings} range={RANGE} />);
  const rows = screen.getAllByRole('row').map((row) => row.textContent);
  expect(rows).toHaveLength(5);
  expect(rows[1]).toContain('6 → 2');
  expect(rows[2]).toContain('238 hidden writes');
});

test.each([
  [900, 'table-row'],
  [342, 'block'],
])('in %d pixels its cells stand as %s, each with its heading where there are no columns', (width, display) => {
  const room = jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
  const { history, findings } = flatFight();
  render(<ActionTable history={history} findings={findings} range={RANGE} />);
  const row = screen.getByText('6 → 2').closest('tr')!;
  expect(getComputedStyle(row).display).toBe(display);
  expect([...row.cells].slice(1).every((cell) => cell.dataset.title)).toBe(true);
  room.mockRestore();
});

test('a click and a key on a row choose its action, once', () => {
  const { history, findings } = manySmall();
  const choose = jest.fn();
  render(
    <ActionTable history={history} findings={findings} range={RANGE} selectedAction="h0" onSelectAction={choose} />
  );
  const row = screen.getByText('4 → 8').closest('tr')!;
  expect(row.getAttribute('data-chosen')).toBe('true');
  fireEvent.click(within(row).getByRole('button'));
  expect(choose.mock.calls).toEqual([['h0']]);
});

test('long tables keep only the rows near the window in the document', () => {
  const { history } = flatFight();
  const [first] = history.actions;
  const actions = Array.from({ length: 5000 }, (_, i) => ({ ...first!, id: `a${i}` }));
  render(<ActionTable history={{ ...history, actions }} findings={[]} range={RANGE} height={330} />);
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('5001');
  expect(screen.getAllByRole('button').length).toBeLessThan(80);
});
