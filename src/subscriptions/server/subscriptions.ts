import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { isObject, type JsonObject, stringOf } from '../../fhir/json.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import type { SubscriptionState } from '../codec/notification.ts';
import { readSubscription } from './read-subscription.ts';
import {
  findSubscriptions,
  insertSubscription,
  type KeptSubscription,
  removeSubscription,
  replaceSubscription,
} from './subscription-store.ts';

export interface SubscriptionPorts {
  readonly db: Database;
  readonly ring: KeyRing;
  /** Whether notifications may go to an endpoint. */
  readonly mayCall: (endpoint: string) => boolean;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Something may be due. */
  readonly wake: () => void;
}

/** Most subscriptions of one owner: each costs the server a delivery per event. */
const mostSubscriptions = 1_000;

/**
 * Takes a new subscription; it is `requested` until its endpoint has shaken hands, whatever the client calls it
 * (Backport IG 1.1 §rest-hook: "the server SHALL set initial status to requested").
 * @throws HoofbeatsError for everything that `readSubscription` refuses
 */
export async function createSubscription(
  body: unknown,
  owner: string,
  ports: SubscriptionPorts,
): Promise<KeptSubscription> {
  const { db, ring, mayCall, now, newId, wake } = ports;
  const { topic, endpoint = '', end } = readSubscription(body, { mayCall });
  if ((await findSubscriptions({ owner }, db, ring)).length >= mostSubscriptions) {
    throw new HoofbeatsError('REQUEST_INVALID', `There are ${mostSubscriptions} subscriptions already; delete some.`);
  }
  const at = now().toISOString();
  const kept: KeptSubscription = {
    id: newId(),
    owner,
    topic: topic.id,
    url: endpoint,
    status: 'requested',
    createdAt: at,
    updatedAt: at,
    ...(end !== undefined && { endsAt: end }),
    events: 0,
    delivered: 0,
    attempts: 0,
    resource: body as JsonObject,
  };
  await insertSubscription(kept, db, ring);
  wake();
  return kept;
}

/**
 * Puts a subscription in the place of another. Whoever asks for `active` gets `requested` and a new handshake; `off`
 * ends it: "a client is responsible for requesting re-activation of a subscription".
 */
export async function updateSubscription(
  id: string,
  body: unknown,
  owner: string,
  ports: SubscriptionPorts,
): Promise<KeptSubscription> {
  const { db, ring, mayCall, now, wake } = ports;
  const before = await findSubscription(id, owner, ports);
  const { topic, endpoint = '', end } = readSubscription(body, { mayCall });
  if (isObject(body) && stringOf(body.id) !== undefined && stringOf(body.id) !== id) {
    throw new HoofbeatsError('REQUEST_INVALID', 'The id is not that of the URL.', { expression: ['Subscription.id'] });
  }
  // One that was changed within the millisecond must not look unchanged to a delivery that is under way.
  const at = new Date(Math.max(now().getTime(), Date.parse(before.updatedAt) + 1)).toISOString();
  const status: SubscriptionState = isObject(body) && body.status === 'off' ? 'off' : 'requested';
  const resource = body as JsonObject;
  const change = {
    topic: topic.id,
    url: endpoint,
    status,
    updatedAt: at,
    ...(end !== undefined && { endsAt: end }),
    resource,
  };
  await replaceSubscription(id, change, db, ring);
  wake();
  return findSubscription(id, owner, ports);
}

/** @throws HoofbeatsError RECORD_UNKNOWN also for what is somebody else's: whether it exists is theirs to know. */
export async function findSubscription(
  id: string,
  owner: string,
  { db, ring }: Pick<SubscriptionPorts, 'db' | 'ring'>,
): Promise<KeptSubscription> {
  const [kept] = await findSubscriptions({ owner, ids: [id] }, db, ring);
  if (!kept) throw new HoofbeatsError('RECORD_UNKNOWN', 'There is no Subscription of this id.');
  return kept;
}

export async function deleteSubscription(id: string, owner: string, ports: SubscriptionPorts): Promise<void> {
  await findSubscription(id, owner, ports);
  await removeSubscription(id, ports.db);
}
