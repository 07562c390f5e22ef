// Reads a recording (OpenMetrics text, one .om.gz per namespace) as a stream of lines, moved in time and with labels added.
// Values that are themselves unix times (kube_pod_created and the like) move along, or "created inside the window" would be lost.
import { createReadStream } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';

const UNIX_TIME_METRIC =
  /_(created|start_time|start_time_seconds|scheduled_time|unscheduled_time|initialized_time|ready_time|deletion_timestamp|completion_time|last_active_time|last_activity)$/;
const BATCH = 1 << 20;

/**
 * @typedef {object} RecordingOptions
 * @property {string} dir folder that holds `15s/` and `30s/`
 * @property {'15s'|'30s'} scrape
 * @property {string[]} [namespaces] all when omitted; `_cluster` and `keda` are namespaces of their own
 * @property {number} [shiftMs] whole milliseconds added to every time
 * @property {Record<string, string>} [externalLabels] added to every series
 */

/** First and last moment of a recording in unix milliseconds, from its manifest. */
export async function recordingBounds({ dir, scrape }) {
  const manifest = JSON.parse(await readFile(join(dir, scrape, 'manifest.json'), 'utf8'));
  return { from: manifest.start * 1000, to: manifest.end * 1000 };
}

/**
 * By how much to move a recording so that it ends now: whole seconds, so that a creation time (in seconds) keeps its place
 * among the samples.
 * @param {{to: number}} bounds
 */
export function shiftToNow({ to }) {
  return Math.floor((Date.now() - to) / 1000) * 1000;
}

/**
 * Lines of the recording in large pieces of text, without `# EOF`, each line ended by a line feed.
 * @param {RecordingOptions} options
 * @returns {AsyncGenerator<string>} text in latin1 (one character per byte): write it with that encoding
 */
export async function* loadRecording({ dir, scrape, namespaces, shiftMs = 0, externalLabels = {} }) {
  const all = (await readdir(join(dir, scrape))).filter((name) => name.endsWith('.om.gz')).sort();
  const wanted = namespaces ? namespaces.map((name) => `${name}.om.gz`) : all;
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0 || wanted.length === 0) {
    throw new Error(`No such recording in ${join(dir, scrape)}: ${unknown.join(', ') || '*.om.gz'}`);
  }
  for (const name of wanted) {
    const text = createReadStream(join(dir, scrape, name))
      .pipe(createGunzip())
      .setEncoding('latin1');
    yield* shiftLines(text, shiftMs, () => externalLabels);
  }
}

/**
 * Moves OpenMetrics text in time and adds labels.
 * @param {AsyncIterable<string>} text
 * @param {number} shiftMs
 * @param {(series: string) => Record<string, string>} labelsFor what to add to a series
 */
export async function* shiftLines(text, shiftMs, labelsFor) {
  const shift = createLineShift(shiftMs, labelsFor);
  let rest = '';
  let out = '';
  for await (const piece of text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      out += shift(line);
    }
    if (out.length > BATCH) {
      yield out;
      out = '';
    }
  }
  yield out + shift(rest);
}

/** Lines of one series follow each other, so the rewritten series is remembered until the next one. */
function createLineShift(shiftMs, labelsFor) {
  let series = '';
  let rewritten = '';
  let isTime = false;
  return (line) => {
    if (line === '' || line === '# EOF') {
      return '';
    }
    if (line.startsWith('#')) {
      return `${line}\n`;
    }
    const beforeTime = line.lastIndexOf(' ');
    const beforeValue = line.lastIndexOf(' ', beforeTime - 1);
    if (beforeValue !== series.length || !line.startsWith(series)) {
      series = line.slice(0, beforeValue);
      rewritten = withLabels(series, labelsFor(series));
      isTime = UNIX_TIME_METRIC.test(series.split('{', 1)[0]);
    }
    const value = line.slice(beforeValue + 1, beforeTime);
    const moved = isTime && Number(value) > 1e9 ? Number(value) + shiftMs / 1000 : value;
    const ms = Math.round(Number(line.slice(beforeTime + 1)) * 1000) + shiftMs;
    return `${rewritten} ${moved} ${ms / 1000}\n`;
  };
}

function withLabels(series, labels) {
  const [name, rest = '}'] = series.split(/\{(.*)/s);
  const added = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const inside = [...added, rest.slice(0, -1)].filter((text) => text !== '');
  return `${name}{${inside.join(',')}}`;
}

/**
 * Writes OpenMetrics text into a file that both databases can read.
 * @param {string} file
 * @param {AsyncIterable<string>} stream
 * @returns {Promise<number>} the number of samples
 */
export async function writeOpenMetrics(file, stream) {
  const handle = await open(file, 'w');
  let samples = 0;
  try {
    for await (const text of stream) {
      samples += countSamples(text);
      await handle.write(text, null, 'latin1');
    }
    await handle.write('# EOF\n');
  } finally {
    await handle.close();
  }
  return samples;
}

function countSamples(text) {
  let samples = 0;
  for (let at = 0; at < text.length; at = text.indexOf('\n', at) + 1) {
    samples += text.charCodeAt(at) === 35 ? 0 : 1;
  }
  return samples;
}
