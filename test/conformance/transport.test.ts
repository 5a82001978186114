import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servicePath } from '../fixtures/trusted-ehr.ts';
import { callAbout, type Json } from './answers.ts';
import { openWholeServer, type WholeServer } from './whole-server.ts';

let server: WholeServer;
beforeAll(async () => {
  server = await openWholeServer();
}, 60_000);
afterAll(() => server.close());

const post = (text: string) => request(server.app).post(servicePath).set('Content-Type', 'application/json').send(text);
/** The one card of an answer, without the id that each answer has of its own. */
async function cardFor(call: object): Promise<Json> {
  const { status, body } = await post(JSON.stringify(call));
  expect([status, body.cards?.length], JSON.stringify(body).slice(0, 500)).toEqual([200, 1]);
  const [{ uuid: _, suggestions, ...card }] = body.cards;
  return { ...card, suggestions: suggestions?.map(({ uuid: __, ...suggestion }: Json) => suggestion) };
}

const call = callAbout('tall-boy-lens');

/** The same JSON with a field that nobody knows in each of its objects. */
function withUnknownFields(json: Json): Json {
  if (Array.isArray(json)) return json.map(withUnknownFields);
  if (typeof json !== 'object' || json === null) return json;
  const known = Object.entries(json).map(([key, value]) => [key, withUnknownFields(value)] as const);
  return { ...Object.fromEntries(known), 'com.example.unknown': { since: 'yesterday' } };
}

describe('bodies', () => {
  const json = JSON.stringify(call);
  it.each([
    ['a comment', `/* a call */${json}`],
    ['a line comment', `${json} // the end`],
    ['a trailing comma', json.replace(/\}$/, ',}')],
    ['single quotes', json.replaceAll('"', "'")],
    ['NaN', json.replace('null', 'NaN')],
    ['two values', `${json}{}`],
  ])('T1: JSON with %s is refused', async (_, text) => {
    const { status, body } = await post(text);
    expect([status, body.resourceType, body.issue[0].details.coding[0].code]).toEqual([
      400,
      'OperationOutcome',
      'BODY_NOT_JSON',
    ]);
  });
});

describe('what a client adds', () => {
  it('T5: fields that nobody knows, in every object of the call, change nothing', async () => {
    const { prefetch, context, ...envelope } = call;
    const added = { ...withUnknownFields(envelope), context: withUnknownFields(context) };
    // Prefetch keys are names, so that its own object holds none but keys.
    const resources = Object.fromEntries(
      Object.entries(prefetch).map(([key, value]) => [key, withUnknownFields(value)] as const),
    );
    expect(await cardFor({ ...added, prefetch: resources })).toEqual(await cardFor(call));
  });

  it('T5: extensions of the call and of its resources change nothing', async () => {
    const extension = { 'com.example.timestamp': '2026-11-21T12:00:00Z' };
    expect(await cardFor({ ...call, extension })).toEqual(await cardFor(call));
  });

  it('C22: prefetch of keys that we did not ask for changes nothing when it brings nothing', async () => {
    const more = { allergies: null, medications: { resourceType: 'Bundle', type: 'searchset', total: 0 } };
    expect(await cardFor({ ...call, prefetch: { ...call.prefetch, ...more } })).toEqual(await cardFor(call));
  });
});
