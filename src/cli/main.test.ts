/** @jest-environment node */
// The command as CI runs it: exit status 0, 1 or 2, a report on stdout, reasons on stderr. A fake database answers.
import { database, FakeServer, runCli } from '../../tests/support/commandLine';
import type { Stored } from '../../tests/support/fakeDatabase';
import { readColumns } from '../../tests/support/recordedSource';
import { RECORDED, recording } from '../../tests/support/truth';

function columns(...namespaces: string[]): Stored[] {
  const all = readColumns(recording('30s'), namespaces).filter((c) => namespaces.includes(c.labels.namespace ?? ''));
  return all.map((c) => ({ labels: c.labels, times: Float64Array.from(c.times), values: Float64Array.from(c.values) }));
}

const server = new FakeServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

const range = ['--from', String(RECORDED.from / 1000), '--to', String(RECORDED.to / 1000)];

test('a fight: status 1, a report people can read', async () => {
  server.answer = database(columns('gitops-between'));
  const { status, out, err } = await runCli(['--url', server.url, ...range]);
  expect([status, err]).toEqual([1, '']);
  expect(out).toMatch(/CRITICAL gitops-between\/web \(Deployment\) {2}hpa-gitops-replicas/);
  expect(out).toMatch(/First confirm it:\n {6}kubectl [^]*Permanent fix: Let Git yield the replicas/);
}, 30_000);

test('the same as JSON, one object on one line', async () => {
  const { status, out } = await runCli(['--url', server.url, ...range, '--json']);
  const report = JSON.parse(out) as {
    format: string;
    findings: Array<{ rule: string; fixes: Array<{ patch: string }> }>;
    actions: unknown[];
  };
  expect([status, out.trim().split('\n').length, report.format]).toEqual([1, 1, 'truce-report/1']);
  expect(report.findings[0]).toMatchObject({
    rule: 'hpa-gitops-replicas',
    fixes: [{}, { patch: expect.stringMatching(/^# Merge this into the object[^]*jsonPointers/) }],
  });
  expect(report.actions.length).toBeGreaterThan(20);
}, 30_000);

test('a calm fleet: status 0, and what could not be assessed is named', async () => {
  server.answer = database(columns('ok-diurnal'));
  const { status, out } = await runCli(['--url', server.url, ...range]);
  expect(status).toBe(0);
  expect(out).toMatch(/1 workload .*0 findings\. 1 calm as far as seen/);
  expect(out).toMatch(/NOT ASSESSED 1 kind waits for keda_scaled_object_paused/);
}, 30_000);

test.each([
  ['no series at all', database([]), /No kube-state-metrics series/],
  ['HTML instead of JSON', async () => ({ body: '<html>hello</html>' }), /not JSON: hello\. Is this the address/],
  ['a page to sign in', async () => ({ body: '<html>login</html>' }), /This is a page to sign in/],
  [
    'a limit of the server',
    async () => ({
      status: 422,
      body: JSON.stringify({ status: 'error', errorType: 'execution', error: 'too many samples' }),
    }),
    /choose a shorter time range/,
  ],
])(
  '%s: status 2 and the reason',
  async (_, fake, message) => {
    server.answer = fake;
    const { status, err } = await runCli(['--url', server.url, ...range]);
    expect([status, err]).toEqual([2, expect.stringMatching(message)]);
  },
  30_000
);

test('nobody at the address, or no address: status 2', async () => {
  const [refused, missing] = [await runCli(['--url', 'http://127.0.0.1:1', ...range]), await runCli([])];
  expect([refused.status, refused.err]).toEqual([2, expect.stringMatching(/did not answer/)]);
  expect([missing.status, missing.err]).toEqual([2, expect.stringMatching(/--url is missing/)]);
}, 30_000);
