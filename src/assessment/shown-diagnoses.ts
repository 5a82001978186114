import type { DifferentialEntry } from '../inference/differential.ts';
import type { Assessment } from './assessment.ts';

/** When a diagnosis earns its place before a reader. */
export interface ShowThresholds {
  /** Most diagnoses. */
  readonly diagnoses: number;
  /** Least calibrated probability, 0 to 1, supposing that one of the rare diseases is the cause. */
  readonly probability: number;
  /** Least probability over everything that could be the cause, 0 to 1; 0 where absent. It needs a joint differential. */
  readonly overall?: number | undefined;
}

/** The diagnoses that are shown, most likely first; none when the model abstained. */
export function shownDiagnoses(
  { applicability, differential }: Pick<Assessment, 'applicability' | 'differential'>,
  { diagnoses, probability }: ShowThresholds,
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
