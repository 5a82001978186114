/** What came of a request: the body when it is JSON, and the time that it took. */
export async function ask(path, body) {
  const startedAt = performance.now();
  const response = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    // A proxy's error page, for one: the status says all that can be said.
  }
  return {
    path,
    status: response.status,
    ok: response.ok && json !== undefined,
    body: json,
    ms: performance.now() - startedAt,
  };
}
