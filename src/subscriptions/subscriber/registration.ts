import type { NotificationSource } from '../../config/notification-sources.ts';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { isObject, type JsonObject, stringOf } from '../../fhir/json.ts';
import type { Database } from '../../store/open-database.ts';
import { changeSource, type SourceState, sourceState } from './source-state.ts';

/**
 * Writes to the FHIR server of a source; resolves to what the server has made of it, and to `gone` where there is nothing
 * at the path (404, 410).
 * @throws HoofbeatsError FHIR_SERVER_UNAVAILABLE
 */
export type WriteSource = (
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  resource?: JsonObject,
) => Promise<JsonObject | 'gone' | undefined>;

export interface RegistrationPorts {
  readonly db: Database;
  readonly write?: WriteSource;
  /** URL under which the source reaches us, without a final slash. */
  readonly publicUrl?: () => string;
  readonly now: () => Date;
}

const backport = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';
/** How long a Subscription that is made here lives, and how long before its end it is renewed. */
export const lifetimeMs = 7 * 24 * 3_600_000;
export const renewBeforeMs = 24 * 3_600_000;

/**
 * The Subscription that a source is asked for: of the backport profile where it has topics (S13, S14: its own extensions, no
 * cross-version ones), otherwise R4's own with criteria.
 * @throws HoofbeatsError CONFIG_INVALID when the file says neither topic nor criteria
 */
export function subscriptionFor(source: NotificationSource, publicUrl: string, end: string): JsonObject {
  const { topic, criteria, filters, secret, heartbeatSeconds, path } = source;
  const asked = topic ?? criteria;
  if (asked === undefined) {
    throw new HoofbeatsError(
      'CONFIG_INVALID',
      `NOTIFICATION_SOURCES: ${source.id} needs a topic, or criteria, to be subscribed to.`,
    );
  }
  const channel = {
    type: 'rest-hook',
    endpoint: `${publicUrl}/notifications/${path}`,
    payload: 'application/fhir+json',
    ...(secret && { header: [`${secret.header}: ${secret.value}`] }),
  };
  const common = {
    resourceType: 'Subscription',
    status: 'requested',
    reason: 'Differential diagnosis by Hoofbeats',
    end,
  };
  if (topic === undefined) return { ...common, criteria: asked, channel };
  return {
    ...common,
    meta: { profile: [`${backport}/backport-subscription`] },
    criteria: asked,
    ...(filters.length > 0 && {
      _criteria: {
        extension: filters.map((valueString) => ({ url: `${backport}/backport-filter-criteria`, valueString })),
      },
    }),
    channel: {
      ...channel,
      // Ids are enough: what is assessed is read anew in any case, and nothing about a patient travels unasked.
      _payload: { extension: [{ url: `${backport}/backport-payload-content`, valueCode: 'id-only' }] },
      ...(heartbeatSeconds !== undefined && {
        extension: [{ url: `${backport}/backport-heartbeat-period`, valueUnsignedInt: heartbeatSeconds }],
      }),
    },
  };
}

/** Makes the Subscription at the source; what is there already is renewed, and made again where it is gone. */
export async function subscribe(source: NotificationSource, ports: RegistrationPorts): Promise<SourceState> {
  const { db, write, publicUrl, now } = ports;
  if (!write || !publicUrl) throw new HoofbeatsError('CONFIG_INVALID', 'PUBLIC_URL is needed: sources send to it.');
  const { subscription: known } = await sourceState(source.id, db);
  const end = new Date(now().getTime() + lifetimeMs).toISOString();
  const resource = subscriptionFor(source, publicUrl(), end);
  const renewed =
    known === undefined ? 'gone' : await write('PUT', `Subscription/${known}`, { ...resource, id: known });
  const answered = renewed === 'gone' ? await write('POST', 'Subscription', resource) : (renewed ?? { id: known });
  const id = isObject(answered) ? stringOf(answered.id) : undefined;
  if (id === undefined)
    throw new HoofbeatsError('FHIR_SERVER_UNAVAILABLE', 'The FHIR server names no Subscription that it has made.');
  await changeSource(source.id, { subscription: id, ends_at: end, status: 'requested' }, db);
  return sourceState(source.id, db);
}

/** Deletes the Subscription at the source; one that was not made here is its operator's. */
export async function unsubscribe(source: NotificationSource, { db, write }: RegistrationPorts): Promise<void> {
  const { subscription } = await sourceState(source.id, db);
  if (subscription === undefined || !write) return;
  await write('DELETE', `Subscription/${subscription}`);
  // Nothing is wrong with a source that nobody subscribes to.
  await changeSource(source.id, { subscription: null, ends_at: null, status: 'requested' }, db);
}

/** Renews a Subscription before it ends (S12). */
export async function renewInTime(source: NotificationSource, ports: RegistrationPorts): Promise<void> {
  const { subscription, endsAt } = await sourceState(source.id, ports.db);
  if (subscription === undefined || endsAt === undefined || !ports.write) return;
  if (Date.parse(endsAt) - ports.now().getTime() < renewBeforeMs) await subscribe(source, ports);
}

/** Asks the source to begin again, when it has given up (S11); one that was not made here is its operator's. */
export async function requestAgain(
  source: NotificationSource,
  { subscription }: SourceState,
  ports: RegistrationPorts,
): Promise<void> {
  if (subscription !== undefined && ports.write) await subscribe(source, ports);
}
