import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecords, type Records } from '../../src/records.ts';
import { findAssessment } from '../../src/store/assessments.ts';
import { type ChangingEhr, changingEhr } from '../fixtures/changing-ehr.ts';
import { freePort } from '../fixtures/free-port.ts';
import { backportNotification, path, secret, sourceEntry, sourcesFile } from '../fixtures/notification-sources.ts';
import { type ServeProcess, serveProcess } from '../fixtures/serve-process.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

/** Sending 10,000 takes a quarter of an hour: KILL_NOTIFICATIONS=10000 KILLS=20. */
const notifications = Number(process.env.KILL_NOTIFICATIONS ?? 300);
const kills = Number(process.env.KILLS ?? 3);
const patients = Array.from({ length: Math.max(20, notifications / 50) }, (_, at) => `p${at}`);
const senders = 8;

describe('a subscriber that is killed at random', () => {
  const DATA_DIR = temporaryFolder();
  let ehr: ChangingEhr;
  let settings: Readonly<Record<string, string>>;
  let server: ServeProcess;
  let records: Records;
  beforeAll(async () => {
    ehr = await changingEhr(patients);
    const source = sourceEntry({ fhirServer: ehr.base, debounceSeconds: 0.2 });
    settings = {
      DATA_DIR,
      NOTIFICATION_SOURCES: sourcesFile(source),
      PORT: String(await freePort()),
      LOG_LEVEL: 'info',
    };
    server = await serveProcess(settings);
    records = await openRecords({ DATA_DIR, DATABASE_URL: undefined, SEAL_KEYS: undefined, PSEUDONYM_KEY: undefined });
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    await records.close();
    await ehr.close();
  });

  /** Sends an event until it is accepted, as an EHR does; tells how often that took. */
  async function send(number: number): Promise<number> {
    const focus = `${ehr.base}/${ehr.change(patients[number % patients.length]!)}`;
    const body = JSON.stringify(
      backportNotification({ subscription: `${ehr.base}/Subscription/s1`, events: [{ number, focus }] }),
    );
    for (let attempt = 1; ; attempt += 1) {
      const accepted = await fetch(`${server.url}/notifications/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/fhir+json', [secret.header]: secret.value },
        body,
        signal: AbortSignal.timeout(10_000),
      }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (accepted) return attempt;
      await sleep(50);
    }
  }
  const events = (state: string) =>
    records.db
      .selectFrom('notification_event')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', state)
      .executeTakeFirstOrThrow()
      .then(({ count }) => count);

  it('V18 S7 loses no event, and assesses no state twice', { timeout: 3_600_000 }, async () => {
    let next = 0;
    let accepted = 0;
    let repeated = 0;
    const sending = Array.from({ length: senders }, async () => {
      while (next < notifications) {
        next += 1;
        const attempts = await send(next);
        accepted += 1;
        if (attempts > 1) repeated += 1;
        // An EHR does not send everything in one second: there is to be something left after each death.
        await sleep(20);
      }
    });
    for (let kill = 1; kill <= kills; kill += 1) {
      const due = (kill * notifications) / (kills + 0.5);
      while (accepted < Math.min(due, notifications)) await sleep(5);
      await sleep(Math.random() * 400);
      await server.kill();
      server = await serveProcess(settings);
    }
    await Promise.all(sending);
    expect(repeated).toBeGreaterThan(0);
    await expect.poll(() => events('new'), { timeout: 600_000, interval: 500 }).toBe(0);
    expect(await events('done')).toBe(notifications);

    const kept = await records.db.selectFrom('assessment').select(['id', 'patient', 'input_hash']).execute();
    const states = kept.map(({ patient, input_hash }) => `${patient} ${input_hash}`);
    expect(states.length - new Set(states).size).toBe(0);
    for (const id of patients) {
      const patient = records.pseudonymise(`Patient/${id}`, { client: 'open-mode' });
      const newest = await records.db
        .selectFrom('assessment')
        .select('id')
        .where('patient', '=', patient)
        .orderBy('created_at', 'desc')
        .executeTakeFirstOrThrow();
      const run = await findAssessment(newest.id, records.db, records.keys.seal);
      const sources = run.case.findings.flatMap((finding) => finding.sources);
      const potassium = sources.find(({ reference }) => reference === `Observation/potassium-${id}`);
      expect(potassium?.value, id).toBe(String(ehr.value(id)));
    }
  });
});
