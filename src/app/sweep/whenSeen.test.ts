// Questions of a hidden tab wait until somebody looks at it.
import { seenTransport, whenSeen } from './whenSeen';

function setHidden(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

afterEach(() => setHidden(false));

test('a page that can be seen asks at once, a hidden one when it is looked at', async () => {
  const instant = jest.fn(() => Promise.resolve([]));
  const transport = seenTransport({ instant, range: jest.fn() });
  await transport.instant([], 0);
  expect(instant).toHaveBeenCalledTimes(1);
  setHidden(true);
  const answer = transport.instant([], 0);
  await settle();
  expect(instant).toHaveBeenCalledTimes(1);
  setHidden(false);
  await answer;
  expect(instant).toHaveBeenCalledTimes(2);
});

test('who waits can be called off', async () => {
  setHidden(true);
  const abort = new AbortController();
  const seen = whenSeen(abort.signal);
  abort.abort(new Error('The page was left.'));
  await expect(seen).rejects.toThrow('The page was left.');
});
