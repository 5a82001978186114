import type { Caller } from '../assessment/assessor.ts';
import type { KeepFeedback } from '../audit/keep-feedback.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import type { Feedback } from './feedback-body.ts';
import { reasonLabel } from './override-label.ts';
import type { CdsService } from './service-schema.ts';
import { kindOfSuggestion } from './suggestion-id.ts';

export interface FeedbackPorts {
  readonly keep: KeepFeedback;
  /** Those of the cards that this server has made. */
  readonly knownCards: (cards: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Reports that are kept at once: as many as one commit takes. */
const atOnce = 100;

/**
 * Keeps the reports of one call and counts those that are new; resolves when all are durable. A card that we do not know,
 * e.g. of a database that has since been replaced, is no error of the client's: its report is kept and logged.
 * @throws HoofbeatsError STORE_UNAVAILABLE, OVERLOADED, RECORD_ALTERED; the client repeats the call then.
 */
export async function takeFeedback(
  reports: readonly Feedback[],
  service: Pick<CdsService, 'id' | 'overrideReasons'>,
  caller: Omit<Caller, 'user'>,
  { keep, knownCards, logger, metrics }: FeedbackPorts,
): Promise<void> {
  for (let from = 0; from < reports.length; from += atOnce) {
    const some = reports.slice(from, from + atOnce);
    const news = await Promise.all(some.map((report) => keep({ ...report, service: service.id }, caller)));
    for (const report of some.filter((_, at) => news[at])) count(report, service, metrics);
    const known = await knownCards(some.map(({ card }) => card));
    const unknown = some.filter(({ card }) => !known.has(card)).length;
    if (unknown > 0) logger.info('feedback about unknown cards', { service: service.id, count: unknown });
  }
}

function count(report: Feedback, service: Pick<CdsService, 'id' | 'overrideReasons'>, metrics: Metrics): void {
  const { outcome, card, acceptedSuggestions = [] } = report;
  metrics.feedback.inc({ service: service.id, outcome, reason: reasonLabel(report, service.overrideReasons) });
  for (const uuid of acceptedSuggestions) {
    metrics.acceptedSuggestions.inc({ service: service.id, kind: kindOfSuggestion(uuid, card) ?? 'other' });
  }
}
