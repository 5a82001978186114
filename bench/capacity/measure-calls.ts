import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoadOptions, load } from '../load.ts';
import { callMarkers, patientViewCall } from '../prefetch.ts';
import { startServer } from '../server-process.ts';
import type { Measured, MeasuredCalls, MeasuredRate } from './measured.ts';

const sizesKb = [20, 200];
const seconds = { warm: 8, alone: 12, full: 8, open: 12 };
/** Enough to leave the event loop no pause. */
const fullConnections = 16;
/** Calls a second that the simulation is compared at, for each size. */
const rates: Readonly<Record<number, readonly number[]>> = { 20: [20, 60, 90], 200: [20, 40, 60] };
/** The open loop must never wait for a connection. */
const freeConnections = 256;

/**
 * patient-view on one process with its embedded database: one call after the other for the time that a call takes, as many as it
 * can for what a call costs it, since calls that meet share runs of the model, then steady rates.
 */
export async function measureCalls(
  args: readonly string[],
): Promise<Pick<Measured, 'calls' | 'rates' | 'restMb' | 'loadedMb'>> {
  const dir = mkdtempSync(join(tmpdir(), 'hoofbeats-capacity-'));
  const server = await startServer(args, '/health/ready', { DEADLINE_MS: '30000' });
  const url = `${server.url}/cds-services/differential-diagnosis`;
  try {
    const restMb = server.residentMb();
    const calls: MeasuredCalls[] = [];
    const met: MeasuredRate[] = [];
    for (const kb of sizesKb) {
      const bodyFile = join(dir, `${kb}.json`);
      writeFileSync(bodyFile, patientViewCall(kb * 1024));
      const run = (options: Partial<LoadOptions>) =>
        load({ url, bodyFile, markers: callMarkers, connections: 1, seconds: seconds.alone, ...options });
      await run({ seconds: seconds.warm, connections: fullConnections });
      const alone = await run({});
      const before = { loop: server.loopMs(), cpu: server.cpuMs() };
      const full = await run({ seconds: seconds.full, connections: fullConnections });
      calls.push({
        kb,
        latencyMs: alone.stepsMs,
        loopMs: (server.loopMs() - before.loop) / full.calls,
        cpuMs: (server.cpuMs() - before.cpu) / full.calls,
      });
      for (const perSecond of rates[kb]!) {
        const { p50Ms, p95Ms, p99Ms } = await run({ connections: freeConnections, perSecond, seconds: seconds.open });
        met.push({ kb, perSecond, p50Ms, p95Ms, p99Ms });
      }
    }
    return { calls, rates: met, restMb, loadedMb: server.residentMb() };
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
