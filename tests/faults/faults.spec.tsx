// What is said when something goes wrong on the way to the data: by the command line, the app's fleet page and the panel in
// three sizes, over a real Prometheus and a real VictoriaMetrics behind a proxy that makes the faults. Never calm where
// something was not read, never a finding that is not there without the fault, always a word on what to do.
import React from 'react';
import { DATABASES, pairOf, type DatabaseName } from '../integration/servers';
import { say, type Asking } from './commandLine';
import { closedAddress } from './closedAddress';
import { expectCalm, expectFights, expectFleet, expectPanel, type Clean } from './expectations';
import { FAULTS, type Fault } from './faults';
import { fleetWords } from './fleet';
import { grafanaSource } from './grafanaSource';
import { panelData, panelWords } from './panel';
import { FaultProxy } from './proxy';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <div>{children}</div>,
}));
// jsdom draws nothing.
jest.mock('../../src/views/timeline/TimelineView', () => ({ TimelineView: () => <canvas /> }));

const CALM = 'ok-diurnal';
const FIGHT = 'gitops-between';

const proxy = new FaultProxy();
let nobody = '';
const clean = new Map<DatabaseName, Clean>();

/** The address to ask, with the fault behind it, fresh. */
function spoil({ servers, mischief }: Fault, database: DatabaseName): string {
  if (servers === 'nobody') {
    return nobody;
  }
  proxy.play(pairOf(servers ?? 'few')[database], mischief);
  return proxy.url;
}

function askingOf({ clock = 0, deadline }: Fault): Asking {
  const { from, to } = pairOf('few');
  return { range: { from: from + clock, to: to + clock }, deadline };
}

function cleanOf(database: DatabaseName): Clean {
  const found = clean.get(database);
  if (!found) {
    throw new Error(`nothing was read from ${database}`);
  }
  return found;
}

beforeAll(async () => {
  await proxy.start();
  nobody = await closedAddress();
  for (const database of DATABASES) {
    const { from, to, [database]: url } = pairOf('few');
    const range = { from, to };
    clean.set(database, { fights: await say(url, { range }), calm: await say(url, { range, namespace: CALM }) });
  }
});

afterAll(() => proxy.stop());

describe.each(DATABASES)('%s, with nothing wrong', (database) => {
  it('has fights, and a namespace that is calm', () => {
    const { fights, calm } = cleanOf(database);
    expect([fights.status, fights.stderr, fights.report.findings.length]).toEqual([1, '', expect.any(Number)]);
    expect([calm.status, calm.stderr, calm.report.verdict]).toEqual([0, '', 'calm']);
  });

  it('has the same on the page and in the panel', async () => {
    const none: Fault = { title: '', leaves: 'all' };
    const asking = askingOf(none);
    const source = () => grafanaSource(database, spoil(none, database));
    const page = await fleetWords(source(), { ...asking, namespace: CALM });
    expect(page.texts.join(' ')).toContain('Nothing fought here');
    expect(page.ticks).toBeGreaterThan(0);
    const { sizes } = await panelWords(await panelData(source(), FIGHT, asking.range));
    expect(sizes.map((texts) => texts.join(' '))).toEqual([
      expect.stringContaining('Git writes 5'),
      expect.stringContaining('Git × HPA'),
      expect.stringContaining('1 fight'),
    ]);
  });
});

describe.each(Object.entries(FAULTS))('%s:', (_, faults) => {
  describe.each(faults.map((fault) => [fault.title, fault] as const))('%s', (__, fault) => {
    describe.each(DATABASES)('%s', (database) => {
      const asking = askingOf(fault);
      const source = () => grafanaSource(database, spoil(fault, database), fault.deadline);

      it('the command line', async () => {
        expectFights(fault, await say(spoil(fault, database), asking), cleanOf(database));
        expectCalm(fault, await say(spoil(fault, database), { ...asking, namespace: CALM }));
      });

      it('the fleet page', async () => {
        expectFleet(fault, await fleetWords(source(), asking));
      });

      it('the panel at three sizes', async () => {
        // Where nothing can be read, one workload is like another.
        for (const namespace of fault.leaves === 'nothing' ? [FIGHT] : [FIGHT, CALM]) {
          const data = await panelData(source(), namespace, asking.range);
          expectPanel(fault, namespace === FIGHT, await panelWords(data));
        }
      });
    });
  });
});
