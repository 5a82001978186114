import type { Assessment } from '../assessment/assessment.ts';
import { nextFindingText } from '../inference/next-finding-text.ts';

/** Issues that a note repeats; the OperationOutcome beside it lists them all. */
const mostIssues = 20;

/** What a probability supposes: it is not a share of all patients. */
export const comparedText = (candidates: number) =>
  `${candidates} diseases were compared; only the most likely are listed. Probabilities suppose that one of them is the cause; most patients have none of them.`;

export const disclaimer = 'Decision support for health professionals, not a diagnosis; may be incomplete.';

/** What a reader must know beside the predictions: abstention, cautions, gaps, doubts about the data, what to find out next, and what this is not. */
export function notesOf({ applicability, case: case_, differential, notObtained }: Assessment): readonly string[] {
  const reasons = applicability.verdict === 'in' ? [] : applicability.reasons;
  const unmapped = case_.coverage.unmapped.reduce((sum, { count }) => sum + count, 0);
  const issues = case_.issues.slice(0, mostIssues);
  const more = case_.issues.length - issues.length;
  return [
    ...reasons.map(({ text }) => `${applicability.verdict === 'abstain' ? 'No differential' : 'Caution'}: ${text}`),
    ...notObtained.map(({ what, reason }) => `Not obtained: ${what} (${reason}).`),
    ...(unmapped > 0
      ? [`${unmapped} of ${case_.coverage.total} entries of the record carry codes that were not understood.`]
      : []),
    ...issues.map(({ text }) => text),
    ...(more > 0 ? [`There are ${more} more issues about the data; the OperationOutcome lists them.`] : []),
    ...(differential ? [comparedText(differential.candidates)] : []),
    ...(differential?.nextFindings ?? []).map((next) => `Would tell more: ${nextFindingText(next)}`),
    disclaimer,
  ];
}
