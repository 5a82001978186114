import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';
import { measureModel } from './model.ts';
import { patientViewCall } from './prefetch.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const hookBytes = 200 * 1024;
const rounds = 5;
const callsPerRound = 100;

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

/** One call after the other, so that each figure is the latency of a call alone. Milliseconds, ascending. */
async function sequential(url: string, body: string, calls: number): Promise<number[]> {
  const times: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const began = performance.now();
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const answer = await response.text();
    times.push(performance.now() - began);
    if (!response.ok) throw new Error(`${response.status} from ${url}: ${answer.slice(0, 300)}`);
  }
  return times.sort((a, b) => a - b);
}

const sum = (times: readonly number[]) => times.reduce((total, time) => total + time, 0);

async function measure(hoofbeats: ServerProcess, floor: ServerProcess) {
  const body = patientViewCall(hookBytes);
  const hook = `${hoofbeats.url}/cds-services/differential-diagnosis`;
  const answer = await (
    await fetch(hook, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  ).json();
  if ((answer as { cards: unknown[] }).cards.length === 0) throw new Error('the benchmark patient gets no card');
  await sequential(hook, body, 50);
  await sequential(floor.url, body, 50);
  const hookTimes: number[] = [];
  const floorTimes: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // In turn, so that a drift of the machine's speed meets both alike.
    const ours = await sequential(hook, body, callsPerRound);
    const theirs = await sequential(floor.url, body, callsPerRound);
    hookTimes.push(...ours);
    floorTimes.push(...theirs);
    ratios.push(sum(theirs) / sum(ours));
  }
  hookTimes.sort((a, b) => a - b);
  floorTimes.sort((a, b) => a - b);
  ratios.sort((a, b) => a - b);
  return {
    bodyKb: Math.round(body.length / 1024),
    hookP50Ms: quantile(hookTimes, 0.5),
    hookP95Ms: quantile(hookTimes, 0.95),
    hookP99Ms: quantile(hookTimes, 0.99),
    floorP50Ms: quantile(floorTimes, 0.5),
    floorP99Ms: quantile(floorTimes, 0.99),
    hookRatio: quantile(ratios, 0.5),
  };
}

async function main(): Promise<void> {
  const build = spawnSync(process.execPath, [join(projectRoot, 'scripts', 'hoofbeats.mjs'), '--help'], {
    stdio: 'ignore',
  });
  if (build.status !== 0) throw new Error('the project does not build');
  const model = await measureModel();
  const hoofbeatsArgs = [join(projectRoot, 'dist', 'cli.js'), 'serve'];
  const starts: number[] = [];
  for (let run = 0; run < 4; run += 1) {
    const server = await startServer(hoofbeatsArgs, '/health/ready');
    starts.push(server.startMs);
    await server.stop();
  }
  const hoofbeats = await startServer(hoofbeatsArgs, '/health/ready');
  const floor = await startServer([join(projectRoot, 'bench', 'floor.mjs')], '/');
  try {
    const restMb = hoofbeats.residentMb();
    const figures = await measure(hoofbeats, floor);
    const result = {
      machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
      startMs: quantile(
        starts.sort((a, b) => a - b),
        0.5,
      ),
      restMb,
      loadedMb: hoofbeats.residentMb(),
      ...figures,
      ...model,
    };
    if (process.argv.includes('--json')) console.log(JSON.stringify(result));
    else
      console.table(
        Object.fromEntries(
          Object.entries(result).map(([key, value]) => [
            key,
            typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
          ]),
        ),
      );
  } finally {
    await Promise.all([hoofbeats.stop(), floor.stop()]);
  }
}

await main();
