// "Now" is said of a moment that is past: after five minutes the page says of which.
import React from 'react';
import { act, screen } from '@testing-library/react';

import { readySource, renderPage } from '../../../tests/support/appPage';
import { minute, sampleReport } from '../../../tests/support/sampleReport';
import { timesOf, TimesProvider } from '../../views/time/times';
import type { SweepTools } from '../sweep/runSweep';
import { pinned } from '../url/timeText';
import { Notices } from './SourceGate';

const RANGE = { from: minute(0), to: minute(75) };
const NO_SWEEP = { failed: [], refresh: jest.fn(), cancel: jest.fn(), accept: jest.fn(), drawn: jest.fn() };

/** A report of 02:00 UTC, looked at so many minutes later in a zone of half hours. */
function open(minutes: number, time = { from: 'now-1h', to: 'now' }, phase: 'ready' | 'loading' = 'ready') {
  const readAt = Date.UTC(2026, 10, 23, 2);
  let now = readAt + minutes * 60_000;
  const question = { ds: 'prom', time, cluster: '', namespaces: [] };
  const answer = { question, report: sampleReport(), failed: [], asked: 1, kinds: new Map(), readAt };
  const tools = { now: () => now } as unknown as SweepTools;
  renderPage(
    <TimesProvider value={timesOf('Asia/Kolkata', RANGE)}>
      <Notices sweep={{ ...NO_SWEEP, phase, answer }} answer={answer} />
    </TimesProvider>,
    '/fleet',
    () => readySource(),
    { tools }
  );
  return { later: (more: number) => (now += more * 60_000) };
}

const told = () => screen.queryByText(/^As of/)?.textContent;

test.each(['ready', 'loading'] as const)('the end of a range that followed the clock, 40 minutes on: %s', (phase) => {
  open(40, undefined, phase);
  expect(told()).toBe('As of 07:30 IST: what happened since is not in here.');
});

test('a page that is left open says it when the time has come', () => {
  jest.useFakeTimers();
  const { later } = open(1);
  expect(told()).toBeUndefined();
  later(5);
  act(() => jest.advanceTimersByTime(15_000));
  expect(told()).toMatch(/^As of 07:30/);
  jest.useRealTimers();
});

test('a range that ended before now is of its end, whenever it was read', () => {
  open(40, { from: 'now-2h', to: 'now-1h' });
  expect(told()).toMatch(/^As of 07:30/);
});

test('a past that somebody chose has no age', () => {
  open(40, pinned(RANGE));
  expect(told()).toBeUndefined();
});
