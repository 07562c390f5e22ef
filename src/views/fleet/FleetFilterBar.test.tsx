// The filters take the focus nowhere: what comes while somebody types waits until they are done.
import React from 'react';
import { act, render, screen } from '@testing-library/react';

import { sampleReport } from '../../../tests/support/sampleReport';
import { NO_FILTERS } from './fleetFilters';
import { FleetFilterBar } from './FleetFilterBar';
import { toFleet, type Fleet } from './fleetRows';

// Room for four filters and the search, not for one more.
jest.mock('../useWidth', () => ({ useWidth: () => [{ current: null }, 1048] }));

/** A fleet of one cluster, with workloads of these kinds. */
function fleetOf(kinds: readonly [string, ...string[]]): Fleet {
  const fleet = toFleet(sampleReport());
  const rows = fleet.rows.map((row, i) => ({
    ...row,
    workload: { ...row.workload, cluster: '', kind: kinds[i % kinds.length] ?? kinds[0] },
  }));
  return { ...fleet, rows, quiet: [], unnamed: [] };
}

function open() {
  const bar = (...kinds: [string, ...string[]]) => (
    <FleetFilterBar fleet={fleetOf(kinds)} filters={NO_FILTERS} onChange={() => undefined} />
  );
  const { rerender } = render(bar('Deployment'));
  return { secondKind: () => rerender(bar('Deployment', 'StatefulSet')) };
}

const search = () => screen.queryByLabelText('Search the fleet');

test('a second kind that comes while somebody types folds nothing until the filters are left', () => {
  const { secondKind } = open();
  const field = search();
  act(() => field?.focus());
  secondKind();
  expect(field).not.toBeNull();
  expect(document.activeElement).toBe(field);
  act(() => field?.blur());
  expect(search()).toBeNull();
  expect(screen.getByRole('button', { name: 'Filters' })).toBeTruthy();
});

test('with nobody at the filters it folds them at once', () => {
  const { secondKind } = open();
  expect(search()).not.toBeNull();
  secondKind();
  expect(search()).toBeNull();
});
