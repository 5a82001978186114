import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servicePath } from '../fixtures/trusted-ehr.ts';
import { callAbout } from './answers.ts';
import { openWholeServer, type WholeServer } from './whole-server.ts';

let server: WholeServer;
beforeAll(async () => {
  server = await openWholeServer();
}, 60_000);
afterAll(() => server.close());

const call = callAbout('tall-boy-lens');
const post = (body: object) => request(server.app).post(servicePath).send(body);
const withContext = (context: object) => post({ ...call, context: { ...call.context, ...context } });
/** Status, and the element that the OperationOutcome names when it is a refusal. */
const refusal = async (sent: request.Test) => {
  const { status, body } = await sent;
  return [status, body.issue?.[0].expression?.[0]];
};

describe('the context of a call', () => {
  it.each(['Practitioner', 'PractitionerRole', 'Patient', 'RelatedPerson'])('C5: a user may be a %s', async (type) => {
    expect((await withContext({ userId: `${type}/u-1.a` })).status).toBe(200);
  });

  it.each([
    ['a bare id', 'u1'],
    ['another type of resource', 'Group/u1'],
    ['a type without an id', 'Practitioner/'],
    ['an absolute URL', 'https://ehr.example/fhir/Practitioner/u1'],
    ['an id that is none', 'Practitioner/u 1'],
    ['no text', 1],
  ])('C5: a user is not %s', async (_, userId) => {
    expect(await refusal(withContext({ userId }))).toEqual([400, 'context.userId']);
  });

  it('C4: patient-view opens without an encounter', async () => {
    expect(call.context).not.toHaveProperty('encounterId');
    const { status, body } = await post(call);
    expect([status, body.cards.length]).toEqual([200, 1]);
  });
});

describe('the envelope of a call', () => {
  it.each(['hook', 'hookInstance', 'context'])('C2: %s is required', async (name) => {
    expect(await refusal(post({ ...call, [name]: undefined }))).toEqual([400, name]);
  });

  it('C2: fhirAuthorization needs fhirServer', async () => {
    const fhirAuthorization = { access_token: 't', token_type: 'Bearer', expires_in: 300, scope: '', subject: 's' };
    expect(await refusal(post({ ...call, fhirAuthorization }))).toEqual([400, 'fhirServer']);
  });

  it.each(['order-sign', 'constructor', ''])('C3: the hook "%s", which nobody listed, is refused', async (hook) => {
    expect(await refusal(post({ ...call, hook }))).toEqual([400, 'hook']);
  });

  it('C1 C19: an id that nobody listed is 404', async () => {
    const { status, body } = await request(server.app).post('/cds-services/no-such-service').send(call);
    expect([status, body.resourceType]).toEqual([404, 'OperationOutcome']);
  });
});

describe('prefetch of a call', () => {
  const { prefetch } = call;

  it('C7: null is known to be empty, and leaves no gap on the card', async () => {
    const [card] = (await post({ ...call, prefetch: { ...prefetch, labs: null } })).body.cards;
    expect(card.detail).not.toContain('laboratory results');
  });

  it('C6 C18: an absent key leaves a gap, which the card names', async () => {
    const { labs: _, ...rest } = prefetch;
    const [card] = (await post({ ...call, prefetch: rest })).body.cards;
    expect(card.detail).toContain('laboratory results');
  });

  it.each([
    ['C8', 'OperationOutcome', { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'timeout' }] }],
    [
      'C11',
      'page',
      { resourceType: 'Bundle', type: 'searchset', link: [{ relation: 'next', url: 'https://x.example' }] },
    ],
  ])('%s C18: an %s leaves a gap, which the card names', async (_row, _kind, vitals) => {
    const [card] = (await post({ ...call, prefetch: { ...prefetch, vitals } })).body.cards;
    expect(card.detail).toContain('vital signs');
  });

  it.each([
    ['marked', { search: { mode: 'outcome' } }],
    ['unmarked', {}],
  ])('C9 C10: an outcome entry, %s, says no more than null', async (_, marks) => {
    const resource = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'processing' }] };
    const labs = { resourceType: 'Bundle', type: 'searchset', total: 0, entry: [{ ...marks, resource }] };
    const [[card], [expected]] = [
      (await post({ ...call, prefetch: { ...prefetch, labs } })).body.cards,
      (await post({ ...call, prefetch: { ...prefetch, labs: null } })).body.cards,
    ];
    expect(card.detail).toBe(expected.detail);
  });

  it('C12 C17: a call without prefetch or FHIR server is well formed, and cannot be answered: 412 names the keys', async () => {
    const { prefetch: _, ...bare } = call;
    const { status, body } = await post(bare);
    expect([status, body.resourceType]).toEqual([412, 'OperationOutcome']);
    for (const key of ['patient', 'problems', 'labs']) expect(JSON.stringify(body)).toContain(key);
  });
});
