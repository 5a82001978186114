// Sends one POST again and again, from a process of its own, and prints one JSON object of what came of it.
// Argument: JSON {url, bodyFile, markers, connections, seconds, perSecond?, headers?}. Wherever one of `markers` occurs in the body, its
// digits become the last digits of the number of the call, so that no two calls are alike.
// Without perSecond the loop is closed: each connection sends when it has its answer. With it the loop is open: calls begin
// by the clock, and latency counts from when a call was due, waiting included.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const { url, bodyFile, markers, connections, seconds, perSecond, headers: more } = JSON.parse(process.argv[2]);
const body = readFileSync(bodyFile);
const places = markers.flatMap((marker) => {
  const { 0: digits, index } = /\d+/.exec(marker);
  const found = [];
  for (let at = body.indexOf(marker); at >= 0; at = body.indexOf(marker, at + marker.length))
    found.push({ at: at + index, length: digits.length });
  return found;
});
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const headers = { 'content-type': 'application/json', 'content-length': body.length, ...more };

const latencies = [];
const failures = new Map();
let calls = 0;
let empty = 0;

function send(due) {
  const number = String(++calls).padStart(16, '0');
  return new Promise((resolve) => {
    const done = (failure) => {
      if (failure) failures.set(failure, (failures.get(failure) ?? 0) + 1);
      else latencies.push(performance.now() - due);
      resolve();
    };
    const outgoing = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (text.includes('"cards":[]')) empty += 1;
        done(response.statusCode === 200 ? undefined : `${response.statusCode} ${text.slice(0, 200)}`);
      });
    });
    outgoing.on('error', ({ message }) => done(message));
    const own = Buffer.from(body);
    for (const { at, length } of places) own.write(number.slice(-length), at, 'latin1');
    outgoing.end(own);
  });
}

async function closedLoop(end) {
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) await send(performance.now());
    }),
  );
}

async function openLoop(began, end) {
  const sent = [];
  for (let at = 0; ; at += 1) {
    const due = began + (at * 1000) / perSecond;
    if (due >= end) break;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    sent.push(send(due));
  }
  await Promise.all(sent);
}

const began = performance.now();
const end = began + seconds * 1000;
await (perSecond === undefined ? closedLoop(end) : openLoop(began, end));
const elapsed = (performance.now() - began) / 1000;
agent.destroy();
latencies.sort((a, b) => a - b);
const quantile = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
console.log(
  JSON.stringify({
    calls: latencies.length,
    perSecond: latencies.length / elapsed,
    p50Ms: quantile(0.5),
    p95Ms: quantile(0.95),
    p99Ms: quantile(0.99),
    stepsMs: Array.from({ length: 21 }, (_, at) => quantile(at / 20)),
    empty,
    failures: Object.fromEntries(failures),
  }),
);
