import { once } from 'node:events';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type SubscriptionSite, subscriptionSite, subscriptionTo } from '../fixtures/subscription-site.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever has come.
type Any = any;

const said = (bundle: Any, name: string) =>
  Object.values(bundle.entry[0].resource.parameter.find((each: Any) => each.name === name) ?? {})[1];

describe('V4 SB18 SB123 a subscription over a websocket', () => {
  let site: SubscriptionSite;
  const sockets: WebSocket[] = [];
  beforeEach(async () => {
    site = await subscriptionSite();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.terminate();
    await site.close();
  });

  const subscribe = async () =>
    (await request(site.app).post('/fhir/Subscription').send(subscriptionTo({})).expect(201)).body.id as string;
  const tokenFor = async (id: string) => {
    const { body } = await request(site.app).get(`/fhir/Subscription/${id}/$get-ws-binding-token`).expect(200);
    const value = (name: string) => Object.values(body.parameter.find((each: Any) => each.name === name))[1] as string;
    return { token: value('token'), url: value('websocket-url'), expiration: value('expiration') };
  };
  const open = async (url: string) => {
    const socket = new WebSocket(url);
    sockets.push(socket);
    const messages: Any[] = [];
    socket.on('message', (data) => messages.push(JSON.parse(String(data))));
    const closed = once(socket, 'close').then(([code]) => code as number);
    await once(socket, 'open');
    return { socket, messages, closed };
  };

  it('is active at once: a socket proves itself when it is bound', async () => {
    const id = await subscribe();
    await expect
      .poll(async () => (await request(site.app).get(`/fhir/Subscription/${id}`)).body.status, { timeout: 5_000 })
      .toBe('active');
  });

  it('is bound by a token, shakes hands, and gets events', async () => {
    const id = await subscribe();
    const { token, url, expiration } = await tokenFor(id);
    expect(Date.parse(expiration)).toBeGreaterThan(Date.now());
    const { socket, messages } = await open(url);
    socket.send(`bind-with-token ${token}`);
    await expect.poll(() => messages.map((each) => said(each, 'type')), { timeout: 8_000 }).toEqual(['handshake']);
    const { assessment } = await site.assess();
    await expect
      .poll(() => messages.map((each) => said(each, 'type')), { timeout: 5_000 })
      .toEqual(['handshake', 'event-notification']);
    expect(messages[1].entry[1].fullUrl).toContain(assessment.id);
  });

  it('gets what happened while no socket was open', async () => {
    const id = await subscribe();
    await site.assess();
    await site.assess();
    const { token, url } = await tokenFor(id);
    const { socket, messages } = await open(url);
    socket.send(`bind-with-token ${token}`);
    await expect
      .poll(() => messages.at(-1) && said(messages.at(-1), 'events-since-subscription-start'), { timeout: 8_000 })
      .toBe('2');
  });

  it.each([
    ['a token that nobody gave', async () => 'bind-with-token bm9ib2R5.bm90aGluZw'],
    ['something else than a token', async () => 'hello'],
    [
      'a token that is too old',
      async () => {
        const { token } = await tokenFor(await subscribe());
        site.later(61);
        return `bind-with-token ${token}`;
      },
    ],
  ])('is closed on %s', async (_, message) => {
    const text = await message();
    const { socket, closed, messages } = await open(`${site.server.url.replace('http', 'ws')}/fhir/Subscription/ws`);
    socket.send(text);
    expect(await closed).toBeGreaterThanOrEqual(1003);
    expect(messages).toEqual([]);
  });
});
