// Hands on the keyboard: rows, filters and groups without a mouse.
import React from 'react';
import { fireEvent, render, screen } from '@testing-library/react';

import { groupedLines } from './fleetLines';
import { toFleet } from './fleetRows';
import { FleetTable, type FleetTableProps } from './FleetTable';
import { PickList } from './PickList';
import { sampleReport } from '../../../tests/support/sampleReport';

const report = sampleReport();
const lines = groupedLines(toFleet(report).rows, new Set());

function renderTable(more: Partial<FleetTableProps> = {}) {
  const onOpen = jest.fn();
  render(
    <FleetTable
      lines={lines}
      range={report.range}
      onSort={jest.fn()}
      onToggleGroup={jest.fn()}
      linkTo={(row) => ({ href: `/x/${row.workload.namespace}`, onClick: onOpen })}
      fixText={(finding) => (finding.severity === 'high' ? 'kubectl' : '')}
      {...more}
    />
  );
  return { onOpen };
}

test('every row is one link, and arrow keys go from row to row', () => {
  renderTable();
  const links = [...document.querySelectorAll<HTMLElement>('a')];
  expect(links).toHaveLength(4);
  links[0]?.focus();
  fireEvent.keyDown(links[0]!, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(links[1]);
  fireEvent.keyDown(links[1]!, { key: 'ArrowUp' });
  expect(document.activeElement).toBe(links[0]);
  fireEvent.keyDown(links[0]!, { key: 'ArrowUp' });
  expect(document.activeElement).toBe(links[0]);
});

test('a fix can be copied only where there is one', () => {
  renderTable();
  expect(screen.getAllByText('Copy fix')).toHaveLength(2);
});

test('numbers that are zero or unknown are blank, inferred ones are marked', () => {
  renderTable();
  const cells = (name: string) => {
    const row = [...document.querySelectorAll('tr')].find((candidate) => candidate.textContent?.includes(name));
    return [...(row?.querySelectorAll('td') ?? [])].slice(-3).map((cell) => cell.textContent);
  };
  expect(cells('hpa-double')).toEqual(['', '', '412']);
  expect(cells('gitops-below-min')).toEqual(['≈ 238', '238', '90']);
});

test('curves are told in words', () => {
  renderTable();
  expect(screen.getByLabelText('Replicas 3 throughout')).toBeTruthy();
  expect(screen.getByLabelText('Replicas between 2 and 6, at the end 6')).toBeTruthy();
});

test('a filter list opens, keeps lost choices, and Escape gives the focus back', () => {
  const onChange = jest.fn();
  const choices = [{ value: 'a', label: 'Alpha', count: 3 }];
  render(<PickList label="Namespace" choices={choices} chosen={['gone']} onChange={onChange} />);
  const button = screen.getByRole('button');
  expect(button.textContent).toBe('Namespacegone');
  fireEvent.click(button);
  fireEvent.click(screen.getByText('Alpha'));
  expect(onChange).toHaveBeenCalledWith(['gone', 'a']);
  fireEvent.click(screen.getByText('gone', { selector: 'label span' }));
  expect(onChange).toHaveBeenCalledWith([]);
  fireEvent.keyDown(screen.getByText('Alpha'), { key: 'Escape' });
  expect(screen.queryByText('Alpha')).toBeNull();
  expect(document.activeElement).toBe(button);
});

test('long lists can be searched', () => {
  const choices = Array.from({ length: 30 }, (_, i) => ({ value: String(i), label: `team-${i}`, count: 1 }));
  render(<PickList label="Namespace" choices={choices} chosen={[]} onChange={jest.fn()} />);
  fireEvent.click(screen.getByRole('button'));
  fireEvent.change(screen.getByLabelText('Find in Namespace'), { target: { value: '-12' } });
  expect(screen.getAllByRole('checkbox')).toHaveLength(1);
});
