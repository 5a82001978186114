import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fhirProfilesDir } from '../../src/config/paths.ts';
import { openRecords, type Records } from '../../src/records.ts';
import { topics, topicUrl } from '../../src/subscriptions/server/topics.ts';
import { sourceState } from '../../src/subscriptions/subscriber/source-state.ts';
import { type EhrServer, openEhr } from '../fixtures/ehr-server.ts';
import { freePort } from '../fixtures/free-port.ts';
import { sourceEntry, sourcesFile } from '../fixtures/notification-sources.ts';
import { hoofbeats, type ServeProcess, serveProcess } from '../fixtures/serve-process.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

/** The full minute: SUBSCRIBED_SECONDS=60. */
const seconds = Number(process.env.SUBSCRIBED_SECONDS ?? 5);
const example = readFileSync(join(fhirProfilesDir, 'examples', 'tall-boy-lens.json'), 'utf8');
const patients = ['milo', 'mila', 'milan', 'milena'];
/** A record with a rare disease in it, of a patient of this id. */
const recordOf = (id: string): Bundle => JSON.parse(example.replaceAll('milo', id));

/** One of the two, with its database within the test's reach. */
interface Instance {
  readonly server: ServeProcess;
  readonly records: Records;
}

describe('two servers that are subscribed to each other', () => {
  let ehr: EhrServer;
  let both: readonly Instance[];
  beforeAll(async () => {
    const resources = patients.flatMap((id) =>
      (recordOf(id).entry ?? []).map(({ resource }) => resource as FhirResource),
    );
    ehr = await openEhr(resources);
    const urls = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
    const settings = urls.map((PUBLIC_URL, at) => ({
      ...{ PUBLIC_URL, PORT: new URL(PUBLIC_URL).port, DATA_DIR: temporaryFolder(), DEADLINE_MS: '20000' },
      NOTIFICATION_SOURCES: sourcesFile(
        sourceEntry({
          fhirServer: `${urls[1 - at]}/fhir`,
          recordServer: ehr.base,
          topic: topicUrl(topics[0]!),
          resourceTypes: ['RiskAssessment'],
          heartbeatSeconds: 10,
        }),
      ),
    }));
    const servers = await Promise.all(settings.map((each) => serveProcess(each)));
    for (const each of settings) await command(['subscribe', 'create'], each);
    both = await Promise.all(
      servers.map(async (server, at) => {
        const { DATA_DIR } = settings[at]!;
        const place = { DATA_DIR, DATABASE_URL: undefined, SEAL_KEYS: undefined, PSEUDONYM_KEY: undefined };
        return { server, records: await openRecords(place) };
      }),
    );
  }, 180_000);
  afterAll(async () => {
    for (const { server, records } of both) {
      await server.stop();
      await records.close();
    }
    await ehr.close();
  });

  async function command(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<string> {
    const child = hoofbeats(args, settings);
    const [output, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    expect(status, errors).toBe(0);
    return output;
  }
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
  const subscriptionOf = ({ records }: Instance) =>
    records.db.selectFrom('subscription').selectAll().executeTakeFirstOrThrow();
  const heardBy = ({ records }: Instance) => sourceState('ehr', records.db);
  /** What has happened at least once. */
  const counted = async ({ server }: Instance, name: string) => {
    const lines = (await (await fetch(`${server.url}/metrics`)).text()).split('\n');
    return lines.filter((line) => line.startsWith(`${name}{`) && !line.endsWith(' 0'));
  };
  /** Asks for assessments, a few at a time, until the time is over. */
  async function askFor(one: Instance, until: number): Promise<number> {
    const asked = await Promise.all(Array.from({ length: 4 }, () => askInTurn(one, until)));
    return asked.reduce((sum, each) => sum + each, 0);
  }
  async function askInTurn({ server }: Instance, until: number): Promise<number> {
    let asked = 0;
    for (; Date.now() < until; asked += 1) {
      const response = await fetch(`${server.url}/fhir/$differential`, {
        method: 'POST',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify(recordOf(patients[asked % patients.length]!)),
      });
      expect(response.status).toBe(200);
      await response.body?.cancel();
    }
    return asked;
  }

  it('V10 V18 S8 S12 S17 SB24 hear of every event, and come to rest', {
    timeout: seconds * 1000 + 120_000,
  }, async () => {
    for (const one of both)
      await expect.poll(async () => (await subscriptionOf(one)).status, { timeout: 20_000 }).toBe('active');
    const asked = await Promise.all(both.map((one) => askFor(one, Date.now() + seconds * 1000)));
    for (const [at, one] of both.entries()) {
      const other = both[1 - at]!;
      await expect
        .poll(
          async () => {
            const [{ events, delivered }, { contiguous, announced }] = [
              await subscriptionOf(one),
              await heardBy(other),
            ];
            return {
              undelivered: events - delivered,
              unheard: events - (contiguous ?? 0),
              announced: announced === events,
            };
          },
          { timeout: 90_000, interval: 500 },
        )
        .toEqual({ undelivered: 0, unheard: 0, announced: true });
      const { events, status, error } = await subscriptionOf(one);
      expect({ status, error }).toEqual({ status: 'active', error: null });
      expect(events).toBeGreaterThanOrEqual(asked[at]!);
      // Events go on coming while one looks: what was counted here must have been heard there, soon and without a hole.
      const heard = async () => {
        const rows = await other.records.db
          .selectFrom('notification_event')
          .select('number')
          .orderBy('number')
          .execute();
        return rows.map(({ number }) => number);
      };
      await expect
        .poll(async () => (await heard()).join() === upTo((await subscriptionOf(one)).events).join(), {
          timeout: 30_000,
        })
        .toBe(true);
    }
    for (const one of both) {
      await expect
        .poll(
          () => one.records.db.selectFrom('notification_event').where('state', '=', 'new').select('key').execute(),
          {
            timeout: 60_000,
          },
        )
        .toEqual([]);
      expect(await counted(one, 'hoofbeats_notification_alarms_total')).toEqual([]);
      const work = (await counted(one, 'hoofbeats_notification_work_total')).join('\n');
      expect(work).toMatch(/outcome="(assessed|unchanged)"/);
      expect(work).not.toMatch(/outcome="(failed|gone|given-up)"/);
    }
    // What one finds is news to the other, which knows it already: they do not go on for ever.
    const events = async () => Promise.all(both.map(async (one) => (await subscriptionOf(one)).events));
    let before = await events();
    const rests = async () => {
      const last = before.join();
      before = await events();
      return before.join() === last;
    };
    await sleep(3_000);
    await expect.poll(rests, { timeout: 60_000, interval: 3_000 }).toBe(true);
  });
});
