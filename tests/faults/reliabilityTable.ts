// docs/reliability.md, out of what a run of the faults saw: what was tried, and what is then shown. Nothing in it moves from
// run to run: no ports, no counts that depend on which query failed first.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERDICT_WORDS } from '../../src/model/verdict';
import type { DatabaseName } from '../integration/servers';
import { CALM, FIGHT } from './bench';
import { findingsIn, toldBy, type Said } from './commandLine';
import type { FleetWords } from './fleet';
import { MEASURED } from './measured';
import type { PanelWords } from './panel';
import { short, steady } from './words';

/** Which row of the table, and over which database. */
interface Place {
  readonly section: string;
  readonly title: string;
  readonly database: DatabaseName;
}

/** What was seen under one fault. */
interface Seen {
  readonly fights: Said;
  readonly calm: Said;
  readonly fleet: FleetWords;
  readonly panel: PanelWords;
}

const WORDS = 230;
const FEW_WORDS = 110;

const HEAD = `# Reliability

Written by the tests in \`tests/faults\` from what they saw; do not edit. After a change:
\`TRUCE_DOCS=write npm test -- integration\`.

What is said when something goes wrong between Truce and its data. Each row is tried with a real Prometheus and a real
VictoriaMetrics that hold a part of the recording, behind a proxy that makes the fault; the words are those over
Prometheus, \`n\` stands for a count. Asked are the command line (the whole fleet, in which some fight, and the namespace
\`${CALM}\`, in which nothing does), the app's fleet page, and the panel on \`${FIGHT}/web\`, which fights, at three sizes. For page
and panel, Grafana's half is its own data source class and the preview host's query service (decision 7), not a Grafana
server.

What must hold in every row: nothing looks calm that was not read, no finding is there that is not there without the
fault, what went is named as not judged, and something is said that can be acted on. The tests are named as the rows are:
\`<heading>: <what goes wrong> <database> the command line\`, \`the fleet page\`, \`the panel at three sizes\`, in
\`tests/faults/faults.spec.tsx\`.
`;

function cell(text: string, length = WORDS): string {
  return short(steady(text).replace(/\s*\n\s*/g, ' / '), length).replace(/\|/g, '\\|');
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Largest size first; a size that says the same as the one before is not repeated. */
function panelText({ sizes }: PanelWords): string {
  const texts = sizes.map((parts) => cell(parts.slice(0, 2).join(', ').replace(/\.,/g, ','), FEW_WORDS));
  return texts.filter((text, i) => text !== texts[i - 1]).join(' · ');
}

export class ReliabilityTable {
  private readonly seen = new Map<string, Map<string, Partial<Seen>>>();
  private readonly queries: string[][] = [];
  private readonly panelQueries = new Map<string, Map<string, PanelWords>>();

  /** Takes note of what was seen. Words over VictoriaMetrics stand only where Prometheus has nothing to say. */
  public add({ section, title, database }: Place, seen: Partial<Seen>): void {
    const rows = this.seen.get(section) ?? new Map<string, Partial<Seen>>();
    this.seen.set(section, rows);
    const before = rows.get(title) ?? {};
    const isSilent = before.fights !== undefined && toldBy(before.fights) === '';
    const isNewer = database === 'prometheus' || (isSilent && seen.fights !== undefined);
    rows.set(title, isNewer ? { ...before, ...seen } : { ...seen, ...before });
  }

  /** One query of the plan failed. */
  public addQuery(name: string, { fights, calm }: Pick<Seen, 'fights' | 'calm'>, clean: readonly string[]): void {
    const found = findingsIn(fights.report);
    const gone = clean.filter((finding) => !found.includes(finding)).map((finding) => finding.split(' on ')[0] ?? '');
    this.queries.push([
      `\`${name}\``,
      `${fights.status}`,
      [...new Set(gone)].join(', ') || 'all there',
      `${calm.status}`,
      VERDICT_WORDS[calm.report.verdict],
    ]);
  }

  /** One query of the panel failed. */
  public addPanelQuery(name: string, namespace: string, panel: PanelWords): void {
    const row = this.panelQueries.get(name) ?? new Map<string, PanelWords>();
    this.panelQueries.set(name, row.set(namespace, panel));
  }

  /** Holds the page against the file, or writes it where that was asked for. */
  public expectWritten(path: string): void {
    const text = this.text();
    if (process.env.TRUCE_DOCS === 'write') {
      writeFileSync(path, text);
    }
    expect(readFileSync(path, 'utf8')).toBe(text);
  }

  private text(): string {
    const sections = [...this.seen].map(([title, rows]) => `## ${title}\n\n${this.section(rows)}\n`);
    const others = [
      testsText('The database is not well, and the fleet is large', 'src/sources/manners.test.ts', /shard/),
      testsText('The demo is killed', 'demo/databases/process.test.mjs', /kill -9|gone|orderly/),
    ];
    return [HEAD, ...sections, this.queriesText(), this.panelText(), measuredText(), ...others].join('\n');
  }

  private section(rows: ReadonlyMap<string, Partial<Seen>>): string {
    const head = [
      'What goes wrong',
      'Exit status: fleet, calm namespace',
      'Command line',
      'Fleet page',
      'Panel, large to small',
    ];
    return table(
      head,
      [...rows].map(([title, { fights, calm, fleet, panel }]) => [
        title,
        `${fights?.status}, ${calm?.status}`,
        cell((fights && toldBy(fights)) || (calm && toldBy(calm)) || 'nothing to say'),
        cell(fleet?.heading ?? '', FEW_WORDS),
        panel ? panelText(panel) : '',
      ])
    );
  }

  private queriesText(): string {
    const head = [
      'The query of',
      'Exit status: fleet',
      'Findings that go, and are named as not judged',
      'Calm namespace',
      'is called',
    ];
    return `## One query of the plan fails, all others are answered\n\n${table(head, this.queries)}\n`;
  }

  private panelText(): string {
    const head = ['The query', 'Panel over a fight, large to small', 'Panel over a calm workload'];
    const rows = [...this.panelQueries].map(([name, row]) => {
      const [fight, calm] = [row.get(FIGHT), row.get(CALM)];
      return [name, fight ? panelText(fight) : '', calm ? panelText(calm) : ''];
    });
    return `## One query of the panel fails, all others are answered\n\n${table(head, rows)}\n`;
  }
}

function measuredText(): string {
  const items = Object.values(MEASURED).map((name) => `- ${name}`);
  return `## What was once said wrongly\n\nTests of \`tests/faults/measured.spec.ts\`, by name:\n\n${items.join('\n')}\n`;
}

/** The names of tests of another suite, of those that match. */
function testsText(heading: string, file: string, which: RegExp): string {
  const tests = readFileSync(join(__dirname, '../..', file), 'utf8').matchAll(/^test\('(.+)', async/gm);
  const items = [...tests].map(([, name]) => name ?? '').filter((name) => which.test(name));
  // A test that was renamed must not leave an empty section behind.
  expect(items).not.toEqual([]);
  return `## ${heading}\n\nTests of \`${file}\`, by name:\n\n${items.map((name) => `- ${name}`).join('\n')}\n`;
}
