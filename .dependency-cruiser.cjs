// The building plan, enforced: which room may import which (CONTRIBUTING.md has the same table in words).
// Test files stand beside the code but outside the plan; type-only imports count like all others.

/** Room -> rooms it may import besides itself. */
const PURE = {
  kit: [],
  model: ['kit'],
  settings: ['kit', 'model'],
  queries: ['kit', 'model'],
  engine: ['kit', 'model', 'settings'],
  timeline: ['kit', 'model'],
};
const SOURCES = ['kit', 'model', 'queries'];
const VIEWS = ['kit', 'model', 'timeline'];
const CLI = ['kit', 'model', 'settings', 'queries', 'engine', 'sources'];
const PLUGS = [...Object.keys(PURE), 'sources', 'views', 'judge'];

const TEST = '\\.test\\.tsx?$';
const RULE_FILE = '^src/engine/rules/[^/]+/[^/]+/rule\\.ts$';
const GRAFANA_ADAPTER = '^src/sources/(panel(Series|Failures)\\.ts$|grafana/)';

/** The stages of the engine, in the order of the line: each may import those before it. */
const STAGES = ['signals', 'actions', 'episodes', 'predicates', 'remedies', 'rules', 'findings'];

/** The layers of the simulated cluster, lowest first: each may import itself and those before it. */
const CLUSTER = {
  nouns: '(agenda|demand|labels|present|random|timing)\\.ts$',
  specs: 'specs/',
  objects: 'objects/',
  world: 'world\\.ts$',
  controllers: '(control|hpa|vpa|keda|nodes)/',
  metrics: 'metrics/',
  wiring: 'cluster\\.ts$',
  recorder: 'record\\.ts$',
  stories: 'scenarios/',
  ends: '(live|recorded)/|(index|server)\\.ts$',
};
const inCluster = (layers) => layers.map((layer) => `^demo/cluster/(${CLUSTER[layer]})`).join('|');

const rooms = (names) => `^src/(${names.join('|')})/`;
const packages = (names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

/** Everything that is not on the list is forbidden: other rooms, npm packages, Node's own modules. */
const onlyFrom = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: TEST, ...from },
  to: { pathNot: allowed },
});

module.exports = {
  forbidden: [
    ...Object.entries(PURE).map(([room, others]) =>
      onlyFrom(
        `${room}-is-pure`,
        { path: rooms([room]) },
        rooms([room, ...others]),
        `${room} imports ${others.join(', ') || 'nothing'}: no React, no Grafana, no npm, no Node.`
      )
    ),
    onlyFrom(
      'sources-are-pure-but-for-the-grafana-adapters',
      { path: rooms(['sources']), pathNot: [TEST, GRAFANA_ADAPTER] },
      rooms(['sources', ...SOURCES]),
      'Only panelSeries.ts, panelFailures.ts and sources/grafana know Grafana.'
    ),
    onlyFrom(
      'grafana-adapters',
      { path: GRAFANA_ADAPTER },
      [rooms(['sources', ...SOURCES]), packages(['@grafana/data', '@grafana/runtime', 'rxjs'])],
      'sources import kit, model, queries, @grafana/data, @grafana/runtime and rxjs.'
    ),
    onlyFrom(
      'views-get-a-report',
      { path: rooms(['views']) },
      [
        rooms(['views', ...VIEWS]),
        packages(['react', '@types/react', '@grafana/ui', '@grafana/data', '@emotion/css', 'uplot']),
      ],
      'views: props in, events out. They never see the engine, a data source or the router.'
    ),
    onlyFrom(
      'judge-runs-the-engine',
      { path: rooms(['judge']) },
      rooms(['judge', 'kit', 'model', 'settings', 'engine']),
      'judge: a set in, a report out, on whichever thread. It knows no page and no source.'
    ),
    onlyFrom(
      'app-is-a-plug',
      { path: rooms(['app']) },
      [rooms(['app', ...PLUGS]), packages(['.*']), '^plugin\\.json$'],
      'app never imports panel or cli.'
    ),
    onlyFrom(
      'panel-is-a-plug',
      { path: rooms(['panel']) },
      [rooms(['panel', ...PLUGS]), packages(['.*'])],
      'panel never imports app or cli.'
    ),
    {
      name: 'cli-runs-in-node',
      comment: 'cli: source -> analyze -> text, with Node and without React or Grafana.',
      severity: 'error',
      from: { path: rooms(['cli']), pathNot: TEST },
      to: { pathNot: [rooms(['cli', ...CLI]), '^plugin\\.json$'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'cli-has-no-grafana',
      comment: 'The command line runs without any package.',
      severity: 'error',
      from: { path: rooms(['cli']), pathNot: TEST },
      to: { path: GRAFANA_ADAPTER },
    },
    {
      name: 'watch-runs-in-node',
      comment: 'watch: source -> analyze -> series, over and over. It reads its arguments as the command line does.',
      severity: 'error',
      from: { path: rooms(['watch']), pathNot: TEST },
      to: { pathNot: [rooms(['watch', 'cli', ...CLI]), packages(['prom-client'])], dependencyTypesNot: ['core'] },
    },
    {
      name: 'watch-has-no-grafana',
      severity: 'error',
      from: { path: rooms(['watch']), pathNot: TEST },
      to: { path: [GRAFANA_ADAPTER, '^src/cli/main\\.ts$'] },
    },
    {
      name: 'nobody-imports-cli-or-watch',
      severity: 'error',
      from: { path: '^src/', pathNot: [rooms(['cli', 'watch']), TEST] },
      to: { path: rooms(['cli', 'watch']) },
    },
    {
      name: 'module-is-the-app',
      comment: 'src/module.tsx names the pages and links of app and nothing else.',
      severity: 'error',
      from: { path: '^src/module\\.tsx$' },
      to: { pathNot: [rooms(['app']), packages(['@grafana/data', 'react', '@types/react'])] },
    },
    {
      name: 'moments-become-words-at-the-edge',
      comment: 'Who shows a text writes times with kit/times.ts, in the zone of its reader (decision 0010).',
      severity: 'error',
      from: { path: '^src/', pathNot: [rooms(['kit', 'engine']), TEST] },
      to: { path: '^src/kit/moment\\.ts$' },
    },
    ...['engine', 'timeline'].map((room) => ({
      name: `${room}-has-one-door`,
      comment: `Other rooms enter by src/${room}/index.ts.`,
      severity: 'error',
      from: { path: '^src/', pathNot: [rooms([room]), TEST] },
      to: { path: rooms([room]), pathNot: `^src/${room}/index\\.ts$` },
    })),
    ...STAGES.slice(0, -1).map((stage, i) => ({
      name: `${stage}-know-no-later-stage`,
      comment: `The line of the engine runs ${STAGES.join(' -> ')}.`,
      severity: 'error',
      from: { path: `^src/engine/${stage}/`, pathNot: TEST },
      to: { path: `^src/engine/(${STAGES.slice(i + 1).join('|')})/` },
    })),
    {
      name: 'rules-stand-alone',
      comment: 'Only rules/index.ts knows the rules; no rule knows another.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/engine/rules/index\\.ts$', TEST] },
      to: { path: RULE_FILE },
    },
    {
      name: 'no-lazy-chunks-outside-app',
      comment:
        "A nested plugin's lazy chunks are fetched from the wrong folder (grafana/plugin-tools#2172); the engine is copied there.",
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(app/|module\\.tsx$|panel/useEngine\\.ts$|judge/worker\\.ts$)', TEST] },
      to: { dynamic: true },
    },
    {
      name: 'src-knows-no-tests-and-no-demo',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: '^(tests|demo)/' },
    },
    {
      name: 'the-demo-is-an-independent-witness',
      comment: 'The simulated cluster, the databases and the preview host share no code with the plugin.',
      severity: 'error',
      from: { path: '^demo/' },
      to: { path: '^src/' },
    },
    {
      name: 'rooms-of-the-demo-stand-apart',
      comment: 'Cluster, databases and preview host meet in demo/start.mjs and in addresses, never in code.',
      severity: 'error',
      from: { path: '^demo/(cluster|databases|host)/' },
      to: { path: '^demo/', pathNot: '^demo/$1/' },
    },
    {
      name: 'shell-and-server-meet-in-schema',
      comment: 'One half of the preview host runs in the browser, the other in Node.',
      severity: 'error',
      from: { path: '^demo/host/(shell|server)/' },
      to: { path: '^demo/host/', pathNot: '^demo/host/($1|schema)/' },
    },
    {
      name: 'what-serves-the-demo-is-plain-node',
      comment: 'It starts before any package is installed, as tests/run.mjs does.',
      severity: 'error',
      from: { path: ['^demo/(cluster/|databases/|host/server/|[^/]+\\.mjs$)', '^tests/run\\.mjs$'], pathNot: TEST },
      to: { pathNot: '^(demo|tests)/', dependencyTypesNot: ['core'] },
    },
    onlyFrom(
      'the-simulation-is-pure',
      { path: '^demo/cluster/', pathNot: [TEST, inCluster(['ends'])] },
      '^demo/cluster/',
      'No files, no network, no clock: the same scenarios, seed and start give the same history.'
    ),
    ...Object.keys(CLUSTER)
      .slice(0, -1)
      .map((layer, i, lower) => ({
        name: `cluster-${layer}-know-no-later-layer`,
        comment: `The layers of the simulated cluster are ${Object.keys(CLUSTER).join(' < ')} (demo/cluster/README.md).`,
        severity: 'error',
        from: { path: inCluster([layer]), pathNot: TEST },
        to: { path: '^demo/cluster/', pathNot: inCluster(lower.slice(0, i + 1)) },
      })),
    {
      name: 'support-serves-the-suites',
      comment: 'tests/support imports no suite; suites import it.',
      severity: 'error',
      from: { path: '^tests/support/' },
      to: { path: '^tests/', pathNot: '^tests/support/' },
    },
    {
      name: 'no-cycles',
      comment: 'Not even among types, and nowhere.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: { pathNot: '^demo/host/shell/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'every-package-is-declared',
      comment: 'What package.json does not name may be gone after the next install.',
      severity: 'error',
      from: { path: '^(src|tests)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'the-plugin-needs-no-dev-package',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: packages(['@types/.*']) },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|demo/host/(versions|build))/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
