// The whole way from real servers to findings, scored against what the API server's audit log says happened.
import { analyze, analyzeByScript, between, reportOf, score, type Analysis, type Finding } from './analyze';
import { DATABASES, pairOf, type DatabaseName } from './servers';

/** The kinds of fight that the product promises to find. */
const PROMISED = [
  'hpa-double-target',
  'hpa-range-tug',
  'hpa-keda-double-target',
  'hpa-gitops-replicas',
  'replicas-field-removed',
  'manual-vs-hpa',
  'hpa-vpa-same-resource',
  'hpa-flapping',
  'hpa-pinned-max',
  'hpa-scaling-inactive',
  'keda-zero-flap',
  'keda-cooldown-cliff',
];
const WRITERS_RIGHT = 0.97;

/**
 * Where an HPA is blind, need is computed from `rate()`, which the two databases define differently (Prometheus extrapolates
 * to the edges of the window, VictoriaMetrics takes the sample before it). Everything else must be equal, but for the
 * severity of what is not promised, where need may decide it.
 */
function withoutNeed({ impact, detail, severity, ...finding }: Finding) {
  const { replicaMinutesShort, replicaMinutesWasted, ...rest } = impact;
  const known = { isShort: replicaMinutesShort !== undefined, isWaste: replicaMinutesWasted !== undefined };
  return {
    ...finding,
    severity: PROMISED.includes(finding.rule) ? severity : '',
    impact: { ...rest, ...known },
    detail: detail.replace(/[\d.]+ replica-minutes/g, 'some replica-minutes'),
  };
}

/** Need decides the order among findings of one severity. */
function byId(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function closeTo(expected: number): unknown {
  const tolerance = Math.max(3, 0.2 * expected);
  return {
    asymmetricMatch: (actual: number) => Math.abs(actual - expected) <= tolerance,
    toString: () => `closeTo(${expected} ± ${tolerance})`,
  };
}

describe.each(['15s', '30s'] as const)('scraped every %s', (scrape) => {
  const answers = new Map<DatabaseName, Analysis>();

  beforeAll(async () => {
    const pair = pairOf(scrape);
    for (const database of DATABASES) {
      answers.set(database, await analyze('--url', pair[database], ...between(pair), '--json'));
    }
  });

  const answerOf = (database: DatabaseName): Analysis => {
    const answer = answers.get(database);
    if (!answer) {
      throw new Error(`no answer from ${database}`);
    }
    return answer;
  };

  describe.each(DATABASES)('%s', (database) => {
    it('ends with 1: there are findings', () => {
      expect(answerOf(database)).toMatchObject({ code: 1, stderr: '' });
    });

    it('finds every promised fight, no other, with the right actors and writers', async () => {
      const { summary, rows } = await score(answerOf(database).stdout, PROMISED);
      const wrong = rows.filter((row) => row.result !== 'found' && row.rule !== '(action)');
      expect(wrong).toEqual([]);
      expect(summary).toMatchObject({ recall: 1, precision: 1, actorsRight: 1 });
      expect(summary.expected).toBeGreaterThanOrEqual(PROMISED.length);
      expect(summary.writerRight).toBeGreaterThanOrEqual(WRITERS_RIGHT);
    });

    it('leaves the healthy namespaces alone, whatever the rule', async () => {
      const { rows } = await score(answerOf(database).stdout);
      expect(rows.filter((row) => row.result === 'FALSE on healthy')).toEqual([]);
      expect(rows.filter((row) => row.ns.startsWith('ok-') && row.result === 'found')).toEqual([]);
    });
  });

  it('says the same whichever database is asked', () => {
    const [one = [], other = []] = DATABASES.map((database) => byId(reportOf(answerOf(database)).findings));
    expect(one.length).toBeGreaterThan(PROMISED.length);
    expect(other.map(withoutNeed)).toEqual(one.map(withoutNeed));
    const shortOf = (findings: readonly Finding[]): number[] =>
      findings.filter(({ rule }) => PROMISED.includes(rule)).map(({ impact }) => impact.replicaMinutesShort ?? 0);
    expect(shortOf(other)).toEqual(shortOf(one).map(closeTo));
  });
});

it('is the same by `npm run analyze`', async () => {
  const pair = pairOf('15s');
  const args = ['--url', pair.prometheus, ...between(pair), '--namespace', 'hpa-double', '--json'];
  const [byScript, direct] = [await analyzeByScript(...args), await analyze(...args)];
  expect(byScript.code).toBe(1);
  expect(byScript.stdout).toBe(direct.stdout);
  expect(reportOf(byScript).findings.map((finding) => finding.rule)).toContain('hpa-double-target');
});

it('prints text for people without --json', async () => {
  const pair = pairOf('15s');
  const { code, stdout } = await analyze('--url', pair.victoriametrics, ...between(pair), '--namespace', 'hpa-double');
  expect(code).toBe(1);
  expect(stdout).toMatch(/hpa-double\/\S+ \(Deployment\) {2}hpa-double-target/);
  expect(stdout).toMatch(/^ {2}(Now|For good): /m);
});
