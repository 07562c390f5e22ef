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
    const text = createReadStream(join(dir, scrape, name)).pipe(createGunzip()).setEncoding('latin1');
    yield* shiftLines(text, shiftMs, labelText(externalLabels));
  }
}

/**
 * Moves OpenMetrics text in time and adds labels.
 * @param {AsyncIterable<string>} text
 * @param {number} shiftMs
 * @param {string} labels as inside braces, ended by a comma, or empty
 */
export async function* shiftLines(text, shiftMs, labels) {
  const shift = createLineShift(shiftMs, labels);
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
function createLineShift(shiftMs, labels) {
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
      const brace = series.indexOf('{');
      const name = brace < 0 ? series : series.slice(0, brace);
      rewritten = brace < 0 ? `${name}{${labels.slice(0, -1)}}` : `${name}{${labels}${series.slice(brace + 1)}`;
      isTime = UNIX_TIME_METRIC.test(name);
    }
    const value = line.slice(beforeValue + 1, beforeTime);
    const moved = isTime && Number(value) > 1e9 ? Number(value) + shiftMs / 1000 : value;
    return `${rewritten} ${moved} ${timeText(Math.round(Number(line.slice(beforeTime + 1)) * 1000) + shiftMs)}\n`;
  };
}

/**
 * Seconds with half a millisecond on top: both databases multiply by 1000 in floating point and cut off, which would
 * otherwise turn some times into the millisecond before.
 */
function timeText(ms) {
  const rest = ms % 1000;
  return `${(ms - rest) / 1000}.${rest < 10 ? '00' : rest < 100 ? '0' : ''}${rest}5`;
}

function labelText(labels) {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)},`)
    .join('');
}

/**
 * Writes streams of OpenMetrics text one after the other into one file that both databases can read.
 * @param {string} file
 * @param {AsyncIterable<string>[]} streams
 * @returns {Promise<{samples: number}>}
 */
export async function writeOpenMetrics(file, streams) {
  const handle = await open(file, 'w');
  let samples = 0;
  try {
    for (const stream of streams) {
      for await (const text of stream) {
        samples += countSamples(text);
        await handle.write(text, null, 'latin1');
      }
    }
    await handle.write('# EOF\n');
  } finally {
    await handle.close();
  }
  return { samples };
}

function countSamples(text) {
  let samples = 0;
  for (let at = 0; at < text.length; at = text.indexOf('\n', at) + 1) {
    samples += text.charCodeAt(at) === 35 ? 0 : 1;
  }
  return samples;
}
