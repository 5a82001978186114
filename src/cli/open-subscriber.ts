import type { Assessor } from '../assessment/assessor.ts';
import { resolveTemplates } from '../cds-hooks/prefetch-template.ts';
import type { CdsService } from '../cds-hooks/service-schema.ts';
import { loadEhrRegistry } from '../config/ehr-registry.ts';
import { loadNotificationSources, type NotificationSource } from '../config/notification-sources.ts';
import type { Config } from '../config/schema.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type AccessSource, backendServices } from '../fhir/backend-services/access-tokens.ts';
import { loadSigningKeys } from '../fhir/backend-services/signing-key.ts';
import type { LoincLookup } from '../fhir/local-codes.ts';
import { errorFields } from '../monitoring/error-fields.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import { beginCounts, observedSubscriber } from '../monitoring/observed-subscriber.ts';
import type { Records } from '../records.ts';
import type { Serving } from '../serving.ts';
import { assessPatient } from '../subscriptions/subscriber/assess-patient.ts';
import { waitingEvents } from '../subscriptions/subscriber/inbox.ts';
import { isKnownState } from '../subscriptions/subscriber/known-state.ts';
import { sourceReader } from '../subscriptions/subscriber/read-source.ts';
import { type ConnectedSource, createSubscriber, type Subscriber } from '../subscriptions/subscriber/subscriber.ts';
import { writeSource } from '../subscriptions/subscriber/write-source.ts';
import { readCrosswalk } from '../terminology/crosswalk.ts';

export interface SubscriberPorts {
  readonly records: Records;
  readonly serving: Serving;
  readonly assessor: Assessor;
  readonly services: readonly CdsService[];
  readonly publicUrl: () => string;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The service whose answer is made ready before the chart is opened. */
const prepared = { id: 'differential-diagnosis', hook: 'patient-view' } as const;
/** Somebody has to be named as the reader of a chart that nobody has opened yet; no prefetch query of ours names them. */
const nobody = 'Practitioner/none';

type SubscriberConfig = Pick<Config, 'NOTIFICATION_SOURCES' | 'EHR_REGISTRY' | 'DATABASE_URL' | 'BODY_LIMIT_MB'>;

/**
 * What hears of news elsewhere, as NOTIFICATION_SOURCES wants it; undefined without it.
 * @throws HoofbeatsError CONFIG_INVALID for a file that is wrong, or names an EHR that the registry does not have
 */
export async function openSubscriber(
  config: SubscriberConfig,
  { records, serving, assessor, services, publicUrl, logger, metrics }: SubscriberPorts,
): Promise<Subscriber | undefined> {
  if (config.NOTIFICATION_SOURCES === undefined) return undefined;
  const sources = loadNotificationSources(config.NOTIFICATION_SOURCES);
  for (const { id: source } of sources) beginCounts(source, metrics);
  const { db, keys, pseudonymise, trail } = records;
  const loincOf = crosswalks(sources, config.EHR_REGISTRY);
  const service = services.find(({ id, hook }) => id === prepared.id && hook === prepared.hook);
  if (!service)
    throw new HoofbeatsError('CONFIG_INVALID', `NOTIFICATION_SOURCES needs the CDS service ${prepared.id}.`);
  const model = () => {
    const found = serving.models.get(service.model);
    if (!found) throw new HoofbeatsError('MODEL_UNAVAILABLE', `No model package "${service.model}" is being served.`);
    return found;
  };
  const assessing = (source: NotificationSource) => ({
    assessor,
    model: service.model,
    queries: (patientId: string) => queriesFor(patientId, service),
    loincOf: loincOf.get(source.issuer),
    isKnown: (request: Parameters<typeof isKnownState>[0]) =>
      isKnownState(request, {
        ...{ db, pseudonymise, model: model() },
        versions: serving.versionsOf(model()),
      }),
    durable: () => trail.drained(),
  });
  return createSubscriber({
    ...{ db, ring: keys.seal, publicUrl },
    sources: await Promise.all(sources.map((source) => connected(source, logger))),
    bodyLimitMb: config.BODY_LIMIT_MB,
    alone: config.DATABASE_URL === undefined,
    now: () => new Date(),
    assess: (patientId, source, reader) => assessPatient(patientId, source, reader, assessing(source)),
    ...observedSubscriber(metrics, () => waitingEvents(db)),
    onAlarm: (alarm, source) => {
      metrics.notificationAlarms.inc({ source, alarm });
      logger.warn('notification source', { source, alarm });
    },
    onFailure: (thrown) => logger.warn('notification not worked on', { error: errorFields(thrown) }),
  });
}

/** A source with the ways to its server, and to the one that holds the records. */
export async function connected(source: NotificationSource, logger: Logger): Promise<ConnectedSource> {
  const { id, fhirServer, recordServer } = source;
  const at = async (server: string) => ({ ...source, fhirServer: server, access: await accessTo(server, source) });
  const [own, records] = [await at(fhirServer), recordServer === undefined ? undefined : await at(recordServer)];
  const reader = ({ access, ...place }: typeof own) =>
    sourceReader(place, access, (problem) => logger.info('record not read', { source: id, ...problem }));
  return {
    source,
    reader: reader(own),
    ...(records && { records: reader(records) }),
    write: writeSource(own, own.access),
  };
}

/** Without a client of SMART Backend Services the server is taken for an open one. */
async function accessTo(server: string, { backend }: NotificationSource): Promise<AccessSource | undefined> {
  if (!backend) return undefined;
  const { clientId, keys, scope } = backend;
  return backendServices({ clientId, keys: await loadSigningKeys(keys) })(server.replace(/\/+$/, ''), scope);
}

/** What the sites' own laboratory codes mean, by issuer. */
function crosswalks(sources: readonly NotificationSource[], registry: string | undefined) {
  const found = new Map<string, LoincLookup>();
  if (registry === undefined) return found;
  const ehrs = loadEhrRegistry(registry);
  for (const { id, issuer } of sources) {
    const ehr = ehrs.find((each) => each.issuer === issuer);
    if (!ehr) throw new HoofbeatsError('CONFIG_INVALID', `NOTIFICATION_SOURCES: EHR_REGISTRY has no issuer of ${id}.`);
    if (ehr.crosswalk !== undefined) found.set(issuer, readCrosswalk(ehr.crosswalk));
  }
  return found;
}

/** What a call for this patient would have prefetched. */
const queriesFor = (patientId: string, { prefetch }: CdsService): Readonly<Record<string, string>> =>
  resolveTemplates(prefetch, { patientId, userId: nobody });
