import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';
import { fallen, keepRatios, measureGuarded } from './guard.ts';
import { type HookCell, measureHook, type SteadyLoad } from './hook.ts';
import { failedCalls } from './load.ts';
import { measureModel } from './model.ts';
import { measureNotifications } from './notifications.ts';
import { measureQueue } from './queue.ts';
import { measureScreening } from './screen.ts';
import { serveCommand } from './serve-command.ts';
import { startServer } from './server-process.ts';

const hookOptions = { seconds: 3, rounds: 5 };
const synthea = join(process.env.HOOFBEATS_DATA ?? join(projectRoot, '..', 'shared', 'data'), 'synthea');
/** Bytes to screen: so many that the start hardly counts, and that memory would tell if it grew with the input. A minute or two. */
const screenBytes = Number(process.env.BENCH_SCREEN_MB ?? 2000) * 1e6;

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

async function main(): Promise<void> {
  const hoofbeatsArgs = serveCommand();
  if (process.argv.includes('--guard')) return guard(hoofbeatsArgs);
  const model = await measureModel();
  const starts: number[] = [];
  for (let run = 0; run < 4; run += 1) {
    const server = await startServer(hoofbeatsArgs, '/health/ready');
    starts.push(server.startMs);
    await server.stop();
  }
  const resting = await startServer(hoofbeatsArgs, '/health/ready');
  const restMb = resting.residentMb();
  await resting.stop();
  const { cells, steady, ...hook } = await measureHook(hoofbeatsArgs, hookOptions);
  const queue = await measureQueue();
  const notifications = await measureNotifications(hoofbeatsArgs);
  const screening = existsSync(synthea) ? await measureScreening(synthea, screenBytes) : undefined;
  const figures = {
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
    startMs: quantile(
      starts.sort((a, b) => a - b),
      0.5,
    ),
    restMb,
    ...hook,
    ...model,
    ...queue,
    ...notifications,
    ...(screening && {
      screenRatio: screening.one.ratio,
      screenRatioTwoThreads: screening.two.ratio,
      screenSpeedUp: screening.speedUp,
      screenPeakMb: screening.two.peakMb,
      screenPatientsPerSecond: screening.one.patientsPerSecond,
    }),
  };
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ ...figures, hookCells: cells, hookSteady: steady }));
    return;
  }
  console.table(Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, short(value)])));
  console.table(cells.map(cellRow));
  console.table(steady.map(steadyRow));
}

/** A minute's measurement against the one that was kept; `--keep` keeps it. */
async function guard(serve: readonly string[]): Promise<void> {
  const ratios = await measureGuarded(serve);
  console.error(JSON.stringify(ratios));
  if (process.argv.includes('--keep')) return keepRatios(ratios);
  const problems = fallen(ratios);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

const cellRow = ({ kb, connections, hook, floor, ratio }: HookCell) => ({
  kb,
  connections,
  'calls/s': short(hook.perSecond),
  'p50 ms': short(hook.p50Ms),
  'p95 ms': short(hook.p95Ms),
  'p99 ms': short(hook.p99Ms),
  'floor calls/s': short(floor.perSecond),
  'floor p50 ms': short(floor.p50Ms),
  'floor p95 ms': short(floor.p95Ms),
  'floor p99 ms': short(floor.p99Ms),
  ratio: short(ratio),
});

const steadyRow = ({ kb, hook, floor }: SteadyLoad) => ({
  'kb, at 100 calls/s': kb,
  'p50 ms': short(hook.p50Ms),
  'p95 ms': short(hook.p95Ms),
  'p99 ms': short(hook.p99Ms),
  empty: hook.empty,
  refused: failedCalls(hook),
  'floor p50 ms': short(floor.p50Ms),
  'floor p99 ms': short(floor.p99Ms),
});

const short = (value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value);

await main();
