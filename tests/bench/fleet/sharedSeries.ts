// A fleet as groups of series with the same samples, as a block holds it.
import type { Column } from '../../support/recordedSource';
import type { Shared } from './block/writeBlock';
import { hasMark, stampText } from './stamp';
import type { Placed } from './plan';
import type { Template } from './template';

function sharedOf(template: Template, placed: readonly Placed[]): Shared[] {
  const marked = [
    ...new Set(template.series.flatMap(({ labels }) => labels.map(([, value]) => value)).filter(hasMark)),
  ];
  const numbers = new Map(marked.map((text, i) => [text, i]));
  const places = placed.map((one) => marked.map((text) => stampText(text, one)));
  return template.series.map((samples) => ({
    samples,
    labels: samples.labels.map(([name, value]) => [name, numbers.get(value) ?? value] as const),
    places,
  }));
}

/** The recording's series, each alone, and those of the fleet by template. */
export function sharedSeries(recorded: readonly Column[], fleet: readonly Placed[]): Shared[] {
  const alone = recorded.map(({ labels, times, values }): Shared => ({
    samples: { times, values },
    labels: Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
    places: [[]],
  }));
  const templates = new Map<Template, Placed[]>();
  for (const one of fleet) {
    const own = templates.get(one.template);
    templates
      .set(one.template, own ?? [])
      .get(one.template)
      ?.push(one);
  }
  return [...alone, ...[...templates].flatMap(([template, placed]) => sharedOf(template, placed))];
}
