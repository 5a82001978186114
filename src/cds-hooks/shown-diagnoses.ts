import type { Assessment } from '../assessment/assessment.ts';
import type { DifferentialEntry } from '../inference/differential.ts';
import type { CdsService } from './service-schema.ts';

/** The diagnoses that earn a place on the card, most likely first; none when the model abstained. */
export function shownDiagnoses(
  { applicability, differential }: Assessment,
  { diagnoses, probability }: CdsService['thresholds'],
): readonly DifferentialEntry[] {
  if (applicability.verdict === 'abstain' || !differential) return [];
  return differential.entries
    .filter((entry) => entry.probability >= probability && isExplained(entry))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, diagnoses);
}

/** A diagnosis without an explanation is not shown, and nothing but evidence for it explains why it is. */
const isExplained = ({ evidence }: DifferentialEntry) =>
  evidence.some(({ direction, reason, sources }) => direction === 'for' && reason !== '' && sources.length > 0);
