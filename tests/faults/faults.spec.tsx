// What is said when something goes wrong on the way to the data: by the command line, the app's fleet page and the panel in
// three sizes, over a real Prometheus and a real VictoriaMetrics behind a proxy that makes the faults. Never calm where
// something was not read, never a finding that is not there without the fault, always a word on what to do.
import { join } from 'node:path';
import React from 'react';
import { DATABASES } from '../integration/servers';
import { CALM, FaultBench, FIGHT } from './bench';
import { findingsIn, say, type Said } from './commandLine';
import { page } from './effects';
import { expectCalm, expectFights, expectFleet, expectPanel } from './expectations';
import { FAULTS, type Fault } from './faults';
import { fleetWords, type FleetWords } from './fleet';
import { panelData, panelWords } from './panel';
import { headOf, nameOf, PANEL, PLAN } from './plan';
import { ReliabilityTable } from './reliabilityTable';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <div>{children}</div>,
}));
// jsdom draws nothing.
jest.mock('../../src/views/timeline/TimelineView', () => ({ TimelineView: () => <canvas /> }));
// The page is looked at once: what stands further down must not come a moment later.
jest.mock('../../src/views/useLater', () => ({ useLater: () => true }));

const bench = new FaultBench();
const table = new ReliabilityTable();

beforeAll(() => bench.start());
afterAll(() => bench.stop());

describe.each(DATABASES)('%s, with nothing wrong', (database) => {
  it('has fights, and a namespace that is calm', () => {
    const { fights, calm } = bench.cleanOf(database);
    expect([fights.status, fights.stderr, fights.report.findings.length]).toEqual([1, '', expect.any(Number)]);
    expect([calm.status, calm.stderr, calm.report.verdict]).toEqual([0, '', 'calm']);
  });

  it('has the same on the page and in the panel', async () => {
    const none: Fault = { title: '', leaves: 'all' };
    const asking = bench.asking(none);
    const { texts, ticks } = await fleetWords(bench.source(none, database), { ...asking, namespace: CALM });
    expect(texts.join(' ')).toContain('Nothing fought here');
    expect(ticks).toBeGreaterThan(0);
    const { sizes } = await panelWords(await panelData(bench.source(none, database), FIGHT, asking.range));
    expect(sizes.map((texts) => texts.join(' '))).toEqual([
      expect.stringContaining('Git writes 5'),
      expect.stringContaining('Git × HPA'),
      expect.stringContaining('1 fight'),
    ]);
  });
});

function firstLineOf(said: Said): Said {
  return { ...said, stderr: said.stderr.split('\n')[0] ?? '' };
}

/** With all the headings that may come in the place of the one that came. */
function headedBy({ headings }: Fault, fleet: FleetWords): FleetWords {
  if (!headings) {
    return fleet;
  }
  expect(headings).toContain(fleet.heading);
  return { ...fleet, heading: headings.join(', or: ') };
}

describe.each(Object.entries(FAULTS))('%s:', (section, faults) => {
  describe.each(faults.map((fault) => [fault.title, fault] as const))('%s', (title, fault) => {
    describe.each(fault.only ? [fault.only] : DATABASES)('%s', (database) => {
      const row = { section, title, database };

      it('the command line', async () => {
        const asking = bench.asking(fault);
        const fights = await say(bench.spoil(fault, database), asking);
        const calm = await say(bench.spoil(fault, database), { ...asking, namespace: CALM });
        table.add(row, fault.isRace ? { fights: firstLineOf(fights), calm: firstLineOf(calm) } : { fights, calm });
        expectFights(fault, fights, bench.cleanOf(database));
        expectCalm(fault, calm);
      });

      // What can be read is read alike; only failures have words of their own in each data source.
      if (fault.leaves === 'nothing' || database === 'prometheus') {
        it('the fleet page', async () => {
          const fleet = await fleetWords(bench.source(fault, database), bench.asking(fault));
          table.add(row, { fleet: headedBy(fault, fleet) });
          expectFleet(fault, fleet);
        });
      }

      it('the panel at three sizes', async () => {
        // Where nothing can be read, one workload is like another.
        for (const namespace of fault.leaves === 'nothing' ? [FIGHT] : [CALM, FIGHT]) {
          const data = await panelData(bench.source(fault, database), namespace, bench.asking(fault).range);
          const panel = await panelWords(data);
          table.add(row, { panel });
          expectPanel(fault, namespace === FIGHT, panel);
        }
      });
    });
  });
});

describe('One query of the plan fails, all others are answered:', () => {
  it.each(PLAN.map((head) => [nameOf(head), head] as const))('%s', async (name, head) => {
    const fault: Fault = {
      title: name,
      mischief: { effect: page(500, 'Internal Server Error'), strikes: ({ query }) => headOf(query) === head },
      leaves: 'part',
    };
    const database = DATABASES[PLAN.indexOf(head) % DATABASES.length] ?? 'prometheus';
    const clean = bench.cleanOf(database);
    const fights = await say(bench.spoil(fault, database), bench.asking(fault));
    const calm = await say(bench.spoil(fault, database), { ...bench.asking(fault), namespace: CALM });
    table.addQuery(name, { fights, calm }, findingsIn(clean.fights.report));
    expectFights(fault, fights, clean);
    expectCalm(fault, calm);
  });
});

describe('One query of the panel fails, all others are answered:', () => {
  it.each(PANEL.map((head, i) => [String.fromCharCode(65 + i), head] as const))('%s', async (refId, head) => {
    const fault: Fault = {
      title: refId,
      mischief: { effect: page(500, 'Internal Server Error'), strikes: ({ query }) => headOf(query) === head },
      leaves: 'part',
    };
    for (const namespace of [CALM, FIGHT]) {
      const panel = await panelWords(await panelData(bench.source(fault, 'prometheus'), namespace, bench.range));
      table.addPanelQuery(`${refId}, ${nameOf(head)}`, namespace, panel);
      expectPanel(fault, namespace === FIGHT, panel);
    }
  });
});

it('docs/reliability.md is what this run says', () => {
  table.expectWritten(join(__dirname, '../../docs/reliability.md'));
});
