import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishScreening } from '../../src/subscriptions/server/publish-screening.ts';
import { realmOf } from '../../src/subscriptions/server/realm.ts';
import { problemsOf } from '../fixtures/fhir-judge.ts';
import { type NotifiedEndpoint, notifiedEndpoint, type Received } from '../fixtures/notified-endpoint.ts';
import { type SubscriptionSite, subscriptionSite, subscriptionTo, type Wanted } from '../fixtures/subscription-site.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever has come.
type Any = any;

/** Value of a parameter of the status, which is the first entry. */
const said = ({ body }: Pick<Received, 'body'>, name: string) => {
  const parameter = body.entry[0].resource.parameter.find((each: Any) => each.name === name);
  return Object.entries(parameter ?? {}).find(([key]) => key.startsWith('value'))?.[1];
};
const ofType = (type: string) => (each: Received) => said(each, 'type') === type;
const eventNumbers = ({ body }: Received) =>
  body.entry[0].resource.parameter
    .filter(({ name }: Any) => name === 'notification-event')
    .map(({ part }: Any) => Number(part.find(({ name }: Any) => name === 'event-number').valueString));

describe('a subscription over rest-hook', () => {
  let site: SubscriptionSite;
  let endpoint: NotifiedEndpoint;
  beforeEach(async () => {
    [site, endpoint] = await Promise.all([subscriptionSite(), notifiedEndpoint()]);
  });
  afterEach(async () => {
    await site.close();
    await endpoint.close();
  });

  const subscribe = (wanted: Wanted = {}) =>
    request(site.app)
      .post('/fhir/Subscription')
      .send(subscriptionTo({ endpoint: endpoint.url, ...wanted }));
  const read = async (id: string) => (await request(site.app).get(`/fhir/Subscription/${id}`).expect(200)).body;
  const active = async (wanted: Wanted = {}) => {
    const { body } = await subscribe(wanted).expect(201);
    await endpoint.until((received) => received.some(ofType('handshake')));
    await expect.poll(async () => (await read(body.id)).status, { timeout: 8_000 }).toBe('active');
    return body.id as string;
  };
  const statusOf = async (id: string) => {
    const { body } = await request(site.app).get(`/fhir/Subscription/${id}/$status`).expect(200);
    return body;
  };

  it('V7 SB19 SB20 SB29 SB30 SB49 SB50 SB54 begins as requested, shakes hands, and is active when the endpoint has accepted', async () => {
    const { body, headers } = await subscribe().expect(201);
    expect(body).toMatchObject({ resourceType: 'Subscription', status: 'requested' });
    expect(headers.location).toBe(`${site.server.url}/fhir/Subscription/${body.id}`);
    const [handshake] = await endpoint.until((received) => received.length > 0);
    expect(said(handshake!, 'type')).toBe('handshake');
    expect(said(handshake!, 'status')).toBe('requested');
    expect(said(handshake!, 'events-since-subscription-start')).toBe('0');
    await expect.poll(async () => (await read(body.id)).status, { timeout: 8_000 }).toBe('active');
  });

  it('V7 SB21 SB31 is in error when the handshake fails, and says why', async () => {
    endpoint.answer(500);
    const { body } = await subscribe().expect(201);
    await expect.poll(async () => (await read(body.id)).status, { timeout: 8_000 }).toBe('error');
    expect(await read(body.id)).toMatchObject({ error: 'The endpoint answered 500.' });
  });

  it('V8 SB26 SB27 sends the headers word for word, and the payload’s own content type', async () => {
    const header = ['Authorization: Bearer a b:c', 'X-Site: ñ'.replace('ñ', 'n')];
    await active({ channel: { header, payload: 'application/fhir+json; fhirVersion=4.0' } });
    expect(endpoint.received[0]!.headers).toMatchObject({
      authorization: 'Bearer a b:c',
      'x-site': 'n',
      'content-type': 'application/fhir+json; fhirVersion=4.0',
    });
  });

  it('V9 V10 SB7 SB25 SB28 SB44 SB45 SB51 SB53 SB69 SB138 SB139 notifies of an assessment with a valid history Bundle, numbered from 1', async () => {
    await active({ content: 'full-resource' });
    const { assessment } = await site.assess();
    const notified = (await endpoint.until((received) => received.some(ofType('event-notification')))).find(
      ofType('event-notification'),
    )!;
    expect(problemsOf(notified.body)).toEqual([]);
    expect(eventNumbers(notified)).toEqual([1]);
    expect(said(notified, 'events-since-subscription-start')).toBe('1');
    expect(notified.body.entry[1]).toMatchObject({
      fullUrl: `${site.server.url}/fhir/RiskAssessment/${assessment.id}`,
      resource: { resourceType: 'RiskAssessment', id: assessment.id },
      request: { method: 'POST' },
    });
    const focus = await request(site.app).get(`/fhir/RiskAssessment/${assessment.id}`).expect(200);
    expect(focus.body).toEqual(notified.body.entry[1].resource);
  });

  it('V10 SB77 SB102 SB103 counts events while the endpoint does not answer, and delivers each of them when it does', async () => {
    const id = await active();
    endpoint.answer(503);
    for (let event = 0; event < 3; event += 1) await site.assess();
    await endpoint.until((received) => received.filter(ofType('event-notification')).length >= 1);
    const status = { body: { entry: [(await statusOf(id)).entry[0]] } };
    expect(said(status, 'events-since-subscription-start')).toBe('3');
    endpoint.answer(200);
    site.later(600);
    await endpoint.until((received) => new Set(received.flatMap((each) => eventNumbers(each))).size === 3);
    await expect.poll(async () => (await read(id)).error, { timeout: 8_000 }).toBeUndefined();
  });

  it('V11 SB93 SB94 SB102 sends a heartbeat when one was asked for, and none otherwise', async () => {
    await active({ extensions: { 'backport-heartbeat-period': 30 } });
    await active({});
    const heard = () => endpoint.received.filter(ofType('heartbeat'));
    // The next one is counted from when this one was accepted, a moment after it was received.
    const another = async () => {
      site.later(31);
      return heard().length;
    };
    await expect.poll(another, { timeout: 15_000, interval: 1_200 }).toBeGreaterThanOrEqual(2);
    const beats = heard();
    expect(new Set(beats.map((beat) => JSON.stringify(said(beat, 'subscription')))).size).toBe(1);
    expect(beats.map((beat) => said(beat, 'events-since-subscription-start'))).toEqual(beats.map(() => '0'));
  });

  it('V12 SB98 puts no more events into one notification than were asked for', async () => {
    await active({ extensions: { 'backport-max-count': 2 } });
    endpoint.answer(503);
    await site.assess();
    await endpoint.until((received) => received.some(ofType('event-notification')));
    for (let event = 0; event < 4; event += 1) await site.assess();
    endpoint.answer(200);
    site.later(600);
    await endpoint.until((received) => new Set(received.flatMap((each) => eventNumbers(each))).size === 5);
    expect(Math.max(...endpoint.received.map((each) => eventNumbers(each).length))).toBe(2);
  });

  it('V12 SB97 gives up when the time that the subscriber allows is over', async () => {
    const id = await active({ extensions: { 'backport-timeout': 1 } });
    endpoint.delay(1_500);
    await site.assess();
    await expect
      .poll(async () => (await read(id)).error, { timeout: 8_000 })
      .toBe('The endpoint did not answer within 1 s.');
    endpoint.delay(0);
    site.later(60);
    await endpoint.until((received) => received.filter(ofType('event-notification')).length >= 2);
    await expect.poll(async () => (await read(id)).error, { timeout: 8_000 }).toBeUndefined();
  });

  it('V14 SB16 SB78 SB79 is in error after several failures, goes on answering $status, and is off after a day', async () => {
    const id = await active();
    endpoint.answer(500);
    await site.assess();
    await expect
      .poll(
        async () => {
          site.later(600);
          return (await read(id)).status;
        },
        { timeout: 20_000, interval: 300 },
      )
      .toBe('error');
    const status = await statusOf(id);
    expect(said({ body: { entry: status.entry } }, 'status')).toBe('error');
    site.later(25 * 3600);
    await expect.poll(async () => (await read(id)).status, { timeout: 5_000 }).toBe('off');
  });

  it('V14 SB126 whoever puts it back to active gets a new handshake, and what waited', async () => {
    endpoint.answer(500);
    const { body } = await subscribe().expect(201);
    await expect.poll(async () => (await read(body.id)).status, { timeout: 8_000 }).toBe('error');
    await site.assess();
    endpoint.answer(200);
    const before = await read(body.id);
    const put = await request(site.app)
      .put(`/fhir/Subscription/${body.id}`)
      .send({ ...before, status: 'active' })
      .expect(200);
    expect(put.body.status).toBe('requested');
    await endpoint.until((received) => received.some((each) => eventNumbers(each).includes(1)));
    expect(await read(body.id)).toMatchObject({ status: 'active' });
  });

  it('V15 SB95 SB136 sends what meets every filter, and nothing else', async () => {
    await active({ filters: ['RiskAssessment?patient=Patient/other'] });
    await active({ filters: ['RiskAssessment?probability=ge0.01'] });
    await site.assess();
    await endpoint.until((received) => received.some(ofType('event-notification')));
    site.later(5);
    expect(endpoint.received.filter(ofType('event-notification'))).toHaveLength(1);
  });

  it('V16 tells nobody of another’s patients, and ends at its end', async () => {
    const id = await active({ root: { end: new Date(Date.now() + 60_000).toISOString() } });
    await site.assess((run) => ({ ...run, caller: { ...run.caller, client: 'https://another.example' } }));
    site.later(120);
    await site.assess();
    await expect.poll(async () => (await read(id)).status, { timeout: 5_000 }).toBe('off');
    expect(endpoint.received.filter(ofType('event-notification'))).toEqual([]);
  });

  it('differential-changed: the first assessment is the measure, an equal one is no news, another is', async () => {
    await active({ topic: 'differential-changed' });
    await site.assess();
    await site.assess();
    const changed = await site.assess((run) => {
      const { differential } = run.assessment;
      const entries = differential!.entries.map((entry) => ({ ...entry, id: `OMIM:9${entry.rank}` }));
      return { ...run, assessment: { ...run.assessment, differential: { ...differential!, entries } } };
    });
    const received = await endpoint.until((all) => all.some(ofType('event-notification')));
    const focuses = received.filter(ofType('event-notification')).map(({ body }) => body.entry[1].fullUrl);
    expect(focuses).toEqual([`${site.server.url}/fhir/RiskAssessment/${changed.assessment.id}`]);
  });

  it('screening-completed: tells those whose patients were screened, and nobody else', async () => {
    await active({ topic: 'screening-completed', content: 'full-resource' });
    const { trail, keys } = site.records;
    const screen = (owner: string, patients: number) => {
      const at = new Date().toISOString();
      const screening = { startedAt: at, finishedAt: at, patients, assessed: 1 };
      return trail.record(
        { kind: 'prediction' },
        { together: (trx) => publishScreening(screening, [owner], trx, keys.seal) },
      );
    };
    await screen(realmOf({ client: 'https://another.example' }), 1);
    await screen(realmOf({ client: 'open-mode' }), 2);
    const received = await endpoint.until((all) => all.some(ofType('event-notification')));
    const [notified, ...more] = received.filter(ofType('event-notification'));
    expect(more).toEqual([]);
    expect(problemsOf(notified!.body)).toEqual([]);
    const task = notified!.body.entry[1].resource;
    expect(task).toMatchObject({ resourceType: 'Task', status: 'completed', output: [{ valueInteger: 2 }, {}] });
    expect((await request(site.app).get(`/fhir/Task/${task.id}`).expect(200)).body).toEqual(task);
  });

  it('V1 SB124 SB125 SB127 SB128 SB129 SB130 SB137 reads, finds by url and status, and deletes', async () => {
    const id = await active();
    const search = (query: object) => request(site.app).get('/fhir/Subscription').query(query).expect(200);
    expect((await search({ url: endpoint.url })).body).toMatchObject({ type: 'searchset', total: 1 });
    expect((await search({ status: 'active,error' })).body.total).toBe(1);
    expect((await search({ status: 'off' })).body.total).toBe(0);
    expect((await search({ url: 'https://elsewhere.example' })).body.total).toBe(0);
    const kept = await read(id);
    expect(problemsOf(kept)).toEqual([]);
    // What the profile makes mandatory comes back as it was given.
    const { status: _, ...given } = subscriptionTo({ endpoint: endpoint.url });
    expect(kept).toMatchObject({ ...given, status: 'active', channel: given.channel });
    await request(site.app).delete(`/fhir/Subscription/${id}`).expect(204);
    const gone = await request(site.app).get(`/fhir/Subscription/${id}`).expect(404);
    expect(gone.body.resourceType).toBe('OperationOutcome');
  });

  it('V2 SB47 SB106 SB107 SB108 SB109 SB110 SB111 SB112 $status answers for one, for several by id or status, by GET and by POST', async () => {
    const [one, two] = [await active(), await active()];
    const status = (query: object) => request(site.app).get('/fhir/Subscription/$status').query(query).expect(200);
    expect((await status({})).body).toMatchObject({ type: 'searchset', total: 2 });
    expect((await status({ id: `${one},${two}` })).body.total).toBe(2);
    expect((await status({ id: one })).body.total).toBe(1);
    expect((await status({ status: 'error,off' })).body.total).toBe(0);
    expect((await status({ status: 'error,active' })).body.total).toBe(2);
    const parameters = { resourceType: 'Parameters', parameter: [{ name: 'id', valueId: two }] };
    const posted = await request(site.app).post('/fhir/Subscription/$status').send(parameters).expect(200);
    expect(posted.body.total).toBe(1);
    expect(problemsOf(posted.body)).toEqual([]);
    // "At the Instance level, this parameter is ignored."
    const own = await request(site.app).get(`/fhir/Subscription/${one}/$status`).query({ id: two, status: 'off' });
    expect(own.body.total).toBe(1);
    expect(said({ body: own.body }, 'subscription')).toEqual({
      reference: `${site.server.url}/fhir/Subscription/${one}`,
    });
  });

  it('V3 SB83 SB115 SB117 SB118 SB119 $events gives what happened between two numbers, both included, and no more than was subscribed to', async () => {
    const id = await active();
    for (let event = 0; event < 4; event += 1) await site.assess();
    const events = async (query: object) =>
      (await request(site.app).get(`/fhir/Subscription/${id}/$events`).query(query).expect(200)) as unknown as Received;
    const some = await events({ eventsSinceNumber: '2', eventsUntilNumber: '3' });
    expect(some.body.type).toBe('history');
    expect(problemsOf(some.body)).toEqual([]);
    expect(some.body.entry[0].resource.resourceType).toBe('Parameters');
    expect(said(some, 'type')).toBe('query-event');
    expect(eventNumbers(some)).toEqual([2, 3]);
    expect(eventNumbers(await events({}))).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify((await events({ content: 'full-resource' })).body)).not.toContain('"prediction"');
    expect((await events({ content: 'empty' })).body.entry).toHaveLength(1);
    const wrong = await request(site.app).get(`/fhir/Subscription/${id}/$events?eventsSinceNumber=two`).expect(400);
    expect(wrong.body.issue[0].expression).toEqual(['eventsSinceNumber']);
  });

  it('V18 keeps nobody waiting for a subscriber that is slow', async () => {
    await active({ extensions: { 'backport-timeout': 30 } });
    const quick = await notifiedEndpoint();
    try {
      await subscribe({ endpoint: quick.url }).expect(201);
      await quick.until((received) => received.some(ofType('handshake')));
      endpoint.delay(4_000);
      for (let event = 0; event < 2; event += 1) {
        const before = Date.now();
        await site.assess();
        await quick.until((received) => received.filter(ofType('event-notification')).length > event);
        expect(Date.now() - before).toBeLessThan(3_500);
      }
    } finally {
      await quick.close();
    }
  });

  it('V17 refuses an endpoint in the private network', async () => {
    const { body } = await subscribe({ endpoint: 'http://10.0.0.7/hook' }).expect(400);
    expect(body.issue[0].expression).toEqual(['Subscription.channel.endpoint']);
  });

  it('V18 delivers again what was not acknowledged: at least once', async () => {
    await active();
    endpoint.answer(500);
    await site.assess();
    await endpoint.until((received) => received.some(ofType('event-notification')));
    endpoint.answer(200);
    site.later(60);
    const received = await endpoint.until((all) => all.filter(ofType('event-notification')).length >= 2);
    const numbers = received.filter(ofType('event-notification')).map((each) => eventNumbers(each));
    expect(numbers.every((each) => each.join() === '1')).toBe(true);
  });

  it('V5 SB2 SB48 SB57 SB58 says what it supports', async () => {
    const { body } = await request(site.app).get('/fhir/metadata').expect(200);
    const [rest] = body.rest;
    const resource = rest.resource.find(({ type }: Any) => type === 'Subscription');
    const guide = 'http://hl7.org/fhir/uv/subscriptions-backport';
    expect(body.instantiates).toContain(`${guide}/CapabilityStatement/backport-subscription-server-r4`);
    expect(resource.supportedProfile).toContain(`${guide}/StructureDefinition/backport-subscription`);
    expect(resource.extension.map(({ valueCanonical }: Any) => valueCanonical)).toContain(
      'https://hoofbeats.example/fhir/SubscriptionTopic/high-risk-differential',
    );
    expect(resource.operation.map(({ name }: Any) => name)).toEqual(['status', 'events', 'get-ws-binding-token']);
    const topics = await request(site.app).get('/fhir/SubscriptionTopic').expect(200);
    expect(topics.body.total).toBe(3);
    const basic = await request(site.app).get('/fhir/Basic/high-risk-differential').expect(200);
    expect(problemsOf(basic.body)).toEqual([]);
  });
});
