import type { Assessment } from '../assessment/assessment.ts';
import type { Assessor, Caller, HookRequest } from '../assessment/assessor.ts';
import { shownEntries } from '../assessment/shown-entries.ts';
import { type ShownMemory, shownNow } from '../assessment/shown-memory.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { BackgroundWork } from '../http/background-work.ts';
import { withDeadline } from '../http/deadline.ts';
import type { Principal } from '../http/trust/principal.ts';
import { errorFields } from '../monitoring/error-fields.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import { type CardPorts, cardOf } from './card.ts';
import type { Card } from './card-shape.ts';
import { inDialect } from './dialects/dialect.ts';
import { type FhirAccessPorts, openFhirAccess } from './fhir-access.ts';
import type { LoadShedding } from './load-shedding.ts';
import { resolveTemplates } from './prefetch-template.ts';
import type { ServiceCall } from './service-call.ts';
import { underOwnKeys } from './site-keys.ts';

export interface CallPorts extends CardPorts, FhirAccessPorts {
  readonly assessor: Assessor;
  /** Remembers what has been shown; without it nothing is a repeat. */
  readonly memory?: ShownMemory | undefined;
  readonly background: BackgroundWork;
  readonly shedding: LoadShedding;
  readonly metrics: Metrics;
}

/** Who asks: the EHR, and the person at it. */
export interface Client {
  readonly principal: Principal;
  readonly caller: Caller;
}

/** Why a service has nothing to say. */
export type Silence = 'disabled' | 'abstained' | 'nothing-to-show' | 'repeat' | 'deadline';
export type CallAnswer = { readonly outcome: 'card'; readonly card: Card } | { readonly outcome: Silence };

/**
 * The service's answer to a client: at most one card, in at most `ms` milliseconds. Late work is finished in the background.
 * @throws HoofbeatsError OVERLOADED while it could not be in time, or too much late work is pending, EVIDENCE_MISSING, and what the assessor throws in time.
 */
export async function answerCall(call: ServiceCall, client: Client, ms: number, ports: CallPorts): Promise<CallAnswer> {
  const { id: service, hook } = call.service;
  const { metrics } = ports;
  metrics.serviceCalls.inc({ service, hook, trigger: call.trigger ?? 'none' });
  const answer = call.service.enabled ? await assessed(call, client, ms, ports) : { outcome: 'disabled' as const };
  if (answer.outcome === 'card') metrics.cardsShown.inc({ service, hook });
  else metrics.silentCalls.inc({ service, hook, reason: answer.outcome });
  return answer;
}

async function assessed(call: ServiceCall, client: Client, ms: number, ports: CallPorts): Promise<CallAnswer> {
  const { background, shedding, logger, metrics } = ports;
  const { service } = call;
  const request = hookRequest(call, client, ports);
  if (background.full) throw new HoofbeatsError('OVERLOADED', 'Too many late assessments are still being finished.');
  // Again: many may have passed the door while their bodies were on their way.
  shedding.check();
  const work = shedding.watch(ports.assessor.assess(request));
  const timed = await withDeadline(work, ms);
  if (timed.late) {
    metrics.deadlineMisses.inc({ service: service.id });
    background.take(work, (thrown) => logger.warn('late assessment failed', { error: errorFields(thrown) }));
    return { outcome: 'deadline' };
  }
  const assessment = timed.value;
  const card = cardOf(assessment, service, ports);
  if (!card) return { outcome: silenceOf(assessment) };
  if (request.showing) remember(assessment, request.showing, client, ports);
  const { dialect, ehr } = client.principal;
  return { outcome: 'card', card: inDialect(card, dialect, ehr) };
}

function hookRequest(call: ServiceCall, { principal, caller }: Client, ports: CallPorts): HookRequest {
  const { service, context, access, body, prepared } = call;
  const { fhirServers, ehr, loincOf } = principal;
  const { patientId, conditions } = context;
  const { id, thresholds, cooldownHours } = service;
  // Where nobody proves who they are, one caller could silence a card in another's name.
  const remembers = ehr !== undefined && cooldownHours > 0;
  return {
    entrance: 'hook',
    caller,
    patientId,
    prefetch: underOwnKeys(call.prefetch, ehr?.prefetchKeys),
    ...(prepared && { prepared }),
    // Two of a site's own keys may stand for one of ours, and only one of them counts.
    ...(body && !ehr?.prefetchKeys && { body }),
    queries: resolveTemplates(service.prefetch, context),
    model: service.model,
    ...(remembers && { showing: { service: id, thresholds, cooldownMs: cooldownHours * 3_600_000 } }),
    ...(conditions && { entered: conditions }),
    ...(loincOf && { loincOf }),
    ...(access && { ehr: openFhirAccess(access, fhirServers, ports) }),
  };
}

/** Not waited for: the reader need not wait for what only the next call will ask. */
function remember(
  assessment: Assessment,
  { service, thresholds }: NonNullable<HookRequest['showing']>,
  { caller }: Client,
  { memory }: CallPorts,
): void {
  const { case: patient, createdAt } = assessment;
  const shown = shownNow(shownEntries(assessment, thresholds), patient, createdAt);
  void memory?.remember({ patient: patient.subject.reference, service, caller }, shown);
}

function silenceOf({ applicability, differential, joint, suppressed }: Assessment): Silence {
  if (suppressed) return suppressed;
  const said = differential !== undefined || (joint !== undefined && joint.entries.length > 0);
  return applicability.verdict === 'abstain' && !said ? 'abstained' : 'nothing-to-show';
}
