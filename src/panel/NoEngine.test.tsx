// The panel without its engine.
import React from 'react';
import { fireEvent, render, screen } from '@testing-library/react';

import { NoEngine } from './NoEngine';

test('says that an upgrade wants a reload, and offers it before another try', () => {
  const onReload = jest.fn();
  const onRetry = jest.fn();
  render(<NoEngine onReload={onReload} onRetry={onRetry} />);
  expect(screen.getByRole('alert')).toHaveTextContent(
    /If Truce was upgraded while this page was open, reload the page/
  );
  fireEvent.click(screen.getByRole('button', { name: 'Reload the page' }));
  expect(onReload).toHaveBeenCalledTimes(1);
  expect(onRetry).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledTimes(1);
});
