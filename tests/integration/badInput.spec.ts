// What goes wrong outside the program: limits, dead addresses, missing series, strange names. Each time a message that says
// what to do, and an exit code that a CI job can trust: 0 nothing found, 1 findings, 2 could not assess.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { analyze, between, reportOf } from './analyze';
import { DATABASES, NOBODY, pairOf } from './servers';

/** Traces of a program that fell over its own feet. */
const CRASH = /^\s+at .+:\d+:\d+\)?$|TypeError|ReferenceError|\[object Object\]|undefined/m;

async function analyzeBoth(...args: string[]) {
  const text = await analyze(...args);
  const json = await analyze(...args, '--json');
  expect(`${text.stderr}${text.stdout}`).not.toMatch(CRASH);
  expect(json.stderr).not.toMatch(CRASH);
  expect(json.code).toBe(text.code);
  return { ...text, json };
}

describe.each(DATABASES)('%s', (database) => {
  it('refuses for its limits: 2, and the limit is named together with what to do', async () => {
    const pair = pairOf('strict');
    const { code, stdout, json } = await analyzeBoth('--url', pair[database], ...between(pair));
    expect(code).toBe(2);
    const errors = reportOf(json).diagnostics.filter((one) => one.severity === 'error');
    expect(errors.length).toBeGreaterThan(0);
    for (const { message, query } of errors) {
      expect(message).toMatch(/max|too many/i);
      expect(message).toMatch(/choose (a shorter time range or )?fewer namespaces/);
      expect(query).toMatch(/^\w.*\{|\[/);
    }
    expect(stdout).not.toMatch(/calm|all quiet/i);
  });

  it('is empty: 2, and kube-state-metrics is asked for', async () => {
    const pair = pairOf('15s');
    const { code, stderr } = await analyzeBoth('--url', pairOf('empty')[database], ...between(pair));
    expect(code).toBe(2);
    expect(stderr).toContain('kube-state-metrics');
  });

  it('holds neither KEDA nor VPA: the fights are found, and the rules that need them are not called clean', async () => {
    const pair = pairOf('plain');
    const { code, json } = await analyzeBoth('--url', pair[database], ...between(pair));
    expect(code).toBe(1);
    const { findings, unassessed, diagnostics } = reportOf(json);
    expect(findings.map((finding) => finding.rule).sort()).toEqual(
      expect.arrayContaining(['hpa-flapping', 'hpa-gitops-replicas'])
    );
    const rules = unassessed.map((item) => item.rule);
    expect(rules).toEqual(expect.arrayContaining(['keda-paused', 'vpa-capped', 'vpa-over-node']));
    expect(rules).not.toContain('hpa-flapping');
    expect(unassessed.every((item) => item.missing.length > 0 && item.remedy.length > 20)).toBe(true);
    expect(diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  });

  it('is asked about the future: 2', async () => {
    const from = Date.now() + 7 * 86_400_000;
    const { code, stderr } = await analyzeBoth(
      '--url',
      pairOf('15s')[database],
      ...between({ from, to: from + 3_600_000 })
    );
    expect(code).toBe(2);
    expect(stderr).toContain('time range');
  });

  it('is asked about a calm namespace: 0', async () => {
    const pair = pairOf('15s');
    const { code, stderr } = await analyzeBoth('--url', pair[database], ...between(pair), '--namespace', 'ok-diurnal');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each(['"} or up{x="', '.*', 'a\nb', '\\', '☃', '{{$labels}}', '$(touch x)', '-', '.+|.*'])(
    'is asked about namespace %j: 2, and nothing is found in it',
    async (namespace) => {
      const pair = pairOf('15s');
      const args = ['--url', pair[database], ...between(pair), `--namespace=${namespace}`];
      const { code, json } = await analyzeBoth(...args);
      expect(code).toBe(2);
      const { findings, diagnostics } = reportOf(json);
      expect(findings).toEqual([]);
      expect(diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
    }
  );

  it('is asked about hostile names beside a real one: only that one counts', async () => {
    const pair = pairOf('15s');
    const names = ['.*', 'hpa-double', 'x"y'].map((name) => `--namespace=${name}`);
    const { code, json } = await analyzeBoth('--url', pair[database], ...between(pair), ...names);
    expect(code).toBe(1);
    expect([...new Set(reportOf(json).findings.map((finding) => finding.workload.namespace))]).toEqual(['hpa-double']);
  });
});

it('nobody answers: 2, the address is named, and it is not called calm', async () => {
  const { code, stderr } = await analyzeBoth('--url', NOBODY);
  expect(code).toBe(2);
  expect(stderr).toContain(NOBODY);
  expect(stderr).toContain('not a calm fleet');
});

describe('something else answers', () => {
  let server: Server;
  let url = '';

  const answerWith = async (status: number, type: string, body: string): Promise<void> => {
    server = createServer((_, response) => response.writeHead(status, { 'content-type': type }).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it.each([
    ['a login page', 200, 'text/html', '<html>Sign in</html>', 'not JSON'],
    [
      'a proxy that refuses',
      403,
      'application/json',
      '{"status":"error","errorType":"forbidden","error":"no"}',
      'permission',
    ],
    ['a broken gateway', 502, 'text/plain', 'Bad Gateway', 'HTTP 502'],
    ['half an answer', 200, 'application/json', '{"status":"success","data":{"resultType":"vec', 'broke off'],
  ])('%s: 2', async (_, status, type, body, said) => {
    await answerWith(status, type, body);
    const { code, stderr } = await analyzeBoth('--url', url);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});

describe('the command line', () => {
  it.each([
    ['no address', [], '--url is missing'],
    ['no web address', ['--url', 'ftp://x'], 'is not an http(s) address'],
    ['a time that is none', ['--url', NOBODY, '--from', 'yesterday'], '"yesterday" is not a time'],
    [
      'a range that ends before it begins',
      ['--url', NOBODY, '--from', 'now', '--to', 'now-1h'],
      '--from is not before --to',
    ],
    ['an unknown option', ['--url', NOBODY, '--everything'], '--everything'],
    ['a header without a value', ['--url', NOBODY, '--header', 'Authorization'], "'Name: value'"],
  ])('%s: 2', async (_, args, said) => {
    const { code, stdout, stderr } = await analyze(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(CRASH);
  });
});
