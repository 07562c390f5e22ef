// /api/ds/query for type `victoriametrics-metrics-datasource`, answering as version 0.25.1 was recorded to
// (tests/fixtures/ds-query/README.md); a data source with a `pluginVersion` below 0.24 sends the short step of those. Unlike Prometheus: whole seconds, no frame for an empty answer.
import { chooseStep, goDuration, parseDuration, replaceMacros } from './timeRange.mjs';
import { fillLegend, seriesFrame, seriesName } from './frames.mjs';
import { UpstreamError } from './upstream.mjs';

/** How far VictoriaMetrics looks back for an instant value, unless the query says it. */
const INSTANT_STEP = '5m0s';
const INSTANT_STEP_BEFORE_0_24 = '15s';

function instantStep(query, { pluginVersion }) {
  const [major = 0, minor = 0] = (pluginVersion ?? '').split('.').map(Number);
  const isOld = pluginVersion !== undefined && major === 0 && minor < 24;
  return query.interval || (isOld ? INSTANT_STEP_BEFORE_0_24 : INSTANT_STEP);
}

export async function queryVictoriaMetrics(query, { datasource, range, call, signal }) {
  const jsonData = datasource.jsonData ?? {};
  const step = chooseStep(query, range, jsonData);
  const expr = replaceMacros(query.expr ?? '', step, range, jsonData);
  const job = { query, expr, step, url: address(query, expr, step, datasource, range) };
  const timeoutMs = parseDuration(jsonData.queryTimeout) ?? (jsonData.timeout ?? 30) * 1000;
  try {
    return read(await call({ method: jsonData.httpMethod ?? 'GET', url: job.url, timeoutMs, signal }), job);
  } catch (error) {
    if (error instanceof UpstreamError) {
      return { error: error.message, errorSource: 'downstream', status: 400, frames: [] };
    }
    throw error;
  }
}

/** Everything goes into the URL, also with POST. Keys sorted, as Go's url.Values does. */
function address(query, expr, step, datasource, range) {
  const parameters = query.instant
    ? { query: expr, step: instantStep(query, datasource), time: String(Math.floor(range.to / 1000)) }
    : {
        end: String(Math.ceil(range.to / 1000)),
        query: expr,
        start: String(Math.floor(range.from / 1000)),
        step: goDuration(step),
      };
  const path = query.instant ? 'query' : 'query_range';
  return `${datasource.url.replace(/\/$/, '')}/api/v1/${path}?${new URLSearchParams(parameters)}`;
}

function read({ status, body }, job) {
  let answer;
  try {
    answer = JSON.parse(body);
  } catch {
    answer = undefined;
  }
  if (answer?.status === 'error') {
    return failed(`ERROR: ${answer.errorType}, ${answer.error}`, status === 200 ? 400 : status);
  }
  if (status !== 200) {
    return failed(
      `got unexpected response status code: ${status} with request url: "${job.url}" and response: ${body}`,
      status
    );
  }
  if (answer === undefined) {
    const cause =
      /^\s*[{[]/.test(body) || body === ''
        ? 'unexpected EOF'
        : `invalid character '${body[0]}' looking for beginning of value`;
    return failed(`failed to decode body response: ${cause}`, 500);
  }
  return { status: 200, frames: answer.data.result.map((one) => frame(one, answer.data.resultType, job)) };
}

function failed(error, status) {
  return { error, errorSource: 'plugin', status, frames: [] };
}

function frame(one, resultType, { query, expr, step }) {
  const legend = legendOf(one.metric, query, expr);
  return seriesFrame({
    refId: query.refId,
    name: legend,
    meta: { typeVersion: [0, 0], custom: { resultType, trace: { duration_msec: 0, message: '' } } },
    valueName: 'Value',
    labels: one.metric,
    displayName: legend,
    interval: query.instant ? (parseDuration(query.interval) ?? parseDuration(INSTANT_STEP)) : step,
    samples: one.values ?? [one.value],
  });
}

/** A single label without a name shows as its bare value: recorded in `vector-no-name`. */
function legendOf(labels, query, expr) {
  const format = query.legendFormat ?? '';
  if (format !== '' && format !== '__auto') {
    return fillLegend(format, labels) || expr;
  }
  const keys = Object.keys(labels);
  return keys.length === 1 && keys[0] !== '__name__' ? labels[keys[0]] : seriesName(labels, ',') || expr;
}
