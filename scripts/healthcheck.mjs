#!/usr/bin/env node
// HEALTHCHECK of the image, which has no curl: whether the process of this container says that it is ready. A worker
// answers at WORKER_PORT, the server at PORT.
const { WORKER_PORT, PORT } = process.env;

try {
  const url = `http://127.0.0.1:${WORKER_PORT || PORT || 3000}/health/ready`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  console.log(await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  console.error(String(error.cause ?? error));
  process.exitCode = 1;
}
