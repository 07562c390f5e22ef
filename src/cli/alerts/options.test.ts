/** @jest-environment node */
// The arguments of `npm run rules`, and what is said of those that are wrong.
import { readRulesArguments } from './options';

function read(...argv: string[]) {
  const args = readRulesArguments(argv);
  return args.ok ? args.value : args.error;
}

test('nothing is needed', () => {
  expect(read()).toEqual({
    format: 'prometheus',
    isPlain: false,
    question: { severities: ['critical', 'warning'], cluster: ['cluster'], rewrites: 30 },
    namespace: 'monitoring',
    out: undefined,
  });
});

test('everything can be said', () => {
  expect(
    read(
      ...[
        '--format',
        'grafana',
        '--without-watcher',
        '--severity',
        'info',
        '--grafana-url',
        'https://g.example.com/x/',
      ],
      ...['--datasource-uid', 'P1', '--cluster-label', 'site,region', '--rewrites', '9', '--out', 'a.yaml']
    )
  ).toEqual({
    format: 'grafana',
    isPlain: true,
    question: {
      severities: ['critical', 'warning', 'info'],
      grafanaUrl: 'https://g.example.com/x',
      datasourceUid: 'P1',
      cluster: ['site', 'region'],
      rewrites: 9,
    },
    namespace: 'monitoring',
    out: 'a.yaml',
  });
});

test.each([
  [['--format', 'json'], /--format "json" is none of prometheus, prometheusrule, vmrule, grafana/],
  [['--format', 'grafana'], /give its --datasource-uid/],
  [['--datasource-uid', 'a&b'], /--datasource-uid is not a uid/],
  [['--severity', 'high'], /--severity "high" is none of critical, warning, info/],
  [['--grafana-url', 'https://ada:secret@g'], /--grafana-url is not an address .*without user/],
  [['--grafana-url', 'javascript:alert(1)'], /--grafana-url is not an address/],
  [['--grafana-url', 'http://g/?a=b'], /--grafana-url is not an address/],
  [['--cluster-label', 'a b'], /--cluster-label/],
  [['--cluster-label', 'auto'], /--cluster-label/],
  [['--rewrites', '0'], /--rewrites "0" is not a number between 1 and 100000/],
  [['--namespace', 'A'], /--namespace is not the name of a namespace/],
  [['--url', 'http://x'], /--url is no option/],
])('%j: one line that says what to write', (argv, reason) => {
  expect(read(...argv)).toMatch(reason);
  expect(read(...argv)).not.toContain('secret');
});
