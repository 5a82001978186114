import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../src/config/paths.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

export interface ServerProcess {
  readonly url: string;
  /** Whether it still runs. */
  alive(): boolean;
  /** Resident set in MiB, as the kernel of Linux counts it; NaN elsewhere. */
  residentMb(): number;
  /** Lines that it has logged as errors, the last fifty. */
  readonly errors: readonly string[];
  stop(): Promise<void>;
}

/**
 * Old space in MiB: nearly twice what a server holds that has met everything once. With more, garbage may lie for a
 * thousand requests and look like a leak; with this, what is left is held, and a leak ends the process.
 */
const heapMb = 192;

/** `hoofbeats serve` as a process of its own: a crash or a leak is its own, and not that of the test. */
export async function startServerProcess(settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, '--import', 'tsx', 'src/cli.ts', 'serve'], {
    cwd: projectRoot,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: temporaryFolder(), LOG_LEVEL: 'info', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const errors: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (status) => reject(new Error(`the server ended with status ${status}:\n${errors.join('\n')}`)));
    createInterface({ input: child.stderr }).on('line', (line) => {
      const { message, level, port } = parsed(line);
      if (message === 'listening') resolve(Number(port));
      if (level === 'error' || level === undefined) errors.splice(0, Math.max(0, errors.push(line) - 50));
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    alive: () => child.exitCode === null && child.signalCode === null,
    residentMb: () => residentMb(child),
    errors,
    async stop() {
      child.removeAllListeners('exit');
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** A line of the log; a line that is no JSON comes from Node itself, which says how it died. */
function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}

const residentMb = ({ pid }: ChildProcess) =>
  process.platform !== 'linux'
    ? Number.NaN
    : Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
