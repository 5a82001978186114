import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Route } from '../../http/routes.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import { writeNotification } from '../codec/write-notification.ts';
import { type DeliverPorts, releaseSubscriptions } from './deliver.ts';
import { type DeliveryLoop, startDelivery } from './delivery-loop.ts';
import type { EndpointGuard } from './endpoint-guard.ts';
import { forgetEvents } from './event-store.ts';
import { notificationOf } from './notifications.ts';
import { restHook } from './rest-hook.ts';
import { subscriptionRoutes } from './routes.ts';
import { specOf } from './status-operation.ts';
import { findSubscriptions } from './subscription-store.ts';
import { createSocketHub } from './websocket.ts';

export interface SubscriptionServerOptions {
  readonly db: Database;
  readonly ring: KeyRing;
  readonly guard: EndpointGuard;
  /** URL under which clients reach this server, without a final slash. */
  readonly publicUrl: () => string;
  /** Whether a realm may still be told anything. */
  readonly mayReceive: (owner: string) => boolean;
  /** Whether no other process delivers from the same database: what the last one was at when it died is then freed at once. */
  readonly alone: boolean;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly random?: () => number;
  readonly onSent?: DeliverPorts['onSent'];
  /** Hears of failures that no client hears of. */
  readonly onFailure: (thrown: unknown) => void;
}

/** The server role: others subscribe to what is found here. */
export interface SubscriptionServer {
  readonly routes: readonly Route[];
  /** Takes an HTTP upgrade; false when it is not for a subscription. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Begins to deliver. */
  start(): Promise<void>;
  /** Resolves when no delivery is in flight. */
  stop(): Promise<void>;
}

/** How long an event can be asked for by $events when it has been acknowledged, and how often it is looked. */
const rememberMs = 30 * 24 * 3_600_000;
const forgetEveryMs = 3_600_000;

export function createSubscriptionServer(options: SubscriptionServerOptions): SubscriptionServer {
  const {
    db,
    ring,
    guard,
    publicUrl,
    mayReceive,
    alone,
    now,
    newId,
    random = Math.random,
    onSent,
    onFailure,
  } = options;
  const base = () => `${publicUrl()}/fhir`;
  let delivery: DeliveryLoop | undefined;
  let forgetting: NodeJS.Timeout | undefined;
  const wake = () => delivery?.wake();

  const hub = createSocketHub({
    ring,
    now,
    handshakes: async ({ owner, subscriptions: ids }) => {
      if (ids.length === 0 || !mayReceive(owner)) return [];
      const found = await findSubscriptions({ owner, ids }, db, ring);
      return found
        .filter(({ status }) => status !== 'off')
        .map((kept) => {
          const spec = specOf(kept);
          const written = {
            dialect: spec.dialect,
            content: spec.content,
            base: base(),
            id: newId(),
            timestamp: now().toISOString(),
          };
          return { id: kept.id, bundle: writeNotification(notificationOf('handshake', kept, spec, base()), written) };
        });
    },
    onBound: async (ids) => {
      if (ids.length === 0) return;
      const due = { status: 'active', attempts: 0, error: null, due_at: now().toISOString() };
      await db
        .updateTable('subscription')
        .set(due)
        .where('id', 'in', [...ids])
        .execute();
      wake();
    },
    onFailure,
  });

  const ports: DeliverPorts = {
    ...{ db, ring, base, mayReceive, now, newId, random },
    send: { 'rest-hook': restHook(guard), websocket: hub.send },
    boundHere: () => hub.bound(),
    ...(onSent && { onSent }),
  };
  return {
    routes: subscriptionRoutes({ db, ring, mayCall: guard.listed, publicUrl, now, newId, wake }),
    upgrade: (request, socket, head) => hub.upgrade(request, socket, head),
    async start() {
      if (alone) await releaseSubscriptions(db);
      delivery ??= startDelivery(ports, onFailure);
      const forget = () =>
        forgetEvents(new Date(now().getTime() - rememberMs).toISOString(), db).catch((thrown) => onFailure(thrown));
      forgetting ??= setInterval(forget, forgetEveryMs);
    },
    async stop() {
      clearInterval(forgetting);
      await delivery?.stop();
      hub.close();
    },
  };
}
