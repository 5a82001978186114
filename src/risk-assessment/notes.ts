import type { Assessment } from '../assessment/assessment.ts';
import type { JointDifferential } from '../inference/joint/joint-differential.ts';
import { nextFindingText } from '../inference/next-finding-text.ts';
import { percent } from '../inference/percent.ts';

/** Issues that a note repeats; the OperationOutcome beside it lists them all. */
const mostIssues = 20;

/** What a probability supposes: it is not a share of all patients. */
export const comparedText = (candidates: number) =>
  `${candidates} diseases were compared; only the most likely are listed. Probabilities suppose that one of them is the cause; most patients have none of them.`;

const rareText = (probability: number) =>
  `That one of these rare diseases is the cause at all has a probability of ${percent(probability)} here; each prediction gives the probability over everything that could be the cause.`;

const recordedText = (recorded: JointDifferential['recorded']) =>
  `Already recorded: ${[...new Set(recorded.map(({ label }) => label))].join(', ')}.`;

export const disclaimer = 'Decision support for health professionals, not a diagnosis; may be incomplete.';

/** What a reader must know beside the predictions: abstention, cautions, gaps, doubts about the data, what to find out next, and what this is not. */
export function notesOf({
  applicability,
  case: case_,
  differential,
  common,
  joint,
  notObtained,
}: Assessment): readonly string[] {
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
    ...(differential && !joint ? [comparedText(differential.candidates)] : []),
    ...(joint && differential ? [rareText(joint.rareProbability)] : []),
    ...(joint && joint.recorded.length > 0 ? [recordedText(joint.recorded)] : []),
    ...(differential?.nextFindings ?? []).map((next) => `Would tell more: ${nextFindingText(next)}`),
    ...(common?.nextQuestions ?? []).map(({ text }) => `Worth asking: ${text}`),
    disclaimer,
  ];
}
