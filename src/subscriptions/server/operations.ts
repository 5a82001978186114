import { fhir } from '../../http/openapi/body.ts';
import type { Operation, Parameter } from '../../http/openapi/operation.ts';
import { topics, topicUrl } from './topics.ts';

const tag = 'FHIR Subscriptions';
const profiles = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';
const subscriptionProfile = `${profiles}/backport-subscription`;

const example = {
  resourceType: 'Subscription',
  meta: { profile: [subscriptionProfile] },
  status: 'requested',
  reason: 'care coordination',
  criteria: topicUrl(topics[0]!),
  channel: {
    type: 'websocket',
    payload: 'application/fhir+json; fhirVersion=4.0',
    _payload: { extension: [{ url: `${profiles}/backport-payload-content`, valueCode: 'id-only' }] },
  },
};

const subscription: Parameter = { name: 'id', in: 'path', description: 'Id of a Subscription of the caller’s own.' };
const query = (name: string, description: string): Parameter => ({ name, in: 'query', description });
const written = {
  tag,
  request: [fhir('Subscription', subscriptionProfile, { 'a websocket for likely rare diseases': example })],
  answer: [fhir('Subscription', subscriptionProfile)],
} as const;
const refused = ['RECORD_UNKNOWN', 'STORE_UNAVAILABLE'] as const;

/** What the document says of Subscription and what belongs to it. */
export const operations = {
  create: {
    id: 'createSubscription',
    ...written,
    summary: 'Subscribes to a topic.',
    status: 201,
    refusals: ['RESOURCE_TYPE', 'STORE_UNAVAILABLE'],
  },
  search: {
    id: 'searchSubscriptions',
    tag,
    summary: 'The caller’s Subscriptions.',
    parameters: [query('_id', 'Ids, with commas between.'), query('status', 'Statuses.'), query('url', 'Endpoints.')],
    answer: [fhir('Bundle')],
    refusals: ['STORE_UNAVAILABLE'],
  },
  read: {
    id: 'readSubscription',
    tag,
    summary: 'A Subscription with its status, and why it is in error.',
    parameters: [subscription],
    answer: [fhir('Subscription', subscriptionProfile)],
    refusals: refused,
  },
  update: {
    id: 'updateSubscription',
    ...written,
    summary: 'Changes a Subscription, or wakes one that is in error or off.',
    parameters: [subscription],
    refusals: [...refused, 'RESOURCE_TYPE'],
  },
  delete: {
    id: 'deleteSubscription',
    tag,
    summary: 'Ends a Subscription.',
    parameters: [subscription],
    status: 204,
    refusals: refused,
  },
} as const satisfies Record<string, Operation>;

const inputs = {
  status: [query('id', 'Ids of Subscriptions.'), query('status', 'Statuses.')],
  events: [
    query('eventsSinceNumber', 'First event number.'),
    query('eventsUntilNumber', 'Last event number.'),
    query('content', '`empty`, `id-only` or `full-resource`; not more than was subscribed to.'),
  ],
  token: [query('id', 'Ids of Subscriptions.')],
};

const operationTexts = {
  $status: { summary: 'How far Subscriptions are.', inputs: inputs.status, answer: fhir('Bundle') },
  $events: { summary: 'What happened between two event numbers.', inputs: inputs.events, answer: fhir('Bundle') },
  '$get-ws-binding-token': {
    summary: 'A token for a websocket, good for a minute.',
    inputs: inputs.token,
    answer: fhir('Parameters'),
  },
} as const;

/** Of an operation of the Backport, by path and method. */
export function backportOperation(path: string, method: 'GET' | 'POST'): Operation {
  const name = path.slice(path.lastIndexOf('/') + 1) as keyof typeof operationTexts;
  const { summary, inputs: own, answer } = operationTexts[name];
  const one = path.includes(':id');
  const withQuery = method === 'GET' ? own.filter(({ name }) => !one || (name !== 'id' && name !== 'status')) : [];
  const parameters = [...(one ? [subscription] : []), ...withQuery];
  const words = name.slice(1).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    id: `${words}${one ? 'OfOne' : 'OfAll'}${method === 'GET' ? '' : 'ByPost'}`,
    tag,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(method === 'POST' && {
      request: [fhir('Parameters', undefined, { 'no parameters': { resourceType: 'Parameters' } })],
    }),
    answer: [answer],
    refusals: [
      ...refused,
      'REQUEST_INVALID',
      ...(method === 'POST' ? (['RESOURCE_TYPE', 'FHIR_INVALID'] as const) : []),
    ],
  };
}

/** Of the topics, as SubscriptionTopic and as the Basic that stands for one in R4. */
export const topicOperations = (name: string): Readonly<Record<'search' | 'read', Operation>> => ({
  search: { id: `search${name}`, tag, summary: `The topics, as ${name}.`, answer: [fhir('Bundle')] },
  read: {
    id: `read${name}`,
    tag,
    summary: `A topic, as ${name}.`,
    parameters: [{ name: 'id', in: 'path', description: 'Id of the topic.', example: topics[0]!.id }],
    answer: [fhir(name)],
    refusals: ['RECORD_UNKNOWN'],
  },
});

/** Of what a notification with ids only points to. */
export const focusOperation = (name: string): Operation => ({
  id: `read${name}`,
  tag,
  summary: `A ${name} that the caller was notified of.`,
  parameters: [{ name: 'id', in: 'path', description: 'Id as in the notification.' }],
  answer: [fhir(name)],
  refusals: refused,
});
