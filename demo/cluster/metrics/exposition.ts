// Prometheus text exposition of a target, and the OpenMetrics file for a backfill: the first is what a scrape reads, the
// second what `promtool tsdb create-blocks-from openmetrics` and other importers read.

import type { Labels } from '../labels';
import type { World } from '../world';
import { collect, type Target } from './targets';

/** One series in memory; times are unix milliseconds. */
export interface RecordedSeries {
  labels: Record<string, string>;
  times: number[];
  values: number[];
}

/** Gauges whose names end like a counter's (kedacore/keda: prommetrics.go). */
const GAUGES_NAMED_TOTAL = new Set(['keda_resource_registered_total', 'keda_trigger_registered_total']);

/** The metric type that a scrape would learn. */
export function typeOf(name: string): 'counter' | 'gauge' {
  return name.endsWith('_total') && !GAUGES_NAMED_TOTAL.has(name) ? 'counter' : 'gauge';
}

/** What one or several targets answer to a scrape at the cluster's present moment. */
export function renderMetrics(world: World, ...targets: Target[]): string {
  const families = new Map<string, string[]>();
  for (const target of targets) {
    collect(world, target, (name, labels, value) => {
      const lines = families.get(name) ?? [];
      families.set(name, lines);
      lines.push(`${name}${braces(labels)} ${value}`);
    });
  }
  return [...families].map(([name, lines]) => `# TYPE ${name} ${typeOf(name)}\n${lines.join('\n')}\n`).join('');
}

/** Series as an OpenMetrics document: grouped by family, samples of a series in a row, times in seconds. */
export function writeOpenMetrics(series: readonly RecordedSeries[]): string {
  const families = new Map<string, RecordedSeries[]>();
  for (const one of series) {
    const name = one.labels.__name__ ?? '';
    const family = families.get(name) ?? [];
    families.set(name, family);
    family.push(one);
  }
  const parts: string[] = [];
  for (const name of [...families.keys()].sort()) {
    const type = typeOf(name);
    parts.push(`# TYPE ${type === 'counter' ? name.replace(/_total$/, '') : name} ${type}`);
    for (const { labels, times, values } of families.get(name) ?? []) {
      const { __name__: _, ...rest } = labels;
      const head = `${name}${braces(rest)}`;
      times.forEach((time, i) => parts.push(`${head} ${values[i]} ${(time / 1000).toFixed(3)}`));
    }
  }
  return `${parts.join('\n')}\n# EOF\n`;
}

function braces(labels: Labels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? '' : `{${pairs.map(([name, value]) => `${name}="${escape(value)}"`).join(',')}}`;
}

function escape(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
