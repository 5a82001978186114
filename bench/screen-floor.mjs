// The least that any screening does: split the same bytes into lines and parse them, on so many threads.
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const chunkBytes = 1024 * 1024;

if (isMainThread) {
  const [dir, threads] = [process.argv[2], Number(process.argv[3])];
  const workers = Array.from(
    { length: threads },
    (_, at) => new Worker(import.meta.filename, { workerData: { dir, at, threads } }),
  );
  const started = performance.now();
  const lines = await Promise.all(
    workers.map((worker) => new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))),
  );
  console.log(JSON.stringify({ ms: performance.now() - started, lines: lines.reduce((a, b) => a + b, 0) }));
} else {
  const { dir, at, threads } = workerData;
  let lines = 0;
  for (const name of readdirSync(dir)) {
    const { size } = statSync(join(dir, name));
    lines += parseRange(join(dir, name), Math.floor((size * at) / threads), Math.floor((size * (at + 1)) / threads));
  }
  parentPort.postMessage(lines);
}

/** Parses the lines that begin within a range of bytes. */
function parseRange(path, from, to) {
  const file = openSync(path);
  let held = Buffer.alloc(0);
  // A line that begins before the range is another's.
  let skipping = from > 0;
  let position = from > 0 ? from - 1 : 0;
  let begin = position;
  let lines = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafeSlow(chunkBytes);
    const count = readSync(file, chunk, 0, chunkBytes, position);
    if (count === 0) break;
    position += count;
    const bytes = held.length > 0 ? Buffer.concat([held, chunk.subarray(0, count)]) : chunk.subarray(0, count);
    let start = 0;
    for (let end = bytes.indexOf(10, start); end >= 0; end = bytes.indexOf(10, start)) {
      if (skipping) skipping = false;
      else if (begin + start >= to) break;
      else {
        JSON.parse(bytes.toString('utf8', start, end));
        lines++;
      }
      start = end + 1;
    }
    if (begin + start >= to) break;
    held = bytes.subarray(start);
    begin += start;
  }
  closeSync(file);
  return lines;
}
