// The series of a recording, all of them as they were scraped, also those that no rule reads.
import { loadRecording, type RecordingOptions } from '../../../demo/databases/recording.mjs';
import type { Column } from '../../support/recordedSource';

const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

function labelsOf(series: string): Record<string, string> {
  const [name = '', rest = ''] = series.split(/\{(.*)/s);
  const labels: Record<string, string> = { __name__: name };
  for (const [, label = '', value = ''] of rest.matchAll(LABEL)) {
    labels[label] = value.replace(/\\(["\\n])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  }
  return labels;
}

/** Reads a recording at one pace; lines of one series follow each other. */
export async function readRecorded(options: RecordingOptions): Promise<Column[]> {
  const columns = new Map<string, Column>();
  for await (const text of loadRecording(options)) {
    for (const line of text.split('\n')) {
      if (line === '' || line.startsWith('#')) {
        continue;
      }
      const beforeTime = line.lastIndexOf(' ');
      const beforeValue = line.lastIndexOf(' ', beforeTime - 1);
      const series = line.slice(0, beforeValue);
      let column = columns.get(series);
      if (!column) {
        column = { labels: labelsOf(series), times: [], values: [] };
        columns.set(series, column);
      }
      column.times.push(Math.round(Number(line.slice(beforeTime + 1)) * 1000));
      column.values.push(Number(line.slice(beforeValue + 1, beforeTime)));
    }
  }
  return [...columns.values()];
}
