/** @jest-environment node */
// What strangers reported is told as a right answer would have it. A case that is wrong today says why in its expect.json
// (`known`), and fails here as soon as it is right, so that the list stays true.
import { database, FakeServer, runCli } from '../support/commandLine';
import { answerOf, faultsOf, FIELD_CASES, storedOf, storyOfCase } from '../support/fieldCases';

describe.each(FIELD_CASES.map((one) => [one.name, one] as const))('%s', (_, one) => {
  test(one.known === undefined ? 'is told right' : `is known to be wrong: ${one.known}`, async () => {
    const faults = faultsOf(one, await answerOf(one));
    if (one.known === undefined) {
      expect(faults).toEqual([]);
    } else {
      expect(faults).not.toEqual([]);
    }
  });

  test('tells its story in its README', () => {
    expect(storyOfCase(one)).not.toBe('');
  });
});

describe('the command line', () => {
  const server = new FakeServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  const unread = FIELD_CASES.filter((one) => one.orExit?.includes(2) === true && one.known === undefined);

  test.each(unread.map((one) => [one.name, one] as const))(
    '%s: ends with 1 or 2, and with 2 says why',
    async (_, one) => {
      server.answer = database(storedOf(one));
      const { status, err } = await runCli(['--url', server.url, '--from', `${one.from}`, '--to', `${one.to}`]);
      expect([1, 2]).toContain(status);
      expect(status === 2 && err === '').toBe(false);
    },
    30_000
  );
});
