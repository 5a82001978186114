import type { RiskAssessment } from 'fhir/r4.js';
import { percent } from '../../inference/percent.ts';
import { comparedText, disclaimer } from '../../risk-assessment/notes.ts';
import { riskAssessment } from '../../risk-assessment/risk-assessment.ts';
import type { PatientResult } from '../patient-result.ts';
import { resultId, resultIdentifier } from './stable-id.ts';

/** Predictions of one RiskAssessment. */
const mostPredictions = 5;

/** A screened patient as FHIR R4 RiskAssessment, with the same id and identifier whenever the result is the same. */
export function screenedRiskAssessment(result: PatientResult): RiskAssessment {
  const { patient, assessedAt, versions, entries, verdict, reason } = result;
  const id = resultId(result);
  const content = {
    id,
    identifier: resultIdentifier(id),
    patient,
    occurred: assessedAt,
    versions,
    entries,
    abstentions: verdict === 'not-assessable' && reason !== undefined ? [reason] : [],
    notes: notesOf(result),
  };
  return riskAssessment(content, mostPredictions);
}

function notesOf(result: PatientResult): readonly string[] {
  const { triage } = result;
  return [
    ...(triage ? [`Probability that a rare disease explains the findings: ${percent(triage.probability)}.`] : []),
    suggestionText(result),
    'From a screening of records; nobody has looked at this patient yet.',
    disclaimer,
  ];
}

function suggestionText({ verdict, reason, entries, withheld, candidates }: PatientResult): string {
  if (verdict === 'not-assessable') return `No differential: ${reason ?? 'too little is known'}`;
  if (entries.length > 0) return `${comparedText(candidates)} Only the findings that weigh most are given.`;
  return withheld
    ? 'Nothing is suggested: the findings are common, or no single rare disease explains them together.'
    : 'Nothing is suggested: no diagnosis is supported by enough findings.';
}
