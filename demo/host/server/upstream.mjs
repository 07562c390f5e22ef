// The HTTP client towards the databases, with the error texts of Go's net/http that users of a real Grafana see.

export class UpstreamError extends Error {}

/** Sends and reads the whole body as text. Throws UpstreamError for everything below HTTP. */
export async function callDatabase({ method, url, form, timeoutMs, signal }) {
  const shown = `${method[0]}${method.slice(1).toLowerCase()} "${url}"`;
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      signal: AbortSignal.any([limit, signal]),
      ...(form ? { body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } } : {}),
    });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    throw new UpstreamError(`${shown}: ${reason(error, limit.aborted, new URL(url).host)}`);
  }
}

function reason(error, timedOut, host) {
  if (timedOut) {
    return 'net/http: request canceled (Client.Timeout exceeded while awaiting headers)';
  }
  const code = error.cause?.code;
  if (code === 'ECONNREFUSED') {
    return `dial tcp ${host}: connect: connection refused`;
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `dial tcp: lookup ${host.replace(/:\d+$/, '')}: no such host`;
  }
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return 'unexpected EOF';
  }
  return code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' ? 'EOF' : (error.cause?.message ?? error.message);
}
