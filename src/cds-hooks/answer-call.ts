import type { Assessment } from '../assessment/assessment.ts';
import type { Assessor } from '../assessment/assessor.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { BackgroundWork } from '../http/background-work.ts';
import { withDeadline } from '../http/deadline.ts';
import { errorFields } from '../monitoring/error-fields.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import { type CardPorts, cardOf } from './card.ts';
import type { ServiceResponse } from './card-shape.ts';
import type { ServiceCall } from './service-call.ts';

export interface CallPorts extends CardPorts {
  readonly assessor: Assessor;
  readonly background: BackgroundWork;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * The service's answer: at most one card, in at most `ms` milliseconds. Late work is finished in the background.
 * @throws HoofbeatsError OVERLOADED while too much late work is pending, EVIDENCE_MISSING, and what the assessor throws in time.
 */
export async function answerCall(call: ServiceCall, ms: number, ports: CallPorts): Promise<ServiceResponse> {
  const { service } = call;
  const { background, logger, metrics } = ports;
  const labels = { service: service.id, hook: service.hook };
  const silent = (reason: string): ServiceResponse => {
    metrics.silentCalls.inc({ ...labels, reason });
    return { cards: [] };
  };

  const request = hookRequest(call);
  if (background.full) throw new HoofbeatsError('OVERLOADED', 'Too many late assessments are still being finished.');
  const work = ports.assessor.assess(request);
  const timed = await withDeadline(work, ms);
  if (timed.late) {
    metrics.deadlineMisses.inc({ service: service.id });
    background.take(work, (thrown) => logger.warn('late assessment failed', { error: errorFields(thrown) }));
    return silent('deadline');
  }
  const card = cardOf(timed.value, service, ports);
  if (!card) return silent(isAbstention(timed.value) ? 'abstained' : 'nothing-to-show');
  metrics.cardsShown.inc(labels);
  return { cards: [card] };
}

function hookRequest({ patientId, prefetch, service }: ServiceCall) {
  const expectedKeys = Object.keys(service.prefetch);
  // CDS Hooks 2.0 §Prefetch: a service that cannot get at the data it needs answers 412 Precondition Failed.
  if (!prefetch || Object.keys(prefetch).length === 0)
    throw new HoofbeatsError(
      'EVIDENCE_MISSING',
      `The call has no prefetch; the service needs ${expectedKeys.join(', ')}.`,
      {
        expression: expectedKeys.map((key) => `prefetch.${key}`),
      },
    );
  return { entrance: 'hook', patientId, prefetch, expectedKeys, model: service.model } as const;
}

const isAbstention = ({ applicability, differential }: Assessment) =>
  applicability.verdict === 'abstain' || differential === undefined;
