// Passes a request on to a database or to the demo's control server, body and status unchanged.

const PASSED_ON = ['content-type', 'accept'];

export async function forward(request, response, target) {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const headers = Object.fromEntries(
    PASSED_ON.filter((key) => request.headers[key]).map((key) => [key, request.headers[key]])
  );
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  try {
    const answer = await fetch(target, {
      method: request.method,
      headers,
      signal: gone.signal,
      ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
    });
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      'cache-control': 'no-store',
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  } catch (error) {
    if (!gone.signal.aborted) {
      response.writeHead(502, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message: 'Bad Gateway', error: error.cause?.message ?? error.message }));
    }
  }
}
