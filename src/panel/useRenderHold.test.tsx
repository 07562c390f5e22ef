import { renderHook } from '@testing-library/react';
import { useRenderHold } from './useRenderHold';

const running = (): number => window.__grafanaRunningQueryCount ?? 0;

beforeEach(() => {
  jest.useFakeTimers();
  window.__grafanaRunningQueryCount = 0;
});
afterEach(() => jest.useRealTimers());

test('the image renderer sees a running query until the engine is there', () => {
  const hook = renderHook(({ isPending }) => useRenderHold(isPending), { initialProps: { isPending: true } });
  expect(running()).toBe(1);
  hook.rerender({ isPending: false });
  expect(running()).toBe(0);
});

test('queries of others keep their count, and each hold is given back once', () => {
  window.__grafanaRunningQueryCount = 3;
  const one = renderHook(() => useRenderHold(true));
  const two = renderHook(() => useRenderHold(true));
  expect(running()).toBe(5);
  one.unmount();
  jest.runAllTimers();
  expect(running()).toBe(3);
  two.unmount();
  expect(running()).toBe(3);
});

test('an engine that never comes holds no picture for ever', () => {
  renderHook(() => useRenderHold(true));
  jest.advanceTimersByTime(60_000);
  expect(running()).toBe(0);
});
