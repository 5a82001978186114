import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';
import { writeFloorInput } from './floor-input.ts';
import { failedCalls, type Load, type LoadOptions, load } from './load.ts';
import { callMarkers, patientViewCall } from './prefetch.ts';
import { startServer } from './server-process.ts';

/** One cell of the table: a size of prefetch at a number of connections. */
export interface HookCell {
  readonly kb: number;
  readonly connections: number;
  readonly hook: Load;
  readonly floor: Load;
  /** Share of the floor's throughput. */
  readonly ratio: number;
}

/** What calls of one size met at a steady rate. */
export interface SteadyLoad {
  readonly kb: number;
  readonly hook: Load;
  readonly floor: Load;
}

export interface HookMeasures {
  readonly cells: readonly HookCell[];
  /** 100 calls a second, in an open loop, of a server that has been at work for some seconds. */
  readonly steady: readonly SteadyLoad[];
  /** Share of the floor's throughput at 200 KB and 16 connections: the middle of several rounds. */
  readonly hookRatio: number;
  readonly hookP50Ms: number;
  readonly hookP95Ms: number;
  readonly hookP99Ms: number;
  /** Share of the steady calls of 200 KB that got no card in time, or a refusal. */
  readonly hookMissed: number;
  readonly floorP50Ms: number;
  readonly floorP99Ms: number;
}

export interface HookBenchOptions {
  /** Seconds of each load. */
  readonly seconds: number;
  /** Times that hook and floor take turns at 200 KB and 16 connections. */
  readonly rounds: number;
  readonly sizesKb?: readonly number[];
  readonly connections?: readonly number[];
}

const usualSizesKb = [20, 200, 2048];
const usualConnections = [1, 16, 64];
const judged = { kb: 200, connections: 16, perSecond: 100 } as const;
const steadySizesKb = [20, judged.kb];
/** Seconds of a few calls at a time before a steady rate: the first calls of a process are no measure of the others. */
const warm = { connections: 4, seconds: 5 } as const;
/** The open loop must never wait for a connection. */
const freeConnections = 256;
const service = '/cds-services/differential-diagnosis';

/** Every call is worked to its end: what the deadline cuts short is no throughput. */
const patient = { DEADLINE_MS: '30000' };

/**
 * patient-view beside the floor (floor.mjs), with the same bodies from the same client. Each call comes from another
 * clinician and is about another patient: a card that was seen is not made again. Throughput is of a server with a long deadline, latency at a steady
 * rate of one as it is shipped, where a call that comes too late is answered without a card.
 * @param args of Node, which start a server
 */
export async function measureHook(
  args: readonly string[],
  { seconds, rounds, sizesKb = usualSizesKb, connections = usualConnections }: HookBenchOptions,
): Promise<HookMeasures> {
  const dir = mkdtempSync(join(tmpdir(), 'hoofbeats-hook-'));
  const bodyFile = (kb: number) => join(dir, `${kb}.json`);
  for (const kb of new Set([...sizesKb, ...steadySizesKb])) writeFileSync(bodyFile(kb), patientViewCall(kb * 1024));
  const floorInput = join(dir, 'floor.json');
  await writeFloorInput(patientViewCall(judged.kb * 1024), floorInput);
  const floor = await startServer([join(projectRoot, 'bench', 'floor.mjs')], '/', { FLOOR_INPUT: floorInput });
  const run = (url: string, kb: number, options: Partial<LoadOptions>) =>
    load({ url, bodyFile: bodyFile(kb), markers: callMarkers, seconds, connections: judged.connections, ...options });

  const throughput = async (hook: string) => {
    const cell = async (kb: number, count: number): Promise<HookCell> => {
      // In turn, so that a drift of the machine's speed meets both alike.
      const ours = sound(await run(hook, kb, { connections: count }));
      const theirs = sound(await run(floor.url, kb, { connections: count }));
      return { kb, connections: count, hook: ours, floor: theirs, ratio: ours.perSecond / theirs.perSecond };
    };
    await cell(judged.kb, judged.connections);
    const cells: HookCell[] = [];
    for (const kb of sizesKb) for (const count of connections) cells.push(await cell(kb, count));
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) ratios.push((await cell(judged.kb, judged.connections)).ratio);
    return { cells, hookRatio: ratios.sort((a, b) => a - b)[Math.floor(rounds / 2)]! };
  };
  const steady = async (hook: string) => {
    const rate = { connections: freeConnections, perSecond: judged.perSecond };
    const loads: SteadyLoad[] = [];
    for (const kb of steadySizesKb) {
      sound(await run(hook, kb, warm));
      loads.push({ kb, hook: await run(hook, kb, rate), floor: sound(await run(floor.url, kb, rate)) });
    }
    return loads;
  };

  try {
    const work = await withServer(args, patient, throughput);
    const at100 = await withServer(args, {}, steady);
    const large = at100.find(({ kb }) => kb === judged.kb)!;
    const { p50Ms, p95Ms, p99Ms } = large.hook;
    return {
      ...work,
      steady: at100,
      hookP50Ms: p50Ms,
      hookP95Ms: p95Ms,
      hookP99Ms: p99Ms,
      hookMissed: missed(large.hook),
      floorP50Ms: large.floor.p50Ms,
      floorP99Ms: large.floor.p99Ms,
    };
  } finally {
    await floor.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function withServer<T>(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  work: (hook: string) => Promise<T>,
): Promise<T> {
  const server = await startServer(args, '/health/ready', settings);
  try {
    return await work(server.url + service);
  } finally {
    await server.stop();
  }
}

/** A server whose calls fail is no measurement. */
function sound(done: Load): Load {
  const [failure] = Object.entries(done.failures);
  if (failure) throw new Error(`${failure[1]} calls failed: ${failure[0]}`);
  if (done.calls === 0) throw new Error('no call was answered');
  return done;
}

function missed(load: Load): number {
  const failed = failedCalls(load);
  return (load.empty + failed) / (load.calls + failed);
}
