import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NotificationSource, notificationSourcesSchema } from '../../src/config/notification-sources.ts';
import type { Records } from '../../src/records.ts';
import { readSubscription } from '../../src/subscriptions/server/read-subscription.ts';
import { topics, topicUrl } from '../../src/subscriptions/server/topics.ts';
import {
  lifetimeMs,
  type RegistrationPorts,
  renewBeforeMs,
  renewInTime,
  subscribe,
  subscriptionFor,
  unsubscribe,
} from '../../src/subscriptions/subscriber/registration.ts';
import { sourceState } from '../../src/subscriptions/subscriber/source-state.ts';
import { writeSource } from '../../src/subscriptions/subscriber/write-source.ts';
import { type EhrServer, openEhr } from '../fixtures/ehr-server.ts';
import { problemsOf } from '../fixtures/fhir-judge.ts';
import { path, secret, sourceEntry, sourcesFile } from '../fixtures/notification-sources.ts';
import { hoofbeats } from '../fixtures/serve-process.ts';
import { type SubscriptionSite, subscriptionSite } from '../fixtures/subscription-site.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { openTestRecords } from '../fixtures/test-records.ts';

// The handshake goes nowhere, which is as well here: nothing listens at the other end.
const publicUrl = 'https://hoofbeats.example';
const topic = topicUrl(topics[0]!);
const filters = ['RiskAssessment?patient=Patient/1', 'RiskAssessment?probability=ge0.5'];

const sourceOf = (entry: Parameters<typeof sourceEntry>[0]): NotificationSource =>
  notificationSourcesSchema.parse({ sources: [sourceEntry(entry)] }).sources[0]!;

describe('a Subscription that is asked for at an EHR', () => {
  let records: Records;
  let ahead: number;
  const now = () => new Date(Date.now() + ahead);
  beforeEach(async () => {
    ahead = 0;
    records = await openTestRecords();
  });
  afterEach(() => records.close());

  const portsFor = (source: NotificationSource): RegistrationPorts => ({
    ...{ db: records.db, write: writeSource(source, undefined), publicUrl: () => publicUrl, now },
  });
  const inDays = (days: number) => {
    ahead = days * 24 * 3_600_000;
  };

  describe('with topics', () => {
    let site: SubscriptionSite;
    let source: NotificationSource;
    beforeEach(async () => {
      site = await subscriptionSite({ endpoints: [publicUrl] });
      source = sourceOf({ fhirServer: `${site.server.url}/fhir`, topic, filters, heartbeatSeconds: 60 });
    });
    afterEach(() => site.close());
    const held = async (id: string | undefined) => (await request(site.app).get(`/fhir/Subscription/${id}`)).body;

    it('S12 S13 SB23 SB64 SB68 SB76 SB96 names topic, filters and content, and is accepted by a server of the guide', async () => {
      const { subscription, endsAt, status } = await subscribe(source, portsFor(source));
      expect(status).toBe('requested');
      expect(Date.parse(endsAt!) - Date.now()).toBeGreaterThan(lifetimeMs - 60_000);
      const resource = await held(subscription);
      expect(problemsOf(resource)).toEqual([]);
      expect(readSubscription(resource, { mayCall: () => true })).toMatchObject({
        topic: { id: topics[0]!.id },
        filters: [{ parameter: 'patient' }, { parameter: 'probability', values: ['0.5'] }],
        channel: 'rest-hook',
        endpoint: `${publicUrl}/notifications/${path}`,
        headers: [[secret.header, secret.value]],
        content: 'id-only',
        heartbeatSeconds: 60,
        end: endsAt,
      });
    });

    it('S14 SB86 carries no cross-version extension', () => {
      const urls = [
        ...JSON.stringify(subscriptionFor(source, publicUrl, '2026-12-01T00:00:00Z')).matchAll(/"url":"([^"]+)"/g),
      ];
      expect(urls.length).toBeGreaterThan(2);
      for (const [, url] of urls) expect(url).toMatch(/uv\/subscriptions-backport\/StructureDefinition/);
    });

    it('S12 is renewed before its end, and not long before', async () => {
      const ports = portsFor(source);
      const made = await subscribe(source, ports);
      inDays(1);
      await renewInTime(source, ports);
      expect((await sourceState(source.id, records.db)).endsAt).toBe(made.endsAt);
      ahead = lifetimeMs - renewBeforeMs + 60_000;
      await renewInTime(source, ports);
      const renewed = await sourceState(source.id, records.db);
      expect(renewed.subscription).toBe(made.subscription);
      expect(renewed.endsAt! > made.endsAt!).toBe(true);
      expect((await held(made.subscription)).end).toBe(renewed.endsAt);
    });

    it('S12 is made again where the server has lost it', async () => {
      const ports = portsFor(source);
      const made = await subscribe(source, ports);
      await request(site.app).delete(`/fhir/Subscription/${made.subscription}`).expect(204);
      const again = await subscribe(source, ports);
      expect(again.subscription).not.toBe(made.subscription);
      expect(await held(again.subscription)).toMatchObject({ criteria: topic });
    });

    it('S12 is deleted, and then nothing is renewed', async () => {
      const ports = portsFor(source);
      const { subscription } = await subscribe(source, ports);
      await unsubscribe(source, ports);
      await request(site.app).get(`/fhir/Subscription/${subscription}`).expect(404);
      inDays(10);
      await renewInTime(source, ports);
      expect(await sourceState(source.id, records.db)).toEqual({ id: source.id, status: 'requested' });
    });

    it('S12 is made, listed, renewed and deleted at the command line', { timeout: 120_000 }, async () => {
      const settings = {
        ...{ DATA_DIR: temporaryFolder(), PUBLIC_URL: publicUrl },
        NOTIFICATION_SOURCES: sourcesFile(sourceEntry({ fhirServer: `${site.server.url}/fhir`, topic })),
      };
      const run = async (args: readonly string[]) => {
        const child = hoofbeats(['subscribe', ...args, '--json'], settings);
        const [output, , [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
        return status === 0 ? JSON.parse(output).sources : { status };
      };
      const [{ subscription }] = await run(['create']);
      expect(await held(subscription)).toMatchObject({ criteria: topic });
      expect(await run(['create', 'ehr'])).toMatchObject([{ subscription }]);
      expect(await run(['renew'])).toMatchObject([{ subscription }]);
      expect(await run(['list'])).toMatchObject([{ id: 'ehr', subscription }]);
      expect(await run(['list', 'another'])).toEqual({ status: 2 });
      expect(await run(['delete'])).toEqual([expect.not.objectContaining({ subscription })]);
      expect((await held(subscription)).resourceType).toBe('OperationOutcome');
    });
  });

  describe('without topics', () => {
    let ehr: EhrServer;
    afterEach(() => ehr.close());

    it('S12 S13 asks by criteria of R4, renews and deletes', async () => {
      ehr = await openEhr([]);
      const source = sourceOf({ fhirServer: ehr.base, criteria: 'Observation?category=laboratory' });
      const ports = portsFor(source);
      const { subscription } = await subscribe(source, ports);
      const held = async () => (await fetch(`${ehr.base}/Subscription/${subscription}`)).json();
      const made = (await held()) as { readonly end: string };
      expect(problemsOf(made)).toEqual([]);
      expect(made).toMatchObject({
        status: 'requested',
        criteria: 'Observation?category=laboratory',
        channel: {
          type: 'rest-hook',
          endpoint: `${publicUrl}/notifications/${path}`,
          payload: 'application/fhir+json',
        },
      });
      expect(JSON.stringify(made)).not.toContain('subscriptions-backport');
      inDays(6.5);
      await renewInTime(source, ports);
      expect(((await held()) as { readonly end: string }).end > made.end).toBe(true);
      await unsubscribe(source, ports);
      expect(await held()).toMatchObject({ resourceType: 'OperationOutcome' });
    });

    it('is refused for a source that names neither topic nor criteria', async () => {
      ehr = await openEhr([]);
      const source = sourceOf({ fhirServer: ehr.base });
      await expect(subscribe(source, portsFor(source))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    });
  });
});
