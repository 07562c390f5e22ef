// Values of query variables: label_values, label_names, metrics and query_result, as Grafana's Prometheus docs name them.
import type { MetricFindValue, TimeRange } from '@grafana/data';

type GetResource = (path: string, parameters: Record<string, unknown>) => Promise<unknown>;

export async function findValues(
  get: GetResource,
  query: string,
  range: TimeRange | undefined
): Promise<MetricFindValue[]> {
  const span = range
    ? { start: Math.floor(range.from.valueOf() / 1000), end: Math.ceil(range.to.valueOf() / 1000) }
    : {};
  const values = /^label_values\(\s*(?:(.+),\s*)?([\w:]+)\s*\)\s*$/s.exec(query);
  if (values) {
    const [, selector, label] = values;
    return texts(await get(`api/v1/label/${label}/values`, { ...span, ...(selector ? { 'match[]': selector } : {}) }));
  }
  if (/^label_names\(\s*\)\s*$/.test(query)) {
    return texts(await get('api/v1/labels', span));
  }
  const metrics = /^metrics\((.*)\)\s*$/s.exec(query);
  if (metrics) {
    const wanted = new RegExp(metrics[1]);
    return texts(await get('api/v1/label/__name__/values', span)).filter((one) => wanted.test(one.text));
  }
  const result = /^query_result\((.+)\)\s*$/s.exec(query);
  const expr = result ? result[1] : query;
  return expr === '' ? [] : series(await get('api/v1/query', { query: expr, time: span.end }));
}

function dataOf(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined;
}

function texts(answer: unknown): MetricFindValue[] {
  const data = dataOf(answer);
  return Array.isArray(data) ? data.map((one) => ({ text: String(one) })) : [];
}

interface InstantSeries {
  metric: Record<string, string>;
  value: [number, string];
}

function series(answer: unknown): MetricFindValue[] {
  const data = dataOf(answer) as { result?: InstantSeries[] } | undefined;
  return (data?.result ?? []).map(({ metric, value }) => {
    const { __name__: name = '', ...labels } = metric;
    const inner = Object.entries(labels)
      .map(([key, text]) => `${key}="${text}"`)
      .join(',');
    return { text: `${name}{${inner}} ${value[1]} ${Math.round(value[0] * 1000)}` };
  });
}
