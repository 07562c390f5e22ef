/** @jest-environment node */
// The fleet out of a watcher's series has the rows of the sweep that it was told from.
import { readRecording } from '../../tests/support/recordedSource';
import { RECORDED, recording } from '../../tests/support/truth';
import { analyze, RULES } from '../engine';
import { fleetSize, toFleet, type Fleet } from '../views/fleet/fleetRows';
import { Exposition } from '../watch/exposition';
import type { RawSeries, Transport } from './transport';
import { askWatcher, watchedFleet } from './readWatcher';

const TITLES = new Map(RULES.map(({ id, title }) => [id, title]));
const NAMESPACES = [
  'gitops-between',
  'hpa-missing-req',
  'hv-few-giants',
  'keda-cliff',
  'ok-diurnal',
  'quota-block',
  'vpa-pdb',
];
const live = analyze(readRecording(recording('30s'), RECORDED, ['_cluster', ...NAMESPACES]));

/** What a scraper reads of the exposition, as a database answers it. */
async function scraped(exposition: Exposition, extra: Record<string, string> = {}): Promise<RawSeries[]> {
  const lines = (await exposition.registry.metrics()).split('\n').filter((line) => /^truce_/.test(line));
  return lines.map((line) => {
    const [, name = '', labels = '', value = ''] = /^(\w+)\{(.*)\} (\S+)$/.exec(line) ?? [];
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [
      key,
      text.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c)),
    ]);
    // An empty label is none in a database.
    const kept = Object.fromEntries(pairs.filter(([, text]) => text !== '')) as Record<string, string>;
    return {
      labels: { __name__: name, ...kept, ...extra },
      times: Float64Array.of(RECORDED.to),
      values: Float64Array.of(Number(value)),
    };
  });
}

function told(): Exposition {
  const exposition = new Exposition({ findings: 2000, workloads: 100 });
  exposition.tell({ source: 'db', shard: '' }, { report: live, unread: [], writes: [], scope: 'all' });
  return exposition;
}

/** What a row says, without what only raw samples show. */
function rowsOf({ rows }: Fleet) {
  return rows.map(({ key, finding, others, phase, isNew }) => ({
    key,
    phase,
    isNew,
    others: others.map(({ id }) => id),
    ...{ id: finding.id, severity: finding.severity, state: finding.state, confidence: finding.confidence },
    ...{ actors: finding.actors, consequences: [...finding.consequences].sort() },
    ...{
      impact: finding.impact,
      causeKey: finding.causeKey,
      causeTitle: finding.causeTitle,
      label: /\d/.test(finding.label) ? '' : finding.label,
    },
    begin: finding.intervals[0]?.from,
    end: finding.intervals.at(-1)?.to,
  }));
}

/** Impacts without a series: none of them stands in a row. */
function shown(fleet: Fleet) {
  return rowsOf(fleet).map((row) => {
    const { longestQuietMinutes: _, podsMadeInferred, ...impact } = row.impact;
    const consequences = row.consequences.filter((rule) => rule !== '');
    return { ...row, consequences, impact: { ...impact, inferred: podsMadeInferred === true } };
  });
}

test('the same rows in the same order as the live sweep', async () => {
  const watched = watchedFleet(await scraped(told()), TITLES);
  const [own, other] = [toFleet(live), toFleet(watched?.report ?? live)];
  expect(shown(other)).toEqual(shown(own));
  expect(own.rows.length).toBeGreaterThan(4);
  expect(fleetSize(other)).toBe(fleetSize(own));
  expect(watched?.report.range).toEqual(live.range);
  expect(watched?.sweeps).toEqual([
    { source: 'db', shard: '', last: RECORDED.to, window: RECORDED.to - RECORDED.from, isAll: true },
  ]);
});

test('as many kinds are not judged as the sweep could not judge, those of nodes among them', async () => {
  const watched = watchedFleet(await scraped(told()), TITLES);
  const kinds = new Set(live.unassessed.map(({ rule }) => rule)).size;
  expect(kinds).toBeGreaterThan(0);
  expect(watched?.report.diagnostics.map(({ message }) => message)).toEqual([
    `${kinds} kinds not judged on some workloads.`,
  ]);
});

test('a watcher that two scrapers read is told once', async () => {
  const twice = [...(await scraped(told(), { instance: 'a' })), ...(await scraped(told(), { instance: 'b' }))];
  const once = watchedFleet(await scraped(told()), TITLES);
  expect(watchedFleet(twice, TITLES)?.report.findings).toEqual(once?.report.findings);
  expect(watchedFleet(twice, TITLES)?.report.tally).toEqual(once?.report.tally);
});

const silent: Transport = {
  instant: async (queries) => queries.map(({ id }) => ({ id, series: [], notices: [] })),
  range: () => Promise.reject(new Error('nobody asks for a range')),
};
const NOW = RECORDED.to;

test('where none is scraped, one question is asked and nothing is told', async () => {
  const asked: string[] = [];
  const transport: Transport = {
    ...silent,
    instant: (queries, at) => {
      asked.push(...queries.map(({ expr }) => expr));
      return silent.instant(queries, at);
    },
  };
  expect(await askWatcher(transport, { cluster: '', namespaces: [] }, TITLES, NOW)).toBeUndefined();
  expect(asked).toHaveLength(1);
});

test('a failed question is no empty fleet', async () => {
  const series = await scraped(told());
  const error = { kind: 'timeout', message: 'query timed out', advice: '' } as const;
  const transport: Transport = {
    ...silent,
    instant: async (queries) =>
      queries.map(({ id }) =>
        id === 'watcher-sweeps' ? { id, series, notices: [] } : { id, series: [], error, notices: [] }
      ),
  };
  expect(await askWatcher(transport, { cluster: '', namespaces: [] }, TITLES, NOW)).toBeUndefined();
});

test('not read is not calm: parts without an answer stand in the report', async () => {
  const exposition = new Exposition({ findings: 2, workloads: 100 });
  const unread = [{ why: 'timeout', message: '', kinds: [] }] as const;
  const report = { ...live, findings: live.findings, unread };
  exposition.tell({ source: 'db', shard: '' }, { report, unread: ['1 query failed'], writes: [], scope: 'part' });
  const watched = watchedFleet(await scraped(exposition), TITLES);
  expect(watched?.report.unread).toMatchObject([{ why: 'timeout' }]);
  expect(watched?.sweeps[0]?.isAll).toBe(false);
  expect(watched?.report.diagnostics.map(({ message }) => message).join(' ')).toMatch(/\d+ findings more, less severe/);
});
