// Hands on the keyboard: rows, filters and groups without a mouse.
import React from 'react';
import { fireEvent, render, screen } from '@testing-library/react';

import { groupedLines } from './fleetLines';
import { toFleet } from './fleetRows';
import { FleetTable, type FleetTableProps } from './FleetTable';
import type { Finding } from '../../model/finding';
import { minute, sampleReport } from '../../../tests/support/sampleReport';

const report = sampleReport();
afterEach(() => jest.restoreAllMocks());
const lines = groupedLines(toFleet(report).rows, new Set());

function renderTable(more: Partial<FleetTableProps> = {}) {
  const onOpen = jest.fn();
  render(
    <FleetTable
      lines={lines}
      range={report.range}
      onSort={jest.fn()}
      onToggleGroup={jest.fn()}
      linkTo={({ namespace }) => ({ href: `/x/${namespace}`, onClick: onOpen })}
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

/** The width that the page gives the table. */
function giveRoom(width: number): void {
  jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
}

test('where there is no room for a column its content stands in words inside the row, and orders are a list', () => {
  giveRoom(340);
  renderTable();
  expect(screen.queryByRole('columnheader')).toBeNull();
  const [row] = [...document.querySelectorAll('tr')].filter((line) => line.textContent?.includes('gitops-below-min'));
  expect(row?.querySelectorAll('td')).toHaveLength(1);
  expect(row?.textContent).toContain(
    'replicas: contested · size: manifest · ≈ 238 pods made · 238 hidden writes · 90 rep·min short'
  );
  expect(row?.textContent).toContain('eight writes a minute, none visible in the samples');
  expect(screen.getByRole('combobox', { name: 'Order' })).toBeTruthy();
});

test('a card says since when only of what is still on; of what has just stopped it says from when to when', () => {
  giveRoom(340);
  const justStopped = (finding: Finding): Finding => ({
    ...finding,
    state: 'ended',
    intervals: [5, 60].map((from) => ({ from: minute(from), to: minute(from + 10) })),
  });
  const { findings } = report;
  const [row] = toFleet({ ...report, findings: findings.map(justStopped) }).rows;
  renderTable({ lines: groupedLines(row ? [row] : [], new Set()) });
  const since = document.querySelector('[data-column=since]')?.textContent;
  expect(since).toBe('02:28–02:38 · 20 min2nd time');
  expect(row?.phase).toBe('on');
});

test('of two columns in one place each has a heading that sorts', () => {
  giveRoom(930);
  const onSort = jest.fn();
  renderTable({ onSort, sort: { column: 'hidden', descending: true } });
  const header = screen.getByRole('columnheader', { name: /Hidden/ });
  expect(header.getAttribute('aria-sort')).toBe('descending');
  fireEvent.click(screen.getByRole('button', { name: 'Pods' }));
  expect(onSort).toHaveBeenCalledWith({ column: 'pods', descending: true });
});

test('what has ended is told apart without colour: a hollow sign that says so, and no link in bold', () => {
  renderTable();
  expect(screen.getAllByRole('img', { name: 'Critical' })).toHaveLength(1);
  const ended = screen.getByRole('img', { name: 'Critical, ended' });
  expect(ended.querySelector('path')?.getAttribute('fill')).toBe('none');
});
