import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../src/config/paths.ts';
import { changingEhr } from '../test/fixtures/changing-ehr.ts';
import { backportNotification, path, secret, sourceEntry, sourcesFile } from '../test/fixtures/notification-sources.ts';
import { failedCalls, type Load, load } from './load.ts';
import { startServer } from './server-process.ts';

export interface NotificationMeasures {
  /** From when a notification was due to its answer, while what they tell of is worked on. */
  readonly notificationP50Ms: number;
  readonly notificationP99Ms: number;
  /** The same while nothing else is done. */
  readonly notificationAloneP50Ms: number;
  readonly notificationAloneP99Ms: number;
  /** Processor time of one notification, from the socket to the disk. */
  readonly notificationCpuMs: number;
  /** Share of the notifications that were not accepted. */
  readonly notificationsRefused: number;
}

export interface NotificationBenchOptions {
  readonly perSecond?: number;
  readonly seconds?: number;
  readonly patients?: number;
}

/** Digits that become the number of the event. */
const marker = '90210902';
/** The open loop must never wait for a connection. */
const freeConnections = 512;
/** Longer than the load lasts. */
const neverSeconds = 600;

/**
 * Notifications with ids only at a steady rate, each an event of its own, into a server with its embedded database. Once
 * with the work put off, which is the intake alone, and once as it is shipped, with an EHR whose patients are assessed
 * meanwhile.
 * @param args of Node, which start a server
 */
export async function measureNotifications(
  args: readonly string[],
  { perSecond = 1_000, seconds = 10, patients = 50 }: NotificationBenchOptions = {},
): Promise<NotificationMeasures> {
  const dir = mkdtempSync(join(tmpdir(), 'hoofbeats-notifications-'));
  const ids = Array.from({ length: patients }, (_, at) => String(at));
  const ehr = await changingEhr(ids, (id) => String(Number(id) % patients));
  const bodyFile = join(dir, 'notification.json');
  const focus = `${ehr.base}/Observation/potassium-${marker}`;
  const subscription = `${ehr.base}/Subscription/s1`;
  const body = JSON.stringify(backportNotification({ subscription, events: [{ number: Number(marker), focus }] }));
  writeFileSync(bodyFile, body);
  const run = async (debounceSeconds: number | undefined) => {
    const NOTIFICATION_SOURCES = sourcesFile(sourceEntry({ fhirServer: ehr.base, debounceSeconds }));
    const server = await startServer(args, '/health/ready', { NOTIFICATION_SOURCES });
    try {
      const url = `${server.url}/notifications/${path}`;
      const options = { url, bodyFile, markers: [marker], headers: { [secret.header]: secret.value } };
      // The first hundred find code that has not been compiled.
      await load({ ...options, connections: 8, seconds: 1, perSecond: 100 });
      const before = server.cpuMs();
      const done = await load({ ...options, connections: freeConnections, seconds, perSecond });
      return { done, cpuMs: server.cpuMs() - before };
    } finally {
      await server.stop();
    }
  };
  try {
    const alone = await run(neverSeconds);
    const working = await run(undefined);
    return {
      notificationP50Ms: working.done.p50Ms,
      notificationP99Ms: working.done.p99Ms,
      notificationAloneP50Ms: alone.done.p50Ms,
      notificationAloneP99Ms: alone.done.p99Ms,
      notificationCpuMs: alone.cpuMs / alone.done.calls,
      notificationsRefused: refused(working.done),
    };
  } finally {
    await ehr.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

function refused(load: Load): number {
  const failed = failedCalls(load);
  return failed / (load.calls + failed);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await measureNotifications([join(projectRoot, 'dist', 'cli.js'), 'serve'])));
}
