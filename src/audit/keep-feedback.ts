import type { Transaction } from 'kysely';
import type { Caller } from '../assessment/assessor.ts';
import { type CardFeedback, insertFeedback } from '../store/feedback.ts';
import type { Keys } from '../store/key-ring.ts';
import type { Tables } from '../store/tables.ts';
import type { AuditTrail } from './trail.ts';

/**
 * Keeps a report about a card with its audit record, both or neither; resolves when they are durable. A report that comes
 * again is recorded again and kept once.
 * @returns whether it was new.
 * @throws HoofbeatsError STORE_UNAVAILABLE, OVERLOADED, RECORD_ALTERED.
 */
export type KeepFeedback = (feedback: CardFeedback, caller: Omit<Caller, 'user'>) => Promise<boolean>;

export function keepingFeedback(trail: AuditTrail, { seal }: Keys, now: () => Date): KeepFeedback {
  return async (feedback, caller) => {
    const { card, outcome } = feedback;
    let isNew = false;
    const together = async (trx: Transaction<Tables>) => {
      isNew = await insertFeedback(feedback, now(), trx, seal);
    };
    await trail.record({ kind: 'feedback', ...caller, card, outcome }, { together });
    return isNew;
  };
}
