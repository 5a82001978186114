import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type NotificationSource, notificationSourcesSchema } from '../../src/config/notification-sources.ts';
import { openRecords, type Records } from '../../src/records.ts';
import { readNotification } from '../../src/subscriptions/codec/read-notification.ts';
import { type DeliverPorts, dueSubscriptions, serveSubscription } from '../../src/subscriptions/server/deliver.ts';
import { publishRun } from '../../src/subscriptions/server/publish.ts';
import { createSubscription } from '../../src/subscriptions/server/subscriptions.ts';
import { finishEvents, takeEvents, waitingEvents } from '../../src/subscriptions/subscriber/inbox.ts';
import { createIntake } from '../../src/subscriptions/subscriber/intake.ts';
import { sourceState } from '../../src/subscriptions/subscriber/source-state.ts';
import { backportNotification, sourceEntry } from '../fixtures/notification-sources.ts';
import { subscriptionTo } from '../fixtures/subscription-site.ts';
import { finishedRun, testKeys } from '../fixtures/test-records.ts';
import type { Place } from './store-suite.ts';

const endpoint = 'https://registry.example/hook';
/** Realm of the runs of `finishedRun`. */
const owner = JSON.stringify(['open-mode', '']);
const now = () => new Date();

/** What every database must do for Subscriptions, with two processes at it; called as `storeSuite` is. */
export function subscriptionStoreSuite(name: string, newPlace: () => Promise<Place>): void {
  describe(`subscriptions in ${name}`, () => {
    const opened: Records[] = [];
    /** The same place, opened by two processes. */
    const openBoth = async () => {
      const place = await newPlace();
      const open = () => openRecords({ ...place, ...testKeys }, { alsoKeep: publishRun });
      const both = [await open(), await open()] as const;
      opened.push(...both);
      return both;
    };
    afterEach(async () => {
      for (const records of opened.splice(0)) await records.close();
    });
    const subscribe = ({ db, keys }: Records) => {
      const ports = { db, ring: keys.seal, mayCall: () => true, now, newId: randomUUID, wake: () => {} };
      return createSubscription(subscriptionTo({ endpoint }), owner, ports);
    };
    /** Delivers for one of the processes, into a list that both share. */
    const deliverPorts = ({ db, keys }: Records, sent: number[][]): DeliverPorts => {
      const send: DeliverPorts['send']['rest-hook'] = async (_id, _spec, bundle) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        sent.push(readNotification({ body: bundle }).events.map(({ number = 0 }) => number));
        return undefined;
      };
      return {
        ...{ db, ring: keys.seal, now, newId: randomUUID, random: () => 0 },
        base: () => 'https://hoofbeats.example/fhir',
        send: { 'rest-hook': send, websocket: send },
        mayReceive: () => true,
        boundHere: () => [],
      };
    };
    const keepMany = async (both: readonly Records[], each: number) => {
      await Promise.all(
        both.map(async ({ keep, trail }) => {
          for (let run = 0; run < each; run += 1) await keep(finishedRun());
          await trail.drained();
        }),
      );
    };

    it('V10 numbers the events of two processes without a hole and without a repetition', async () => {
      const both = await openBoth();
      const { id } = await subscribe(both[0]);
      await keepMany(both, 20);
      const rows = await both[0].db.selectFrom('subscription_event').select('number').orderBy('number').execute();
      expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
      const kept = await both[1].db
        .selectFrom('subscription')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      expect(kept).toMatchObject({ events: 40, delivered: 0 });
    });

    it('V18 delivers each event once when nothing goes wrong, by whichever process comes first', async () => {
      const both = await openBoth();
      await subscribe(both[0]);
      const sent: number[][] = [];
      const ports = both.map((records) => deliverPorts(records, sent));
      const deliver = () =>
        Promise.all(
          ports.map(async (each) => {
            for (const id of await dueSubscriptions(each, 10)) await serveSubscription(id, each);
          }),
        );
      await deliver();
      await keepMany(both, 10);
      for (let pass = 0; pass < 3; pass += 1) await deliver();
      expect(sent[0]).toEqual([]);
      expect(sent.slice(1).flat()).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
      const kept = await both[0].db.selectFrom('subscription').selectAll().executeTakeFirstOrThrow();
      expect(kept).toMatchObject({ status: 'active', delivered: 20, lease_until: null });
    });

    it('S7 S15 keeps what two processes hear once, and hands it out once', async () => {
      const both = await openBoth();
      const entry = sourceEntry({ fhirServer: 'https://ehr.example/fhir' });
      const source: NotificationSource = notificationSourcesSchema.parse({ sources: [entry] }).sources[0]!;
      const notification = (number: number) =>
        readNotification({
          body: backportNotification({
            subscription: 'https://ehr.example/fhir/Subscription/s1',
            events: [{ number, focus: `https://ehr.example/fhir/Observation/o${number}` }],
          }),
        });
      const intakes = both.map(({ db, keys }) => createIntake({ db, ring: keys.seal, now }));
      const numbers = Array.from({ length: 50 }, (_, at) => at + 1);
      await Promise.all(
        intakes.flatMap((intake) => numbers.map((number) => intake.take(source, notification(number)))),
      );
      expect(await waitingEvents(both[0].db)).toMatchObject([{ source: 'ehr', count: 50 }]);
      expect(await sourceState('ehr', both[1].db)).toMatchObject({ status: 'active', announced: 50 });
      const lease = {
        now: new Date(Date.now() + 1_000).toISOString(),
        until: new Date(Date.now() + 60_000).toISOString(),
        most: 30,
      };
      const taken = await Promise.all(both.map(({ db, keys }) => takeEvents('ehr', lease, db, keys.seal)));
      const heard = taken.flat().map(({ number = 0 }) => number);
      expect(new Set(heard).size).toBe(heard.length);
      const rest = await takeEvents('ehr', lease, both[0].db, both[0].keys.seal);
      const all = [...taken.flat(), ...rest];
      expect(all.map(({ number = 0 }) => number).sort((a, b) => a - b)).toEqual(numbers);
      expect(all.find(({ number }) => number === 7)?.focus).toBe('https://ehr.example/fhir/Observation/o7');
      await finishEvents(
        'ehr',
        all.map(({ key }) => key),
        both[1].db,
      );
      expect(await waitingEvents(both[0].db)).toEqual([]);
      expect(await takeEvents('ehr', lease, both[0].db, both[0].keys.seal)).toEqual([]);
    });
  });
}
