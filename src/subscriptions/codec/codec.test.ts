import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../test/fixtures/fhir-judge.ts';
import { projectRoot } from '../../config/paths.ts';
import type { Notification } from './notification.ts';
import { dialectOf, readNotification } from './read-notification.ts';
import { type ContentLevel, type WriteOptions, writeNotification } from './write-notification.ts';

const fixture = (name: string) =>
  JSON.parse(readFileSync(join(projectRoot, 'test', 'fixtures', 'notifications', `${name}.json`), 'utf8'));

const options: WriteOptions = {
  dialect: 'r4-backport',
  content: 'full-resource',
  base: 'https://hoofbeats.example/fhir',
  id: '0d6f2c1e-7d4e-4b8a-9f5e-0a1b2c3d4e5f',
  timestamp: '2026-05-04T09:30:01.000Z',
};
const risk = 'https://hoofbeats.example/fhir/RiskAssessment/r1';
const event: Notification = {
  kind: 'event-notification',
  subscription: 'https://hoofbeats.example/fhir/Subscription/s1',
  topic: 'https://hoofbeats.example/fhir/SubscriptionTopic/high-risk-differential',
  status: 'active',
  eventsSinceStart: 3,
  events: [{ number: 3, timestamp: '2026-05-04T09:30:00Z', focus: risk, additionalContext: [] }],
  resources: [
    {
      fullUrl: risk,
      method: 'PUT',
      resource: { resourceType: 'RiskAssessment', id: 'r1', status: 'final', subject: { reference: 'Patient/1' } },
    },
  ],
  errors: [],
};

describe('readNotification', () => {
  it('S4 takes an empty body for a ping: something happened, and no more is known', () => {
    const { kind, events, resources } = readNotification({ body: undefined });
    expect({ kind, events, resources }).toEqual({
      kind: 'event-notification',
      events: [{ additionalContext: [] }],
      resources: [],
    });
  });

  it.each([
    { method: 'POST', path: '' },
    { method: 'PUT', path: '/Observation/k-1' },
  ])('S4 reads a bare resource by $method, as R4 criteria send it', (how) => {
    const notification = readNotification({ body: fixture('r4-criteria-observation'), ...how });
    expect(notification.events).toEqual([{ focus: 'Observation/k-1', additionalContext: [] }]);
    expect(notification.resources).toMatchObject([{ method: how.method, resource: { id: 'k-1' } }]);
  });

  it('S4 SB71 reads the backport to R4, whose status is Parameters', () => {
    const body = fixture('r4-backport-full-resource');
    expect(dialectOf(body)).toBe('r4-backport');
    expect(readNotification({ body })).toMatchObject({
      kind: 'event-notification',
      subscription: 'https://ehr.example/fhir/r4/Subscription/labs',
      topic: 'https://ehr.example/topics/new-lab',
      eventsSinceStart: 310,
      events: [
        {
          number: 310,
          focus: 'https://ehr.example/fhir/r4/Observation/k-1',
          additionalContext: ['https://ehr.example/fhir/r4/Patient/p1'],
        },
      ],
      resources: [{ resource: { resourceType: 'Observation', id: 'k-1' } }],
    });
  });

  it('S4 reads R4B, whose status is a SubscriptionStatus, with ids only', () => {
    const body = fixture('r4b-id-only');
    expect(dialectOf(body)).toBe('r4b');
    const { events, resources } = readNotification({ body });
    expect(events[0]).toMatchObject({ number: 2, focus: 'https://ehr.example/fhir/r4b/Condition/c9' });
    expect(resources).toEqual([{ fullUrl: 'https://ehr.example/fhir/r4b/Condition/c9', method: 'POST' }]);
  });

  it('S4 reads R5, whose Bundle is a subscription-notification', () => {
    const body = fixture('r5-heartbeat');
    expect(dialectOf(body)).toBe('r5');
    expect(readNotification({ body })).toMatchObject({ kind: 'heartbeat', eventsSinceStart: 310, events: [] });
  });

  it('S4 reads athenahealth: a SubscriptionStatus in R4, numbers of the Bundle only, and AuditEvents beside', () => {
    const { events, resources, eventsSinceStart } = readNotification({ body: fixture('athenahealth-id-only') });
    expect(events.map(({ number }) => number)).toEqual([1, 2]);
    expect(eventsSinceStart).toBeUndefined();
    expect(resources).toHaveLength(3);
  });

  it.each([
    ['text', 'hello', 'The body is neither empty nor a FHIR resource.'],
    ['a Bundle without a status', { resourceType: 'Bundle', entry: [] }, 'neither Parameters nor SubscriptionStatus'],
    ['a resource without an id', { resourceType: 'Observation' }, 'not a resource with resourceType and id'],
    [
      'an unheard-of type',
      { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'SubscriptionStatus', type: 'gossip' } }] },
      '"gossip"',
    ],
  ])('refuses %s and names what is wrong', (_, body, message) => {
    expect(() => readNotification({ body })).toThrow(message);
  });

  it('never fails on JSON otherwise than with an error for the sender', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (first, more) => {
        const body = { resourceType: 'Bundle', type: 'history', entry: [{ resource: first }, more] };
        try {
          readNotification({ body });
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: expect.stringMatching(/FHIR_INVALID|RESOURCE_TYPE/) });
        }
      }),
    );
  });
});

describe('writeNotification', () => {
  it('writes what it reads, in every dialect', () => {
    const count = fc.integer({ min: 1, max: 1e12 });
    const id = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
    fc.assert(
      fc.property(fc.constantFrom('r4-backport', 'r4b', 'r5'), count, id, (dialect, number, local) => {
        const focus = `https://hoofbeats.example/fhir/RiskAssessment/${local}`;
        const sent: Notification = {
          ...event,
          eventsSinceStart: number,
          events: [{ ...event.events[0]!, number, focus }],
          resources: [{ fullUrl: focus, method: 'PUT', resource: { resourceType: 'RiskAssessment', id: local } }],
        };
        const written = JSON.parse(JSON.stringify(writeNotification(sent, { ...options, dialect })));
        expect(readNotification({ body: written })).toEqual(sent);
      }),
    );
  });

  it('V9 SB14 SB15 SB28 SB69 SB70 R4: a history Bundle that is valid, the status first, a request on every entry', () => {
    const bundle = writeNotification(event, options) as {
      type: string;
      entry: { resource: object; request: object }[];
    };
    expect(problemsOf(bundle as never)).toEqual([]);
    expect(bundle.type).toBe('history');
    expect(bundle.entry[0]!.resource).toMatchObject({ resourceType: 'Parameters' });
    expect(bundle.entry.every(({ request }) => request !== undefined)).toBe(true);
    expect(bundle.entry[0]!.request).toEqual({
      method: 'GET',
      url: 'https://hoofbeats.example/fhir/Subscription/s1/$status',
    });
  });

  it.each<[string, ContentLevel, boolean, number]>([
    ['SB38 SB39 SB99 empty', 'empty', false, 1],
    ['SB40 SB41 SB42 SB100 id-only', 'id-only', true, 2],
    ['SB43 SB44 SB45 SB101 full-resource', 'full-resource', true, 2],
  ])('V13 SB67 tells no more than was asked for at content level %s', (_, content, hasFocus, entries) => {
    const bundle = writeNotification(event, { ...options, content }) as { entry: { resource?: object }[] };
    const text = JSON.stringify(bundle);
    expect(bundle.entry).toHaveLength(entries);
    expect(text.includes('RiskAssessment/r1')).toBe(hasFocus);
    expect(text.includes('Patient/1')).toBe(content === 'full-resource');
    expect(text.includes('SubscriptionTopic')).toBe(content !== 'empty');
  });
});
