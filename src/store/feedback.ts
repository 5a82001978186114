import type { KeyRing } from './key-ring.ts';
import type { Database } from './open-database.ts';
import { seal, unseal } from './seal.ts';

/** What became of a card, as the EHR reports it (CDS Hooks 2.0 §Feedback). */
export interface CardFeedback {
  /** `card.uuid`. */
  readonly card: string;
  /** Id of the CDS service. */
  readonly service: string;
  readonly outcome: 'accepted' | 'overridden';
  /** ISO 8601 instant in UTC. */
  readonly outcomeAt: string;
  readonly acceptedSuggestions?: readonly string[];
  readonly overrideReason?: { readonly system?: string; readonly code: string; readonly display?: string };
  readonly comment?: string;
}

/**
 * Keeps a report. The same report again (card, outcome, time) changes nothing, so a client may repeat what it is unsure of.
 * @returns whether it was new.
 */
export async function insertFeedback(
  feedback: CardFeedback,
  receivedAt: Date,
  db: Database,
  ring: KeyRing,
): Promise<boolean> {
  const { card, service, outcome, outcomeAt, ...said } = feedback;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('feedback')
    .values({
      card,
      outcome,
      outcome_at: outcomeAt,
      received_at: receivedAt.toISOString(),
      service,
      ...seal(said, placeOf(feedback), ring),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Every report about cards from an instant on, oldest first. */
export async function feedbackSince(from: Date, db: Database, ring: KeyRing): Promise<readonly CardFeedback[]> {
  const rows = await db
    .selectFrom('feedback')
    .selectAll()
    .where('outcome_at', '>=', from.toISOString())
    .orderBy('outcome_at')
    .execute();
  return rows.map((row) => {
    const key = { card: row.card, outcome: row.outcome as CardFeedback['outcome'], outcomeAt: row.outcome_at };
    return { ...key, service: row.service, ...(unseal(row, placeOf(key), ring) as Partial<CardFeedback>) };
  });
}

const placeOf = ({ card, outcome, outcomeAt }: Pick<CardFeedback, 'card' | 'outcome' | 'outcomeAt'>) =>
  `feedback/${card}/${outcome}/${outcomeAt}`;
