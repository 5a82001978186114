import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { sourceState } from '../../src/subscriptions/subscriber/source-state.ts';
import { type EhrServer, listenAsEhr, sendJson } from '../fixtures/ehr-server.ts';
import { backportNotification, path, secret } from '../fixtures/notification-sources.ts';
import { type SubscriberSite, type SubscriberSiteOptions, subscriberSite } from '../fixtures/subscriber-site.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const fixture = (name: string) =>
  JSON.parse(readFileSync(join(projectRoot, 'test', 'fixtures', 'notifications', `${name}.json`), 'utf8'));

/** What the EHR answers: path below the base → resource. */
type Answers = Record<string, object | undefined>;

describe('a subscriber', () => {
  let ehr: EhrServer;
  let answers: Answers;
  const sites: SubscriberSite[] = [];

  beforeEach(async () => {
    answers = {};
    ehr = await listenAsEhr((asked, response) => {
      const found = Object.entries(answers).find(([start]) => asked.startsWith(start))?.[1];
      if (found) sendJson(response, found);
      else sendJson(response, { resourceType: 'OperationOutcome' }, 404);
    });
  });
  afterEach(async () => {
    for (const site of sites.splice(0)) await site.close();
    await ehr.close();
  });

  const open = async (source: Record<string, unknown> = {}, options: Partial<SubscriberSiteOptions> = {}) => {
    const site = await subscriberSite({ source: { fhirServer: ehr.base, ...source }, ...options });
    sites.push(site);
    return site;
  };
  const post = (
    { app }: SubscriberSite,
    body?: object,
    headers: Record<string, string> = { [secret.header]: secret.value },
  ) => {
    const call = request(app).post(`/notifications/${path}`).set(headers);
    return body ? call.type('application/fhir+json').send(JSON.stringify(body)) : call;
  };
  /** A backport notification of observations at the test's EHR. */
  const backportEvents = (numbers: readonly number[], since = numbers.at(-1) ?? 0, type = 'event-notification') =>
    backportNotification({
      ...{ subscription: `${ehr.base}/Subscription/s1`, since, type },
      events: numbers.map((number) => ({ number, focus: `${ehr.base}/Observation/o${number}` })),
    });
  const observation = (id: string, patient: string) => ({
    resourceType: 'Observation',
    id,
    subject: { reference: `Patient/${patient}` },
  });
  const settled = (site: SubscriberSite, patients: readonly string[]) =>
    expect.poll(() => [...site.assessed].sort(), { timeout: 8_000 }).toEqual([...patients].sort());

  it('S1 takes nothing from whoever has not the secret, nor from anybody at another path', async () => {
    const site = await open();
    const body = fixture('r4-criteria-observation');
    await post(site, body, {}).expect(401);
    await post(site, body, { [secret.header]: `${secret.value}x` }).expect(401);
    await request(site.app).post('/notifications/zyxwvutsrqponmlkjihgfedcba98765').send(body).expect(404);
    await post(site, body).expect(200);
    await settled(site, ['p1']);
  });

  it('S1 checks the HMAC over the body as it came, in the form that athenahealth sends', async () => {
    const key = 'an hmac key of sixteen or more';
    const site = await open({ secret: undefined, hmac: { key }, dialect: 'athenahealth', fhirServer: ehr.base });
    const text = ` ${JSON.stringify(fixture('r4-criteria-observation'))}\n`;
    const signature = `sha256=${createHmac('sha256', key).update(text).digest('hex')}`;
    const send = (sent: string, header: string) =>
      request(site.app)
        .post(`/notifications/${path}`)
        .set('X-Hub-Signature', header)
        .type('application/json')
        .send(sent);
    await send(text.trim(), signature).expect(401);
    await send(
      text,
      signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    ).expect(401);
    await send(text, signature).expect(200);
    await settled(site, ['p1']);
  });

  it('S1 takes no body that nests beyond all records, not even from its source', async () => {
    const site = await open();
    const deep = `{"resourceType":"Observation","id":"o1","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    await request(site.app)
      .post(`/notifications/${path}`)
      .set(secret.header, secret.value)
      .type('application/fhir+json')
      .send(deep)
      .expect(400);
    await post(site, fixture('r4-criteria-observation')).expect(200);
    await settled(site, ['p1']);
  });

  it('S3 answers before anything is read from the EHR', async () => {
    const site = await open({}, { start: false });
    await post(site, fixture('r4b-id-only')).expect(200);
    expect(ehr.requests).toEqual([]);
  });

  it('S4 hears all the dialects: a bare resource by PUT, an empty body, Bundles', async () => {
    const site = await open();
    answers['Observation?category=laboratory'] = {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: [{ resource: { ...observation('k-2', 'p2'), meta: { versionId: '1' } } }],
    };
    answers['Observation?category=vital'] = { resourceType: 'Bundle', type: 'searchset' };
    answers['Condition?'] = { resourceType: 'Bundle', type: 'searchset' };
    await request(site.app)
      .put(`/notifications/${path}/Observation/k-1`)
      .set(secret.header, secret.value)
      .type('application/fhir+json')
      .send(JSON.stringify(fixture('r4-criteria-observation')))
      .expect(200);
    await post(site).expect(200);
    await settled(site, ['p1', 'p2']);
  });

  it('S5 S6 is active after a handshake, and knows by a heartbeat that the source lives', async () => {
    const site = await open({ heartbeatSeconds: 60 });
    await post(site, backportEvents([], 0, 'handshake')).expect(200);
    const { db } = site.records;
    expect(await sourceState('ehr', db)).toMatchObject({ status: 'active', contiguous: 0 });
    const before = (await sourceState('ehr', db)).lastSeenAt!;
    site.later(30);
    await post(site, backportEvents([], 0, 'heartbeat')).expect(200);
    expect((await sourceState('ehr', db)).lastSeenAt! > before).toBe(true);
  });

  it('S6 raises the alarm when heartbeats fail to come, and searches for what it may have missed', async () => {
    const site = await open({ heartbeatSeconds: 10 });
    await post(site, backportEvents([], 0, 'handshake')).expect(200);
    site.later(31);
    await expect.poll(() => site.alarms, { timeout: 8_000 }).toContain('silent');
    await expect.poll(() => ehr.requests.some((each) => each.path.includes('_lastUpdated=ge'))).toBe(true);
  });

  it('S7 SB17 SB71 works on an event once, however often it is sent', async () => {
    const site = await open();
    answers['Observation/o1'] = observation('o1', 'p1');
    for (let time = 0; time < 3; time += 1) await post(site, backportEvents([1])).expect(200);
    await settled(site, ['p1']);
    await post(site, backportEvents([1])).expect(200);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(site.assessed).toEqual(['p1']);
  });

  it('S8 SB85 asks for the events that it has not heard, by their numbers', async () => {
    const site = await open();
    for (const number of [1, 2, 3, 4]) answers[`Observation/o${number}`] = observation(`o${number}`, `p${number}`);
    answers['Subscription/s1/$events'] = backportEvents([2, 3], 4, 'query-event');
    const { db } = site.records;
    await post(site, backportEvents([], 0, 'handshake')).expect(200);
    await db.updateTable('notification_source').set({ subscription: 's1' }).execute();
    await post(site, backportEvents([1])).expect(200);
    await post(site, backportEvents([4])).expect(200);
    await settled(site, ['p1', 'p4']);
    site.later(11);
    await settled(site, ['p1', 'p2', 'p3', 'p4']);
    const asked = ehr.requests.find((each) => each.path.includes('$events'));
    expect(asked?.path).toBe('Subscription/s1/$events?eventsSinceNumber=2&eventsUntilNumber=3');
    expect(site.alarms).toContain('gap');
    site.later(11);
    await expect.poll(async () => (await sourceState('ehr', db)).contiguous, { timeout: 12_000 }).toBe(4);
  }, 40_000);

  it('S8 does not look for gaps where numbers are those of a Bundle', async () => {
    const site = await open({ dialect: 'athenahealth' });
    answers['Observation/o7'] = observation('o7', 'p7');
    await post(site, backportEvents([7])).expect(200);
    await settled(site, ['p7']);
    site.later(30);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(site.alarms).toEqual([]);
  });

  it('S9 S10 reads what it is told of anew, and only from the source’s own server', async () => {
    const site = await open();
    answers['Observation/o1'] = observation('o1', 'current');
    const elsewhere = backportEvents([2]);
    const foreign = JSON.parse(JSON.stringify(elsewhere).replaceAll(ehr.base, 'https://elsewhere.example/fhir'));
    await post(site, backportEvents([1])).expect(200);
    await post(site, foreign).expect(200);
    await settled(site, ['current']);
    expect(ehr.requests.map((each) => each.path)).toEqual(['Observation/o1']);
  });

  it('S10 searches for what an event of content level empty does not say', async () => {
    const site = await open();
    for (const start of ['Observation?category=vital', 'Condition?'])
      answers[start] = { resourceType: 'Bundle', type: 'searchset' };
    answers['Observation?category=laboratory'] = {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: [{ resource: { ...observation('k-2', 'p2'), meta: { versionId: '1' } } }],
    };
    const empty = backportNotification({ subscription: `${ehr.base}/Subscription/s1`, events: [{ number: 1 }] });
    await post(site, empty).expect(200);
    await settled(site, ['p2']);
    expect(ehr.requests.some((each) => each.path.includes('_lastUpdated=ge'))).toBe(true);
  });

  it('S7 takes an event of the same number for another when it is about something else', async () => {
    const site = await open();
    for (const id of ['o1', 'o2']) answers[`Observation/${id}`] = observation(id, `of-${id}`);
    const about = (id: string) =>
      backportNotification({
        subscription: `${ehr.base}/Subscription/s1`,
        events: [{ number: 1, focus: `${ehr.base}/Observation/${id}` }],
      });
    // Some servers count from 1 again after a restart.
    for (const id of ['o1', 'o2', 'o1']) await post(site, about(id)).expect(200);
    await settled(site, ['of-o1', 'of-o2']);
  });

  it('S8 counts anew when a handshake says that the subscription is another', async () => {
    const site = await open();
    const { db } = site.records;
    for (const number of [1, 2, 3]) answers[`Observation/o${number}`] = observation(`o${number}`, `p${number}`);
    await post(site, backportEvents([], 0, 'handshake')).expect(200);
    await post(site, backportEvents([1, 2, 3])).expect(200);
    await expect.poll(async () => (await sourceState('ehr', db)).contiguous, { timeout: 8_000 }).toBe(3);
    // Of one that goes on, the handshake hides nothing.
    await post(site, backportEvents([], 5, 'handshake')).expect(200);
    expect(await sourceState('ehr', db)).toMatchObject({ contiguous: 3, announced: 5 });
    const another = (
      type: string,
      since: number,
      events: readonly { readonly number: number; readonly focus: string }[],
    ) =>
      post(site, backportNotification({ subscription: `${ehr.base}/Subscription/s2`, type, since, events })).expect(
        200,
      );
    await another('handshake', 0, []);
    expect(await sourceState('ehr', db)).toMatchObject({ contiguous: 0, announced: 0 });
    await another('event-notification', 1, [{ number: 1, focus: `${ehr.base}/Observation/o1` }]);
    await expect.poll(async () => (await sourceState('ehr', db)).contiguous, { timeout: 8_000 }).toBe(1);
    expect(site.alarms).toEqual([]);
  });

  it('S6 S11 asks for $status when it hears nothing, and for the subscription again when that is in error', async () => {
    const written: string[] = [];
    await ehr.close();
    ehr = await listenAsEhr((asked, response, base, incoming) => {
      if (incoming.method === 'PUT') {
        written.push(asked);
        return sendJson(response, { resourceType: 'Subscription', id: 's1', status: 'requested' });
      }
      const about = {
        subscription: `${base}/Subscription/s1`,
        events: [],
        since: 4,
        status: 'error',
        type: 'query-status',
      };
      sendJson(response, { ...backportNotification(about), type: 'searchset' });
    });
    const site = await open({ heartbeatSeconds: 10, topic: 'https://ehr.example/topics/new-lab' });
    await post(site, backportEvents([], 4, 'handshake')).expect(200);
    await site.records.db.updateTable('notification_source').set({ subscription: 's1' }).execute();
    site.later(31);
    await expect
      .poll(() => ehr.requests.map((each) => each.path), { timeout: 8_000 })
      .toContain('Subscription/s1/$status');
    await expect.poll(() => written, { timeout: 8_000 }).toEqual(['Subscription/s1']);
    expect(site.alarms).toEqual(expect.arrayContaining(['silent', 'not-active']));
  });

  it('S11 SB81 SB82 asks for the subscription again when the source says that it is in error', async () => {
    const written: string[] = [];
    await ehr.close();
    ehr = await listenAsEhr((asked, response, _base, incoming) => {
      written.push(`${incoming.method} ${asked}`);
      sendJson(response, { resourceType: 'Subscription', id: 's1', status: 'requested' });
    });
    const site = await open({ topic: 'https://ehr.example/topics/new-lab' });
    const { db } = site.records;
    await post(site, backportEvents([], 0, 'handshake')).expect(200);
    await db.updateTable('notification_source').set({ subscription: 's1', status: 'error' }).execute();
    await expect.poll(() => written, { timeout: 8_000 }).toContain('PUT Subscription/s1');
    expect((await sourceState('ehr', db)).status).toBe('requested');
    expect(site.alarms).toContain('not-active');
  });

  it('S15 makes one search of a flood of empty notifications', async () => {
    const site = await open({ debounceSeconds: 1 });
    for (const start of ['Observation?', 'Condition?']) answers[start] = { resourceType: 'Bundle', type: 'searchset' };
    await Promise.all(Array.from({ length: 50 }, () => post(site).expect(200)));
    await expect.poll(() => ehr.requests.length, { timeout: 8_000 }).toBe(4);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(ehr.requests.length).toBe(4);
  });

  it('S16 assesses a patient once for a burst of events', async () => {
    const site = await open({ debounceSeconds: 1 });
    for (let number = 1; number <= 20; number += 1) answers[`Observation/o${number}`] = observation(`o${number}`, 'p1');
    for (let number = 1; number <= 20; number += 1) await post(site, backportEvents([number])).expect(200);
    await settled(site, ['p1']);
  });

  it('S17 does not listen to its own results', async () => {
    const site = await open();
    const own = JSON.parse(JSON.stringify(backportEvents([1])).replaceAll('Observation/o1', 'RiskAssessment/r1'));
    await post(site, own).expect(200);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(ehr.requests).toEqual([]);
    expect(site.assessed).toEqual([]);
  });

  it('keeps what cannot be worked on now, and works on it later', async () => {
    let failing = true;
    const site = await open({}, { assess: async () => (failing ? Promise.reject(new Error('busy')) : undefined) });
    await post(site, fixture('r4-criteria-observation')).expect(200);
    await expect.poll(() => site.failures.length, { timeout: 5_000 }).toBeGreaterThan(0);
    expect(site.assessed).toEqual([]);
    failing = false;
    site.later(60);
    await settled(site, ['p1']);
  });

  it('V18 gives back what is not in work when it stops, and goes on with it later', async () => {
    const dir = temporaryFolder();
    // None is the beginning of another.
    const numbers = Array.from({ length: 40 }, (_, at) => at + 10);
    for (const number of numbers) answers[`Observation/o${number}`] = observation(`o${number}`, `p${number}`);
    const first = await open({}, { dir, assess: () => new Promise((resolve) => setTimeout(resolve, 400)) });
    await post(first, backportEvents(numbers)).expect(200);
    await expect.poll(() => first.assessed.length, { timeout: 8_000 }).toBeGreaterThan(0);
    sites.splice(sites.indexOf(first), 1);
    const before = Date.now();
    await first.close();
    expect(Date.now() - before).toBeLessThan(3_000);
    expect(first.assessed.length).toBeLessThan(numbers.length);
    const second = await open({}, { dir });
    const rest = numbers.map((number) => `p${number}`).filter((patient) => !first.assessed.includes(patient));
    await settled(second, rest);
  }, 30_000);

  it.each([
    ['JSON that is none', '{"resourceType":', 400],
    ['a Bundle without a status', '{"resourceType":"Bundle","entry":[]}', 400],
  ])('refuses %s with an OperationOutcome', async (_, text, status) => {
    const site = await open({}, { start: false });
    const answer = await request(site.app)
      .post(`/notifications/${path}`)
      .set(secret.header, secret.value)
      .type('application/fhir+json')
      .send(text);
    expect(answer.status).toBe(status);
    expect(answer.body.resourceType).toBe('OperationOutcome');
  });
});
