import type { OverrideReason } from './coding.ts';
import type { Feedback } from './feedback-body.ts';

/**
 * An override reason as a metric's label and a report's row: the code when it is one of the service's own, `client` for one
 * of the EHR's list, `comment` and `none` when there is no code. Never the clinician's words.
 */
export function reasonLabel(
  { outcome, overrideReason, comment }: Pick<Feedback, 'outcome' | 'overrideReason' | 'comment'>,
  own: readonly OverrideReason[],
): string {
  if (outcome === 'accepted') return 'none';
  if (!overrideReason) return comment === undefined ? 'none' : 'comment';
  // Some clients leave the system out, and Epic lets sites write their own.
  return own.some(({ code }) => code === overrideReason.code) ? overrideReason.code : 'client';
}
