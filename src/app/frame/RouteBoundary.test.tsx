// What stands in place of a page that threw.
import React from 'react';
import { render, screen } from '@testing-library/react';

import { RouteBoundary } from './RouteBoundary';

function Broken({ error }: { readonly error: Error }): React.ReactElement {
  throw error;
}

function show(error: Error): void {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  render(
    <RouteBoundary resetKey="/fleet">
      <Broken error={error} />
    </RouteBoundary>
  );
}

test('a file that is gone after an upgrade asks for a reload: another try would ask for the same file', () => {
  show(Object.assign(new Error('Loading chunk 798 failed.'), { name: 'ChunkLoadError' }));
  expect(screen.getByRole('alert')).toHaveTextContent(/upgraded while this page was open, reload the page/);
  expect(screen.getByRole('button', { name: 'Reload the page' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('a page that broke says why and offers another try', () => {
  show(new Error('no lanes'));
  expect(screen.getByRole('alert')).toHaveTextContent('no lanes');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
});
