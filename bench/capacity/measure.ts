import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/paths.ts';
import { measureQueue } from '../queue.ts';
import { measureCalls } from './measure-calls.ts';
import { measurePostgres } from './measure-postgres.ts';
import { measureScreening } from './measure-screening.ts';
import type { Measured } from './measured.ts';

/**
 * Measures everything that the plan is made of, in some five minutes on an idle machine.
 * @param args of Node, which start a server
 * @throws Error when Redis, PostgreSQL or the Synthea records are missing
 */
export async function measure(args: readonly string[]): Promise<Measured> {
  const synthea = join(process.env.HOOFBEATS_DATA ?? join(projectRoot, '..', 'shared', 'data'), 'synthea');
  if (!existsSync(synthea)) throw new Error('HOOFBEATS_DATA names no folder with synthea/*.ndjson.gz.');
  const calls = await measureCalls(args);
  const queue = await measureQueue();
  if (!queue) throw new Error('Redis is not installed (apt-get install redis-server).');
  return {
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
    date: new Date().toISOString().slice(0, 10),
    ...calls,
    worker: { jobsPerSecond: queue.queueJobsPerSecond, redisCpuMsPerJob: queue.queueRedisMsPerJob },
    postgres: await measurePostgres(),
    screening: await measureScreening(synthea),
  };
}
