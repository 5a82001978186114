import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { projectRoot } from '../../src/config/paths.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

/** What a reader of the pages has: the project, a server that was started as the README says, a Redis, a PostgreSQL. */
export interface Workplace {
  /** A folder like a fresh checkout, in which a page's commands may do what they like. */
  checkout(): string;
  /** Runs commands as the page has them, at the addresses that are really there. */
  run(
    commands: string,
    folder: string,
  ): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }>;
  close(): Promise<void>;
}

/** Addresses that the pages name. */
const pageServer = 'http://127.0.0.1:3000';
const pageRedis = 'redis://127.0.0.1:6379';
const pageDatabase = '$DATABASE_URL';

const curlInstalled = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0;

/** What commands need and this machine lacks, as the Debian package to install. */
export function lacking(commands: string): string | undefined {
  if (/\bcurl /.test(commands) && !curlInstalled) return 'curl';
  if (commands.includes(pageRedis) && !redisInstalled) return 'redis-server';
  return commands.includes(pageDatabase) && !hasPostgres ? 'postgresql' : undefined;
}

/** Not copied: what a checkout does not have, and what is too large. */
const left = new Set(['.git', 'data', 'node_modules']);

/** A copy, since a page may well say `npm ci`, which deletes what it finds. Packages are linked one by one: deleting a link harms nothing. */
function checkout(from: string): string {
  const folder = temporaryFolder();
  for (const name of readdirSync(from))
    if (!left.has(name)) cpSync(join(from, name), join(folder, name), { recursive: true, preserveTimestamps: true });
  const packages = join(folder, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(join(projectRoot, 'node_modules')))
    symlinkSync(join(projectRoot, 'node_modules', name), join(packages, name));
  return folder;
}

/** Starts the server by the README's own command, with nothing in its DATA_DIR. */
export async function openWorkplace(): Promise<Workplace> {
  const dataDir = temporaryFolder();
  // The server's start compiles what has changed; whoever copies this folder later need not.
  const first = checkout(projectRoot);
  const env = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'info', DEADLINE_MS: '20000' };
  const server = spawn('npm', ['start'], {
    cwd: first,
    env: { ...env, PORT: '0' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = `http://127.0.0.1:${await listening(server)}`;
  let redis: RedisServer | undefined;
  let postgres: TestPostgres | undefined;
  let database: string | undefined;
  const settingsFor = async (commands: string) => {
    if (commands.includes(pageRedis)) redis ??= await startRedis();
    if (!commands.includes(pageDatabase)) return {};
    postgres ??= await startPostgres();
    database ??= await postgres.database();
    return { DATABASE_URL: database };
  };
  return {
    checkout: () => checkout(first),
    async run(commands, cwd) {
      const extra = await settingsFor(commands);
      const real = commands.replaceAll(pageServer, url).replaceAll(pageRedis, redis?.url ?? pageRedis);
      const child = spawn('bash', ['-euo', 'pipefail', '-c', real], { cwd, env: { ...env, ...extra } });
      const said = { stdout: '', stderr: '' };
      for (const stream of ['stdout', 'stderr'] as const)
        child[stream].setEncoding('utf8').on('data', (text: string) => {
          said[stream] += text;
        });
      const [status] = (await once(child, 'close')) as [number | null];
      return { status, stdout: said.stdout.replaceAll(url, pageServer), stderr: said.stderr };
    },
    async close() {
      // npm does not pass every signal on: the group it leads gets it.
      process.kill(-server.pid!, 'SIGTERM');
      await once(server, 'close');
      await redis?.stop();
      await postgres?.stop();
      rmSync(first, { recursive: true, force: true });
    },
  };
}

/** The port that the log says. */
function listening({ stdout, stderr }: { readonly stdout: Readable; readonly stderr: Readable }): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    for (const stream of [stdout, stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        const line = log.split('\n').find((one) => one.includes('"listening"') && one.endsWith('}'));
        if (line) resolve(String(JSON.parse(line).port));
      });
    stderr.once('end', () => reject(new Error(`the server ended:\n${log}`)));
  });
}
