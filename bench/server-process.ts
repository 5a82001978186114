import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../test/fixtures/free-port.ts';

export interface ServerProcess {
  readonly url: string;
  /** Milliseconds from spawn to the first 200 of the probe. */
  readonly startMs: number;
  /** Resident set in MiB, as the kernel counts it. */
  residentMb(): number;
  /** Processor time that it has used so far, in milliseconds. */
  cpuMs(): number;
  /** The part of it that the main thread used: so long the event loop was held. */
  loopMs(): number;
  stop(): Promise<void>;
}

/** proc(5): time is counted in ticks of 10 ms on every Linux that Node supports. */
const tickMs = 10;

/** User and system time; the name of the program, in brackets, may hold blanks. */
function cpuTicks(stat: string): number {
  const [, fields = ''] = readFileSync(stat, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13);
  return Number(user) + Number(system);
}

/** Starts a server as its own process and waits until `probe` answers 200. */
export async function startServer(
  args: readonly string[],
  probe: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'hoofbeats-bench-'));
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, [...args], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error', DATA_DIR: dataDir, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with status ${child.exitCode}`);
    const ready = await fetch(url + probe).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) break;
    await sleep(10);
  }
  return {
    url,
    startMs: performance.now() - began,
    residentMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    cpuMs: () => cpuTicks(`/proc/${child.pid}/stat`) * tickMs,
    // proc(5): the main thread has the number of its process.
    loopMs: () => cpuTicks(`/proc/${child.pid}/task/${child.pid}/stat`) * tickMs,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
