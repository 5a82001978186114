import { describe, expect, it } from 'vitest';
import { meets } from './filter.ts';
import { readSubscription } from './read-subscription.ts';
import { topics, topicUrl } from './topics.ts';

const backport = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';
const listed = 'https://registry.example/hook';
const read = (body: unknown) => readSubscription(body, { mayCall: (endpoint) => endpoint === listed });

const subscription = (change: { channel?: object; root?: object; filters?: readonly string[] } = {}) => ({
  resourceType: 'Subscription',
  status: 'requested',
  reason: 'care coordination',
  criteria: topicUrl(topics[0]!),
  _criteria: {
    extension: (change.filters ?? []).map((valueString) => ({
      url: `${backport}/backport-filter-criteria`,
      valueString,
    })),
  },
  channel: {
    type: 'rest-hook',
    endpoint: listed,
    payload: 'application/fhir+json',
    _payload: { extension: [{ url: `${backport}/backport-payload-content`, valueCode: 'id-only' }] },
    header: ['Authorization: Bearer abc'],
    extension: [
      { url: `${backport}/backport-heartbeat-period`, valueUnsignedInt: 60 },
      { url: `${backport}/backport-timeout`, valueUnsignedInt: 5 },
      { url: `${backport}/backport-max-count`, valuePositiveInt: 20 },
    ],
    ...change.channel,
  },
  ...change.root,
});

describe('readSubscription', () => {
  it('SB65 SB72 SB74 SB135 reads topic, filters, channel, headers, content, heartbeat, timeout and count', () => {
    const filters = ['RiskAssessment?probability=ge0.5&patient=Patient/1,Patient/2'];
    expect(read(subscription({ filters }))).toMatchObject({
      topic: { id: 'high-risk-differential' },
      filters: [
        { parameter: 'probability', comparator: 'ge', values: ['0.5'] },
        { parameter: 'patient', comparator: 'eq', values: ['Patient/1', 'Patient/2'] },
      ],
      channel: 'rest-hook',
      endpoint: listed,
      headers: [['Authorization', 'Bearer abc']],
      content: 'id-only',
      dialect: 'r4-backport',
      heartbeatSeconds: 60,
      timeoutSeconds: 5,
      maxCount: 20,
    });
  });

  it.each([
    [
      'V6 SB8 SB73 SB75 a topic it does not have',
      { root: { criteria: 'Observation?code=1' } },
      'Subscription.criteria',
    ],
    [
      'V6 SB9 SB63 a filter the topic does not have',
      { filters: ['RiskAssessment?method=x'] },
      'Subscription.criteria.extension[0].valueString',
    ],
    [
      'V6 SB9 SB63 a filter on another resource',
      { filters: ['Observation?patient=1'] },
      'Subscription.criteria.extension[0].valueString',
    ],
    ['V6 SB10 a channel it does not have', { channel: { type: 'email' } }, 'Subscription.channel.type'],
    [
      'V6 SB60 a channel of the extension that it does not have',
      {
        channel: {
          _type: { extension: [{ url: `${backport}/backport-channel-type`, valueCoding: { code: 'zulip' } }] },
        },
      },
      'Subscription.channel.type',
    ],
    ['V6 SB12 SB13 XML', { channel: { payload: 'application/fhir+xml' } }, 'Subscription.channel.payload'],
    [
      'V6 SB90 a FHIR version it does not write',
      { channel: { payload: 'application/fhir+json; fhirVersion=3.0' } },
      'Subscription.channel.payload',
    ],
    [
      'V6 SB36 SB66 a content level nobody knows',
      { channel: { _payload: { extension: [{ url: `${backport}/backport-payload-content`, valueCode: 'all' }] } } },
      'Subscription.channel.payload.extension',
    ],
    ['V6 no content level', { channel: { _payload: {} } }, 'Subscription.channel.payload.extension'],
    [
      'V17 SB11 an endpoint that is not on the list',
      { channel: { endpoint: 'https://169.254.169.254/' } },
      'Subscription.channel.endpoint',
    ],
    ['V6 SB11 an endpoint that is no URL', { channel: { endpoint: 'registry' } }, 'Subscription.channel.endpoint'],
    [
      'a header that would break the request',
      { channel: { header: ['A: b\r\nHost: evil'] } },
      'Subscription.channel.header[0]',
    ],
    [
      'a header that is the transport’s',
      { channel: { header: ['Content-Length: 0'] } },
      'Subscription.channel.header[0]',
    ],
    [
      'V6 a cross-version extension',
      {
        root: {
          extension: [
            { url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Subscription.topic', valueUri: 'x' },
          ],
        },
      },
      'Subscription.extension',
    ],
    ['an end that is no instant', { root: { end: 'tomorrow' } }, 'Subscription.end'],
  ])('refuses %s and names the element', (_, change, expression) => {
    expect(() => read(subscription(change))).toThrow(
      expect.objectContaining({ code: 'REQUEST_INVALID', expression: [expression] }),
    );
  });

  it('SB59 takes the channel of the extension before that of the type', () => {
    const extension = [{ url: `${backport}/backport-channel-type`, valueCoding: { code: 'websocket' } }];
    expect(read(subscription({ channel: { type: 'message', _type: { extension } } }))).toMatchObject({
      channel: 'websocket',
    });
  });

  it('a websocket needs no endpoint', () => {
    expect(read(subscription({ channel: { type: 'websocket', endpoint: undefined } }))).toMatchObject({
      channel: 'websocket',
    });
  });
});

describe('meets', () => {
  const { filters } = read(
    subscription({ filters: ['RiskAssessment?probability=gt0.5', 'RiskAssessment?patient=Patient/1'] }),
  );
  it.each([
    [{ patient: 'Patient/1', probability: 0.6 }, true],
    [{ patient: 'Patient/1', probability: 0.5 }, false],
    [{ patient: 'Patient/2', probability: 0.6 }, false],
    [{ patient: 'Patient/1' }, false],
  ])('V15 SB95 SB136 every filter must hold: %j → %s', (facts, expected) => {
    expect(meets(facts, filters)).toBe(expected);
  });
});
