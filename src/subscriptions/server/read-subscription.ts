import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, stringOf } from '../../fhir/json.ts';
import type { Dialect } from '../codec/notification.ts';
import type { ContentLevel } from '../codec/write-notification.ts';
import { type Filter, readFilter } from './filter.ts';
import { type Topic, topicOf, topics, topicUrl } from './topics.ts';

/** What a client asks for when it subscribes, understood and within what this server does. */
export interface SubscriptionSpec {
  readonly topic: Topic;
  readonly filters: readonly Filter[];
  readonly channel: 'rest-hook' | 'websocket';
  /** Where a rest-hook is called. */
  readonly endpoint?: string;
  /** Sent with every call, word for word. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly content: ContentLevel;
  /** MIME type of `payload`, which is the Content-Type of every call. */
  readonly mime: string;
  readonly dialect: Exclude<Dialect, 'r4-criteria' | 'athenahealth'>;
  readonly heartbeatSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly maxCount?: number;
  /** FHIR instant at which it ends. */
  readonly end?: string;
}

export interface ReadOptions {
  /** Whether notifications may go there: https, or http on loopback, and on the list. */
  readonly mayCall: (endpoint: string) => boolean;
}

const backport = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';
/** FHIR version in the payload's MIME type → how its notifications are written. */
const dialectOfVersion: ReadonlyMap<string, SubscriptionSpec['dialect']> = new Map([
  ['4.0', 'r4-backport'],
  ['4.3', 'r4b'],
  ['5.0', 'r5'],
]);
const contents: ReadonlySet<string> = new Set<ContentLevel>(['empty', 'id-only', 'full-resource']);
/** Headers that are the transport's business; one of them could smuggle a second request. */
const ownHeaders =
  /^(host|content-length|content-type|transfer-encoding|connection|upgrade|te|trailer|expect|proxy-.*)$/i;

/**
 * Reads a Subscription of the backport to R4 (profile backport-subscription).
 * @throws HoofbeatsError REQUEST_INVALID or FHIR_INVALID that names the element, for everything that a server is to reject:
 *   unknown topic, filter, channel, payload type, FHIR version, content level, endpoint; cross-version extensions
 */
export function readSubscription(body: unknown, { mayCall }: ReadOptions): SubscriptionSpec {
  if (!isObject(body) || body.resourceType !== 'Subscription') {
    throw new HoofbeatsError('RESOURCE_TYPE', 'The body is not a Subscription.', { expression: ['Subscription'] });
  }
  refuseCrossVersion(body);
  const topic = readTopic(body);
  const channel = objectOf(body.channel);
  const kind = channelKind(channel);
  const mime = stringOf(channel.payload) ?? 'application/fhir+json';
  const headers = readHeaders(channel.header);
  const period = (name: string) => positive(extension(channel, name), name);
  const heartbeatSeconds = period('backport-heartbeat-period');
  const timeoutSeconds = period('backport-timeout');
  const maxCount = period('backport-max-count');
  const end = readEnd(body.end);
  return {
    topic,
    filters: filterTexts(body).flatMap((text, at) =>
      readFilter(text, topic, `Subscription.criteria.extension[${at}].valueString`),
    ),
    channel: kind,
    ...(kind === 'rest-hook' && { endpoint: readEndpoint(channel.endpoint, mayCall) }),
    headers,
    content: readContent(channel),
    mime,
    dialect: readDialect(mime),
    ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(maxCount !== undefined && { maxCount }),
    ...(end !== undefined && { end }),
  };
}

function readTopic({ criteria }: JsonObject): Topic {
  const url = stringOf(criteria);
  const topic = url === undefined ? undefined : topicOf(url);
  if (topic) return topic;
  const known = topics.map(topicUrl).join(', ');
  throw invalid(
    'Subscription.criteria',
    `"${(url ?? '').slice(0, 120)}" is no topic of this server; its topics: ${known}.`,
  );
}

/** The filters of a Subscription, as they are written. */
export const filterTexts = ({ _criteria }: JsonObject) =>
  listOf(objectOf(_criteria).extension)
    .map(objectOf)
    .filter(({ url }) => url === `${backport}/backport-filter-criteria`)
    .map(({ valueString }) => stringOf(valueString) ?? '');

/** A channel of the extension counts before `type`, whose code is then only the nearest that R4 has. */
function channelKind(channel: JsonObject): SubscriptionSpec['channel'] {
  const extended = stringOf(objectOf(extension(objectOf(channel._type), 'backport-channel-type')).code);
  const type = extended ?? stringOf(channel.type);
  if (type === 'rest-hook' || type === 'websocket') return type;
  throw invalid(
    'Subscription.channel.type',
    `"${(type ?? '').slice(0, 40)}" is not supported; use rest-hook or websocket.`,
  );
}

function readEndpoint(endpoint: unknown, mayCall: ReadOptions['mayCall']): string {
  const text = stringOf(endpoint);
  const at = 'Subscription.channel.endpoint';
  if (text === undefined || !URL.canParse(text)) throw invalid(at, 'A rest-hook needs the URL of its endpoint.');
  if (!mayCall(text))
    throw invalid(at, 'Notifications may not be sent there: it must be https and on the operator’s list.');
  return text;
}

function readHeaders(header: unknown): SubscriptionSpec['headers'] {
  const lines = Array.isArray(header) ? header : [];
  return lines.map((line, at) => {
    const match =
      typeof line === 'string' ? /^([!#$%&'*+.^_`|~\w-]{1,100}):[ \t]*([\x20-\x7e\t]{0,4000})$/.exec(line) : null;
    if (!match) throw invalid(`Subscription.channel.header[${at}]`, 'A header is "Name: value" on one line.');
    const [, name = '', value = ''] = match;
    if (ownHeaders.test(name))
      throw invalid(`Subscription.channel.header[${at}]`, `"${name}" is set by the server itself.`);
    return [name, value] as const;
  });
}

function readContent(channel: JsonObject): ContentLevel {
  const level = stringOf(extension(objectOf(channel._payload), 'backport-payload-content'));
  if (level !== undefined && contents.has(level)) return level as ContentLevel;
  throw invalid(
    'Subscription.channel.payload.extension',
    'backport-payload-content must be one of empty, id-only, full-resource.',
  );
}

function readDialect(mime: string): SubscriptionSpec['dialect'] {
  const [type = '', ...parameters] = mime
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const version =
    parameters.find((parameter) => parameter.startsWith('fhirversion='))?.slice('fhirversion='.length) ?? '4.0';
  const dialect = dialectOfVersion.get(version.replaceAll('"', ''));
  if ((type === 'application/fhir+json' || type === 'application/json') && dialect) return dialect;
  throw invalid(
    'Subscription.channel.payload',
    `"${mime.slice(0, 80)}" is not supported; use application/fhir+json, with fhirVersion 4.0, 4.3 or 5.0.`,
  );
}

function readEnd(end: unknown): string | undefined {
  const text = stringOf(end);
  if (text === undefined) return undefined;
  if (Number.isNaN(Date.parse(text))) throw invalid('Subscription.end', 'It is no instant.');
  return new Date(text).toISOString();
}

/** The value of an extension by the last part of its URL, whatever its type. */
function extension({ extension: list }: JsonObject, name: string): unknown {
  const found = listOf(list)
    .map(objectOf)
    .find(({ url }) => url === `${backport}/${name}`);
  const key = Object.keys(found ?? {}).find((each) => each.startsWith('value'));
  return found && key !== undefined ? found[key] : undefined;
}

function positive(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined;
  const number = numberOf(value);
  if (number !== undefined && Number.isInteger(number) && number > 0) return number;
  throw invalid('Subscription.channel.extension', `${name} must be a whole number above 0.`);
}

/** "Cross version extensions SHALL NOT be used on R4 subscriptions to describe any elements also described by this guide." */
function refuseCrossVersion(value: unknown, depth = 0): void {
  if (depth > 6 || typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (
      key === 'url' &&
      typeof inner === 'string' &&
      /^http:\/\/hl7\.org\/fhir\/[45]\.\d\/StructureDefinition\/extension-Subscription/.test(inner)
    ) {
      throw invalid(
        'Subscription.extension',
        'Cross-version extensions are not read; use those of the Subscriptions Backport guide.',
      );
    }
    refuseCrossVersion(inner, depth + 1);
  }
}

const invalid = (expression: string, message: string) =>
  new HoofbeatsError('REQUEST_INVALID', message, { expression: [expression] });
