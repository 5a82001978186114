import { randomUUID } from 'node:crypto';
import { loadEhrRegistry } from '../config/ehr-registry.ts';
import { isLoopback } from '../config/loopback.ts';
import type { Config } from '../config/schema.ts';
import { errorFields } from '../monitoring/error-fields.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import type { Records } from '../records.ts';
import { endpointGuard } from '../subscriptions/server/endpoint-guard.ts';
import { createSubscriptionServer, type SubscriptionServer } from '../subscriptions/server/subscription-server.ts';

export interface SubscriptionsPorts {
  readonly records: Records;
  readonly publicUrl: () => string;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** What others may subscribe to, as the settings want it. */
export function openSubscriptions(
  config: Pick<Config, 'DATABASE_URL' | 'EHR_REGISTRY' | 'HOST' | 'SUBSCRIBER_ENDPOINTS' | 'SUBSCRIBER_NETWORKS'>,
  { records: { db, keys }, publicUrl, logger, metrics }: SubscriptionsPorts,
): SubscriptionServer {
  return createSubscriptionServer({
    db,
    ring: keys.seal,
    guard: endpointGuard({
      endpoints: config.SUBSCRIBER_ENDPOINTS,
      privateNetworks: config.SUBSCRIBER_NETWORKS,
      loopback: !config.EHR_REGISTRY && isLoopback(config.HOST),
    }),
    publicUrl,
    mayReceive: config.EHR_REGISTRY ? isRegistered(config.EHR_REGISTRY) : () => true,
    alone: config.DATABASE_URL === undefined,
    now: () => new Date(),
    newId: randomUUID,
    onSent: (kind, outcome) => metrics.notificationsSent.inc({ kind, outcome }),
    onFailure: (thrown) => logger.warn('subscription not served', { error: errorFields(thrown) }),
  });
}

/** Whether the registry has the client of a realm, and its tenant. */
function isRegistered(registry: string): (owner: string) => boolean {
  const ehrs = loadEhrRegistry(registry);
  return (owner) => {
    const [client, tenant] = JSON.parse(owner) as [string, string];
    const ehr = ehrs.find(({ issuer }) => issuer === client);
    return ehr !== undefined && (ehr.tenants.length === 0 || tenant === '' || ehr.tenants.includes(tenant));
  };
}
