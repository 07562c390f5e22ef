// /api/ds/query for type `prometheus`, answering as grafana-prometheus-datasource 13.1.7 was recorded to
// (tests/fixtures/ds-query/README.md: parameters, frame shape, status and text per cause of failure).
import { chooseStep, goDuration, replaceMacros } from './timeRange.mjs';
import { emptyFrame, fillLegend, seriesFrame, seriesName } from './frames.mjs';
import { UpstreamError } from './upstream.mjs';

/** Only these statuses are parsed as a Prometheus answer; any other becomes 500 with the body in the text. */
const PARSED = new Set([200, 400, 422, 503]);

export async function queryPrometheus(query, { datasource, range, call, signal }) {
  const jsonData = datasource.jsonData ?? {};
  const step = chooseStep(query, range, jsonData);
  const expr = replaceMacros(query.expr ?? '', step, range, jsonData);
  const job = { query, expr, step, executed: `Expr: ${expr}\nStep: ${goDuration(step)}` };
  try {
    return read(
      await call({ ...request(job, datasource, range), timeoutMs: (jsonData.timeout ?? 30) * 1000, signal }),
      job
    );
  } catch (error) {
    if (error instanceof UpstreamError) {
      return { error: error.message, errorSource: 'downstream', status: 502, frames: [] };
    }
    throw error;
  }
}

function request({ query, expr, step }, datasource, range) {
  const jsonData = datasource.jsonData ?? {};
  const parameters = new URLSearchParams({ query: expr });
  if (query.instant) {
    parameters.set('time', String(range.to / 1000));
  } else {
    parameters.set('start', String((Math.floor(range.from / step) * step) / 1000));
    parameters.set('end', String((Math.floor(range.to / step) * step) / 1000));
    parameters.set('step', String(step / 1000));
  }
  if (jsonData.queryTimeout) {
    parameters.set('timeout', jsonData.queryTimeout);
  }
  const url = `${datasource.url.replace(/\/$/, '')}/api/v1/${query.instant ? 'query' : 'query_range'}`;
  const method = jsonData.httpMethod ?? 'POST';
  return method === 'GET' ? { method, url: `${url}?${parameters}` } : { method, url, form: parameters };
}

function read({ status, body }, job) {
  if (!PARSED.has(status)) {
    const meta = { typeVersion: [0, 0], executedQueryString: job.executed };
    return failed(`unexpected response with status code ${status}: ${body}`, 500, [emptyFrame(job.query.refId, meta)]);
  }
  const empty = { typeVersion: [0, 0], custom: { calculatedMinStep: job.step }, executedQueryString: job.executed };
  let answer;
  try {
    answer = JSON.parse(body);
  } catch {
    return failed(unreadable(body), status, [emptyFrame(job.query.refId, empty)]);
  }
  if (answer.status !== 'success') {
    return failed(`${answer.errorType}: ${answer.error}`, status, [emptyFrame(job.query.refId, empty)]);
  }
  return { status, frames: frames(answer, job, empty) };
}

function failed(error, status, list) {
  return { error, errorSource: 'downstream', status, frames: list };
}

/** The parser's text for HTML and for a body cut short (the recorded one quotes 10 bytes, then 32 on each side). */
function unreadable(body) {
  const cut = /^\s*[{[]/.test(body);
  const found = cut ? (/[^\s,:[\]{}]*$/.exec(body)[0][0] ?? '') : (body[0] ?? '');
  const near = cut ? body.slice(-14) : body.slice(0, 11);
  const wide = cut ? body.slice(-54) : body.slice(0, 64);
  const text = `ReadObject: expect { or , or } or n, but found ${found}, error found in #${cut ? 10 : 1} byte of ...|${near}|..., bigger context ...|${wide}|...`;
  return cut ? text : `response from prometheus couldn't be parsed. it is non-json: ${text}`;
}

function frames(answer, job, empty) {
  const { resultType, result } = answer.data;
  const notices = [
    ...(answer.warnings ?? []).map((text) => ({ severity: 'warning', text })),
    ...(answer.infos ?? []).map((text) => ({ severity: 'info', text })),
  ];
  const series = resultType === 'matrix' || resultType === 'vector' ? result : [{ metric: {}, value: result }];
  if (series.length === 0) {
    return [
      notices.length > 0
        ? emptyFrame(job.query.refId, { ...empty, notices }, 'Warnings')
        : emptyFrame(job.query.refId, empty),
    ];
  }
  return series.map((one, index) => {
    const custom = { ...(index === 0 ? { calculatedMinStep: job.step } : {}), resultType };
    const meta = {
      type: resultType === 'vector' || resultType === 'scalar' ? 'numeric-multi' : 'timeseries-multi',
      typeVersion: resultType === 'string' ? [0, 0] : [0, 1],
      custom,
      ...(notices.length > 0 ? { notices } : {}),
      ...(index === 0 ? { executedQueryString: job.executed } : {}),
    };
    return seriesFrame({
      refId: job.query.refId,
      meta,
      valueName: one.metric.__name__ ?? 'Value',
      labels: one.metric,
      displayName: displayName(one.metric, job),
      interval: job.step,
      samples: one.values ?? [one.value],
      text: resultType === 'string',
    });
  });
}

function displayName(labels, { query, expr }) {
  const format = query.legendFormat ?? '';
  if (format === '__auto') {
    return Object.keys(labels).length > 0 ? '' : expr;
  }
  return (format === '' ? seriesName(labels, ', ') : fillLegend(format, labels)) || expr;
}
