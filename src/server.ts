import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express, RequestHandler } from 'express';
import type { Assessor } from './assessment/assessor.ts';
import type { ShownMemory } from './assessment/shown-memory.ts';
import { auditCalls } from './audit/audit-calls.ts';
import type { CallPreparer } from './cds-hooks/preparation/call-preparer.ts';
import { prepareElsewhere } from './cds-hooks/preparation/prepare-elsewhere.ts';
import { cdsHooksRoutes } from './cds-hooks/routes.ts';
import type { CdsService } from './cds-hooks/service-schema.ts';
import type { Config } from './config/schema.ts';
import { HoofbeatsError } from './errors/hoofbeats-error.ts';
import { auditRoutes } from './fhir-server/audit-routes.ts';
import type { Published } from './fhir-server/conformance.ts';
import { fhirRoutes } from './fhir-server/routes.ts';
import { createApp } from './http/app.ts';
import { auditorOnly } from './http/auditor-only.ts';
import { type BackgroundWork, createBackgroundWork } from './http/background-work.ts';
import { answerClientError } from './http/client-error.ts';
import { healthRoutes, type PartHealth } from './http/health-routes.ts';
import { parseBody, receiveJson } from './http/json-body.ts';
import { metricsRoutes } from './http/metrics-routes.ts';
import { modelRoutes } from './http/model-routes.ts';
import { withOpenApi } from './http/openapi/openapi-route.ts';
import { type OperatorPages, operatorPages } from './http/operator-pages.ts';
import { type Probe, probed } from './http/probe.ts';
import { addressRateLimit, clientRateLimit } from './http/rate-limit.ts';
import { authenticate } from './http/trust/authenticate.ts';
import { knownHost } from './http/trust/known-host.ts';
import { openMode, type Trust } from './http/trust/trust.ts';
import { createTurns } from './http/turns.ts';
import { errorFields } from './monitoring/error-fields.ts';
import type { Logger } from './monitoring/logger.ts';
import type { Metrics } from './monitoring/metrics.ts';
import { observedAssessor } from './monitoring/observed-assessor.ts';
import { showReady } from './monitoring/observed-serving.ts';
import type { Records } from './records.ts';
import { triageRoutes } from './severity/routes.ts';
import type { SymptomTerminology } from './severity/symptom-names.ts';
import { knownAssessments } from './store/known-assessments.ts';
import { ping } from './store/ping.ts';
import type { SubscriptionServer } from './subscriptions/server/subscription-server.ts';
import type { Subscriber } from './subscriptions/subscriber/subscriber.ts';
import type { ReverseMaps } from './terminology/reverse-maps.ts';
import { pageOperations } from './web/operations.ts';

/** Something that was started before the server and must outlive its last request, e.g. an inference session. */
export interface StartedPart {
  readonly name: string;
  stop(): Promise<void>;
}

/** What the server is made of. */
export interface ServerDependencies {
  readonly config: Config;
  readonly assessor: Assessor;
  /** Reads calls on another thread while this one is busy; without it all are read here. */
  readonly preparer?: CallPreparer | undefined;
  /** From `loadServices(cdsServicesDir)`. */
  readonly services: readonly CdsService[];
  /** From `loadConformance(fhirProfilesDir)`. */
  readonly published: readonly Published[];
  /** How clients are known: from `openTrust(config)`; open mode unless given. */
  readonly trust?: Trust;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What the server remembers, from `openRecords(config)`; without it no call is audited. */
  readonly records?: Records;
  /** What readers have seen; without it nothing is ever a repeat. The assessor must have the same. */
  readonly memory?: ShownMemory;
  /** By which `POST /triage` knows symptoms; without it only those of its own table. */
  readonly terminology?: SymptomTerminology;
  /** What others may subscribe to, from `createSubscriptionServer`. */
  readonly subscriptions?: Pick<SubscriptionServer, 'routes' | 'upgrade'>;
  /** What hears of news elsewhere, from `createSubscriber`. */
  readonly subscriber?: Pick<Subscriber, 'routes'>;
  /** From `loadReverseMaps()`; without it cards suggest nothing. */
  readonly reverseMaps?: ReverseMaps;
  /** Parts of this process that must work before the server may be called ready, e.g. each model. */
  readonly health?: () => readonly PartHealth[];
  /** Served with OPERATOR_TOKEN only. */
  readonly operatorPages?: readonly OperatorPages[];
  /** Pages and their assets. */
  readonly pages?: RequestHandler;
  /** Work that outlives its request; `startServer` waits for it when it stops. */
  readonly background?: BackgroundWork;
  /** URL under which clients reach the server when PUBLIC_URL is not set: where it listens. */
  readonly listenUrl?: () => string;
  /** In the order of their start; `RunningServer.close` stops them in reverse. */
  readonly parts?: readonly StartedPart[];
  readonly now?: () => Date;
  readonly newId?: () => string;
  /** Brings up to date what is shown by GET /metrics and not measured as it happens. */
  readonly refreshMetrics?: () => Promise<void>;
}

/** Model family that `$differential` asks. */
const operationModel = 'rare-disease';

/**
 * The whole server as an Express application that does not listen yet.
 * @throws HoofbeatsError CONFIG_INVALID when it would serve anybody on the network unasked.
 */
export function createServer(dependencies: ServerDependencies): Express {
  const { config, services, published, logger, metrics, pages, records, preparer } = dependencies;
  const {
    health = () => [],
    background = createBackgroundWork(),
    trust = openMode(config),
    now = () => new Date(),
    newId = randomUUID,
  } = dependencies;
  const listenUrl = dependencies.listenUrl ?? (() => httpUrl(config.HOST, config.PORT));
  const publicUrl = () => (config.PUBLIC_URL ?? listenUrl()).replace(/\/+$/, '');
  const assessor = observedAssessor(dependencies.assessor, metrics);
  const probes: readonly Probe[] = [
    { part: 'trust', ask: () => trust.ready(), otherwise: 'The Redis of REDIS_URL does not answer.' },
    ...(records ? [{ part: 'records', ask: () => ping(records.db), otherwise: 'The database does not answer.' }] : []),
  ];
  const parts = async () => [...health(), ...(await probed(probes, logger))];
  const refresh = async () => {
    showReady(await parts(), metrics);
    await dependencies.refreshMetrics?.();
  };
  const turns = createTurns();
  const limits = { bodyLimitMb: config.BODY_LIMIT_MB, entryLimit: config.ENTRY_LIMIT };
  const routes = [
    // First, because they come by the thousand: a router tries its routes one after the other.
    ...(dependencies.subscriber?.routes ?? []),
    ...healthRoutes(parts),
    ...metricsRoutes(metrics, refresh),
    ...modelRoutes(config.MODELS_DIR),
    ...cdsHooksRoutes({
      services: services.map((service) => ({
        ...service,
        enabled: service.enabled && !config.DISABLED_SERVICES.includes(service.id),
      })),
      deadlineMs: config.DEADLINE_MS,
      waiting: () => turns.waiting + (preparer?.waiting ?? 0),
      body: preparer && [
        ...receiveJson(limits),
        prepareElsewhere({
          preparer,
          parse: parseBody(limits, turns),
          now,
          metrics,
        }),
      ],
      fhirLimits: { deadlineMs: config.FHIR_DEADLINE_MS, pages: config.FHIR_PAGES },
      assessor,
      background,
      logger,
      metrics,
      publicUrl,
      appUrl: config.APP_URL,
      reverseMaps: dependencies.reverseMaps,
      memory: dependencies.memory,
      ...(records && {
        feedback: {
          keep: records.keepFeedback,
          knownCards: (cards) => knownAssessments(cards, records.db),
        },
      }),
    }),
    ...fhirRoutes({ published, publicUrl, assessor, model: operationModel, now, newId }),
    ...triageRoutes({ terminology: dependencies.terminology }),
    ...(dependencies.subscriptions?.routes ?? []),
    ...(records ? auditRoutes({ ...records, publicUrl, newId, auditor: auditorOnly(config) }) : []),
  ];
  return createApp({
    logger,
    metrics,
    ...limits,
    turns,
    routes: withOpenApi(routes, publicUrl, pages && pageOperations),
    gate: [knownHost(config), addressRateLimit(config.RATE_LIMIT_PER_ADDRESS)],
    admission: [authenticate(trust), clientRateLimit(config.RATE_LIMIT_PER_CLIENT)],
    trustProxy: config.TRUST_PROXY,
    ...(pages && { pages }),
    ...(config.OPERATOR_TOKEN && {
      operator: operatorPages(dependencies.operatorPages ?? [], config.OPERATOR_TOKEN),
    }),
    ...(records && {
      heard: auditCalls(records.trail, (thrown) => {
        metrics.recordsLost.inc({ what: 'call' });
        logger.error('call not audited', { error: errorFields(thrown) });
      }),
    }),
  });
}

export interface RunningServer {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /**
   * Stops taking requests, waits for those in flight and for late assessments, and only then stops the parts: ONNX
   * Runtime aborts the process when a session goes with a run in flight.
   */
  close(): Promise<void>;
}

/** How long a caller may take to send its request; one that sends a byte now and then holds a connection no longer. */
const requestPatience = (ms: number) => ({
  requestTimeout: ms,
  headersTimeout: ms,
  connectionsCheckingInterval: Math.min(ms, 1000),
});

/** Longest wait for callers that do not finish their requests. */
export const graceMs = 10_000;
const sweepMs = 20;

/**
 * Listens at HOST and PORT.
 * @throws HoofbeatsError CONFIG_INVALID when the address is taken or not allowed.
 */
export async function startServer(dependencies: ServerDependencies): Promise<RunningServer> {
  const { config, parts, logger } = dependencies;
  const { HOST, PORT } = config;
  const background = dependencies.background ?? createBackgroundWork();
  let url = httpUrl(HOST, PORT);
  const server = createHttpServer(
    requestPatience(config.REQUEST_TIMEOUT_MS),
    createServer({ ...dependencies, background, listenUrl: () => url }),
  );
  server.on('clientError', answerClientError);
  server.on('upgrade', (request, socket, head) => {
    if (!dependencies.subscriptions?.upgrade(request, socket, head)) socket.destroy();
  });
  server.listen(PORT, HOST);
  await once(server, 'listening').catch((cause) => {
    throw new HoofbeatsError('CONFIG_INVALID', `Cannot listen on HOST ${HOST}, PORT ${PORT}: ${cause.message}.`, {
      cause,
    });
  });
  url = httpUrl(HOST, (server.address() as AddressInfo).port);
  return {
    url,
    async close() {
      await closed(server);
      await background.drained();
      for (const { name, stop } of (parts ?? []).toReversed()) {
        await stop().catch((thrown) => logger.error('part did not stop', { part: name, error: errorFields(thrown) }));
      }
    },
  };
}

async function closed(server: Server): Promise<void> {
  const done = new Promise((resolve) => server.close(resolve));
  // A kept-alive connection falls idle when its answer is out, and would keep the server for seconds.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  const impatience = setTimeout(() => server.closeAllConnections(), graceMs);
  await done;
  clearInterval(sweep);
  clearTimeout(impatience);
}

/** Wildcard addresses are for listening; a caller on this machine uses loopback. */
function httpUrl(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
