// What all browser tests share: the host of this project's Grafana version, the addresses of pages, the command line's report.
import { readFileSync } from 'node:fs';
import { test as grafana } from '@grafana/plugin-e2e';
import { expect, test as playwright, type Locator, type Page, type TestInfo } from '@playwright/test';

/** The tag of what Grafana has no part in: one of its versions suffices for every day. */
export const OURS = ['@ours'];

export { expect };

interface Stack {
  readonly hosts: Readonly<Record<string, string>>;
  /** Preview hosts by version that show demo/host/probe instead of the plugin. */
  readonly probes?: Readonly<Record<string, string>>;
  /** In a Grafana that was there already: uids of its data sources by what the tests call them. */
  readonly uids?: Readonly<Record<string, string | null>>;
  readonly report: string;
  readonly from: number;
  readonly to: number;
}

interface Fix {
  readonly term: string;
  readonly title: string;
  readonly command: string;
  readonly patch: string;
}

export interface Finding {
  readonly id: string;
  readonly rule: string;
  readonly severity: string;
  readonly summary: string;
  readonly workload: { readonly namespace: string; readonly kind: string; readonly name: string };
  readonly evidence: readonly unknown[];
  readonly fixes: readonly Fix[];
  readonly impact: Readonly<Record<string, number | undefined>>;
}

const APP = '/a/truce-autoscaling-app';

/** The recording's own time and the hosts that start.mjs started. */
export const stack = JSON.parse(process.env.TRUCE_STACK ?? '{}') as Stack;

/** What `npm run analyze` finds in the recording, above info. */
export function expectedFindings(): Finding[] {
  const { findings } = JSON.parse(readFileSync(stack.report, 'utf8')) as { findings: Finding[] };
  return findings.filter((finding) => finding.severity !== 'info');
}

/** The finding of this rule in this namespace. */
export function expectedFinding(namespace: string, rule: string): Finding {
  const found = expectedFindings().find((f) => f.workload.namespace === namespace && f.rule === rule);
  if (!found) {
    throw new Error(`npm run analyze finds no ${rule} in ${namespace}`);
  }
  return found;
}

export interface OwnedWorkload {
  readonly workload: { readonly namespace: string; readonly name: string };
  readonly verdict: string;
  readonly reasons: readonly string[];
}

/** Who owns what at the end of the recording, by the command line. */
export function ownership(): OwnedWorkload[] {
  return (JSON.parse(readFileSync(stack.report, 'utf8')) as { ownership: OwnedWorkload[] }).ownership;
}

/** The data source that the tests call `prometheus`, `victoriametrics`, `refusing` or `dead`. */
export function dataSource(name: string): string {
  const uid = stack.uids && name in stack.uids ? stack.uids[name] : name;
  playwright.skip(uid === null, `this Grafana has no data source for "${name}"`);
  return uid ?? name;
}

type Parameters = Readonly<Record<string, string | readonly string[]>>;

function address(path: string, parameters: Parameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    [value].flat().forEach((one) => search.append(name, name === 'ds' ? dataSource(one) : one));
  }
  return `${path}?${search.toString()}`;
}

const wholeRecording = (): Parameters => ({ from: String(stack.from), to: String(stack.to) });

export function fleetAddress(parameters: Parameters = {}): string {
  return address(`${APP}/fleet`, { ds: 'prometheus', ...wholeRecording(), ...parameters });
}

export function workloadAddress(namespace: string, name: string, parameters: Parameters = {}): string {
  return address(`${APP}/workload`, { ds: 'prometheus', ...wholeRecording(), namespace, name, ...parameters });
}

export function policyAddress(parameters: Parameters = {}): string {
  return address(`${APP}/policy`, { ds: 'prometheus', ...wholeRecording(), ...parameters });
}

export function rulesAddress(parameters: Parameters = {}): string {
  return address(`${APP}/rules`, { ds: 'prometheus', ...wholeRecording(), ...parameters });
}

export function dashboardAddress(uid: string, parameters: Parameters = {}): string {
  return address(`/d/${uid}`, { ...wholeRecording(), ...parameters });
}

/** Links of the rows of the fleet table. */
export function fleetRows(page: Page): Locator {
  return page.getByRole('row').locator('a[data-fleet-link]');
}

/** `namespace/name` of each row, sorted. Rows out of view are not drawn: give the page room first. */
export async function rowNames(page: Page): Promise<string[]> {
  const hrefs = await fleetRows(page).evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return hrefs
    .map((href) => new URLSearchParams(href.slice(href.indexOf('?'))))
    .map((params) => `${params.get('namespace') ?? ''}/${params.get('name') ?? ''}`)
    .sort();
}

/** Tall enough for a fleet of this size. */
export const WHOLE_FLEET = { width: 1400, height: 3000 };

/** What the system's clipboard holds. */
export function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** How many different colours a canvas shows: a blank one shows one. */
export function coloursOf(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const pixels = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    const colours = new Set<number>();
    for (let i = 0; i < pixels.length; i += 4) {
      colours.add(((pixels[i] ?? 0) << 16) | ((pixels[i + 1] ?? 0) << 8) | (pixels[i + 2] ?? 0));
    }
    return colours.size;
  });
}

interface Fixtures {
  /** Fails a test whose page threw. */
  readonly thrown: string[];
  /** The host with the probe, of the project's Grafana version. */
  readonly probe: string | undefined;
}

type Use<T> = (value: T) => Promise<void>;

async function watch({ page }: { page: Page }, use: Use<string[]>): Promise<void> {
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  await use(thrown);
  expect(thrown).toEqual([]);
}

/** One of these addresses: that of the project's Grafana version. */
function ofVersion({ project }: TestInfo, addresses: Readonly<Record<string, string>> = {}): string | undefined {
  const { grafana: version } = project.metadata as { grafana?: string };
  return addresses[version ?? ''];
}

export const test = playwright.extend<Fixtures>({
  baseURL: ({}, use, info) => use(ofVersion(info, stack.hosts)),
  probe: ({}, use, info) => use(ofVersion(info, stack.probes)),
  thrown: [watch, { auto: true }],
});

/** With the fixtures of @grafana/plugin-e2e, which open Grafana's home page before each test: for dashboards only. */
export const testInGrafana = grafana.extend<Pick<Fixtures, 'thrown'>>({
  baseURL: ({}, use, info) => use(ofVersion(info, stack.hosts)),
  thrown: [watch, { auto: true }],
});
