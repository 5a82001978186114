import type { AuditRecord } from '../audit/record.ts';
import type { CardFeedback } from '../store/feedback.ts';
import { reasonLabel } from './override-label.ts';
import type { CdsService } from './service-schema.ts';
import { kindOfSuggestion } from './suggestion-id.ts';

/** What became of the cards of one service in a period. A card that is ignored is never reported (CDS Hooks 2.0 §Feedback). */
export interface ServiceReport {
  readonly service: string;
  /** Calls that were answered, with a card or without. */
  readonly openings: number;
  readonly shown: number;
  readonly shownPer100Openings: number;
  /** Openings without a card, by reason. */
  readonly silent: Readonly<Record<string, number>>;
  readonly accepted: number;
  readonly overridden: number;
  /** Override reason, as `reasonLabel` names it → reports. */
  readonly overriddenBy: Readonly<Record<string, number>>;
  /** What the accepted suggestions proposed → how often. */
  readonly acceptedSuggestions: Readonly<Record<string, number>>;
  /** Cards that were shown and that no report speaks of. */
  readonly unanswered: number;
  /** Reports about cards that were not shown in the period, or not by us. */
  readonly otherCards: number;
}

type Call = Pick<AuditRecord, 'service' | 'outcome' | 'card'>;
type Service = Pick<CdsService, 'id' | 'overrideReasons'>;

/** One report per service, from the audit log's records of calls and from the feedback of the same period. */
export async function feedbackReport(
  calls: AsyncIterable<Call> | Iterable<Call>,
  feedback: readonly CardFeedback[],
  services: readonly Service[],
): Promise<readonly ServiceReport[]> {
  const reasons = new Map(services.map(({ id, overrideReasons }) => [id, overrideReasons]));
  const tallies = new Map<string, Tally>();
  const tallyOf = (service: string) => {
    const tally = tallies.get(service) ?? newTally();
    tallies.set(service, tally);
    return tally;
  };
  for (const service of reasons.keys()) tallyOf(service);
  for await (const { service, outcome, card } of calls) {
    if (service === undefined || outcome === undefined) continue;
    const tally = tallyOf(service);
    tally.openings++;
    if (card === undefined) increment(tally.silent, outcome);
    else tally.shown.add(card);
  }
  for (const report of feedback) addFeedback(report, tallyOf(report.service), reasons.get(report.service) ?? []);
  return Array.from(tallies, ([service, tally]) => summed(service, tally)).sort((a, b) =>
    a.service < b.service ? -1 : 1,
  );
}

interface Tally {
  openings: number;
  accepted: number;
  overridden: number;
  otherCards: number;
  readonly shown: Set<string>;
  readonly answered: Set<string>;
  readonly silent: Map<string, number>;
  readonly overriddenBy: Map<string, number>;
  readonly acceptedSuggestions: Map<string, number>;
}

const newTally = (): Tally => ({
  openings: 0,
  accepted: 0,
  overridden: 0,
  otherCards: 0,
  shown: new Set(),
  answered: new Set(),
  silent: new Map(),
  overriddenBy: new Map(),
  acceptedSuggestions: new Map(),
});

function addFeedback(report: CardFeedback, tally: Tally, own: Service['overrideReasons']): void {
  const { card, outcome, acceptedSuggestions = [] } = report;
  tally[outcome]++;
  if (outcome === 'overridden') increment(tally.overriddenBy, reasonLabel(report, own));
  for (const uuid of acceptedSuggestions) increment(tally.acceptedSuggestions, kindOfSuggestion(uuid, card) ?? 'other');
  if (tally.shown.has(card)) tally.answered.add(card);
  else tally.otherCards++;
}

function summed(
  service: string,
  { shown, answered, silent, overriddenBy, acceptedSuggestions, ...counts }: Tally,
): ServiceReport {
  const { openings } = counts;
  return {
    service,
    ...counts,
    shown: shown.size,
    shownPer100Openings: openings === 0 ? 0 : Math.round((1000 * shown.size) / openings) / 10,
    silent: Object.fromEntries(silent),
    overriddenBy: Object.fromEntries(overriddenBy),
    acceptedSuggestions: Object.fromEntries(acceptedSuggestions),
    unanswered: shown.size - answered.size,
  };
}

const increment = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
