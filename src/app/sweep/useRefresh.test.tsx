import { act, renderHook } from '@testing-library/react';

import { useRefresh } from './useRefresh';

const setHidden = (isHidden: boolean) => {
  Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
};
const wait = (ms: number) => act(() => jest.advanceTimersByTime(ms));

beforeEach(() => {
  jest.useFakeTimers();
  setHidden(false);
});
afterEach(() => jest.useRealTimers());

function start(interval: string, isReading = false, isSick = false) {
  const refresh = jest.fn();
  const hook = renderHook(
    (props: { isReading: boolean }) => useRefresh(interval, { isReading: props.isReading, isSick }, refresh),
    {
      initialProps: { isReading },
    }
  );
  return { refresh, ...hook };
}

test('reads again each interval', () => {
  const { refresh } = start('10s');
  wait(9000);
  expect(refresh).toHaveBeenCalledTimes(0);
  wait(22_000);
  expect(refresh).toHaveBeenCalledTimes(3);
});

test('not without an interval, not while reading', () => {
  const none = start('');
  const reading = start('10s', true);
  wait(60_000);
  expect(none.refresh).not.toHaveBeenCalled();
  expect(reading.refresh).not.toHaveBeenCalled();
});

test('pauses while hidden and reads at once when it was missed', () => {
  const { refresh } = start('10s');
  setHidden(true);
  wait(60_000);
  expect(refresh).not.toHaveBeenCalled();
  setHidden(false);
  expect(refresh).toHaveBeenCalledTimes(1);
});

test('the interval begins when a read begins', () => {
  const { refresh, rerender } = start('10s');
  wait(8000);
  rerender({ isReading: true });
  rerender({ isReading: false });
  wait(8000);
  expect(refresh).not.toHaveBeenCalled();
  wait(3000);
  expect(refresh).toHaveBeenCalledTimes(1);
});

test('a server that is not well is asked once a minute at most', () => {
  const { refresh } = start('5s', false, true);
  wait(59_000);
  expect(refresh).not.toHaveBeenCalled();
  wait(2000);
  expect(refresh).toHaveBeenCalledTimes(1);
});
