/** @jest-environment node */
// Flags, variables of the environment, and what is said of those that are wrong.
import { readWatchArguments } from './options';

const URL = 'http://127.0.0.1:9090';

function read(argv: readonly string[], environment: Record<string, string> = {}) {
  const args = readWatchArguments(argv, environment);
  return args.ok ? args.value : args.error;
}

test('an address is enough', () => {
  expect(read(['--url', URL])).toMatchObject({
    databases: [{ name: '127.0.0.1:9090', url: URL }],
    listen: { host: '127.0.0.1', port: 9464 },
    every: 60_000,
    window: 3_600_000,
    bounds: { findings: 2000, workloads: 5000 },
    shards: [{ name: '', namespaces: [] }],
  });
});

test('several databases bear their names', () => {
  expect(read(['--url', `eu=${URL}`, '--url', 'us=http://u:p@10.0.0.1:8428/select/0/prometheus'])).toMatchObject({
    databases: [
      { name: 'eu', url: URL },
      { name: 'us', url: 'http://u:p@10.0.0.1:8428/select/0/prometheus' },
    ],
  });
});

test('the environment says the same, and a flag wins', () => {
  const environment = {
    TRUCE_URL: `eu=${URL}  us=http://10.0.0.1:8428`,
    TRUCE_LISTEN: '[::]:9999',
    TRUCE_NAMESPACE: 'shop mail',
    TRUCE_HEADER: 'Authorization: Bearer a b\nX-Scope-OrgID: 7',
    TRUCE_MAX_FINDINGS: '50',
    TRUCE_EVERY: '',
  };
  expect(read(['--every', '30', '--namespace', 'shop'], environment)).toMatchObject({
    databases: [{ name: 'eu' }, { name: 'us' }],
    listen: { host: '::', port: 9999 },
    shards: [{ name: '', namespaces: ['shop'] }],
    headers: { Authorization: 'Bearer a b', 'X-Scope-OrgID': '7' },
    bounds: { findings: 50, workloads: 5000 },
    every: 30_000,
  });
});

test('parts of the namespaces are swept on their own', () => {
  expect(read(['--url', URL, '--shard', 'shop=web, cart', '--shard', 'mail=mail'])).toMatchObject({
    shards: [
      { name: 'shop', namespaces: ['web', 'cart'] },
      { name: 'mail', namespaces: ['mail'] },
    ],
  });
  expect(read(['--url', URL], { TRUCE_SHARD: 'a=x b=y,z' })).toMatchObject({ shards: [{ name: 'a' }, { name: 'b' }] });
});

test.each([
  [['--url', URL, '--shard', 'shop'], /--shard is not a name and its namespaces/],
  [['--url', URL, '--shard', 'shop=,'], /--shard is not a name and its namespaces/],
  [['--url', URL, '--shard', 'a=x', '--shard', 'b=y,x'], /Namespace x stands in two shards/],
  [['--url', URL, '--shard', 'a=x', '--shard', 'a=y'], /Two shards are called a/],
  [['--url', URL, '--shard', 'a=x', '--namespace', 'y'], /do not go together/],
  [['--url', URL, '--max-workloads', 'many'], /--max-workloads "many" is not a number between 1 and 100000/],
  [[], /--url is missing/],
  [['--url', URL, '--url', URL], /Two databases are called 127.0.0.1:9090\. Name them/],
  [['--url', 'secret'], /--url is not an http/],
  [['--url', URL, '--listen', '9464'], /--listen is not an address and a port/],
  [['--url', URL, '--listen', 'a:99999'], /--listen/],
  [['--url', URL, '--every', '1'], /--every "1" is not a number of seconds between 5 and 3600/],
  [['--url', URL, '--max-findings', '0'], /--max-findings/],
  [['--url', URL, '--json'], /--json is no option/],
])('%j: one line that says what to write', (argv, reason) => {
  expect(read(argv)).toMatch(reason);
  expect(read(argv)).not.toContain('secret');
});
