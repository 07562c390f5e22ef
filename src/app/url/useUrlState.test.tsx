// What is wanted last counts, whether it is drawn yet or not: a choice made meanwhile takes nothing back.
import React from 'react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter, useLocation, useNavigate } from 'react-router-dom';

import { SearchField } from '../../views/SearchField';
import { useFleetProps } from '../fleet/useFleetProps';
import { readFleetUrl, writeFleetUrl } from './fleetUrl';
import { useUrlState } from './useUrlState';

/** What is drawn for these texts stays under way until it is let through. */
function open(slow: readonly string[]) {
  let go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const Late = React.lazy(() => held.then(() => ({ default: () => <i>at last</i> })));
  function Page() {
    const { read, change } = useUrlState(readFleetUrl, writeFleetUrl);
    const { filters, onFilters } = useFleetProps(read.state, change, null);
    const navigate = useNavigate();
    const { search } = useLocation();
    return (
      <>
        <SearchField value={filters.text} onChange={(text) => onFilters({ text })} placeholder="" label="Search" />
        <output>{search}</output>
        <button onClick={() => onFilters({ severities: ['critical'] })}>critical</button>
        <button onClick={() => navigate('/fleet?from=now-1h&to=now&kind=Job')}>elsewhere</button>
        <React.Suspense fallback={null}>{slow.includes(filters.text) && <Late />}</React.Suspense>
      </>
    );
  }
  render(
    <MemoryRouter initialEntries={['/fleet?from=now-1h&to=now']}>
      <Page />
    </MemoryRouter>
  );
  const field = () => screen.getByLabelText<HTMLInputElement>('Search');
  return {
    type: (value: string) => fireEvent.change(field(), { target: { value } }),
    choose: (name: string) => fireEvent.click(screen.getByText(name)),
    letThrough: () =>
      act(async () => {
        go();
        await held;
      }),
    seen: () => {
      const address = new URLSearchParams(screen.getByRole('status').textContent ?? '');
      return [field().value, address.get('q'), address.get('severity')];
    },
  };
}

test('a filter that is chosen while what was typed is drawn keeps the text', async () => {
  const { type, choose, letThrough, seen } = open(['web']);
  type('web');
  expect(seen()).toEqual(['web', null, null]);
  choose('critical');
  await letThrough();
  expect(seen()).toEqual(['web', 'web', 'critical']);
});

test('what comes from elsewhere meanwhile counts: nothing of what was wanted before returns', async () => {
  const { type, choose, letThrough, seen } = open(['web']);
  type('web');
  choose('elsewhere');
  await letThrough();
  choose('critical');
  expect(seen()).toEqual(['', null, 'critical']);
});
