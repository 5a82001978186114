import type { RiskAssessment } from 'fhir/r4.js';
import type { Assessment } from '../assessment/assessment.ts';
import { notesOf } from './notes.ts';
import { otherPredictions } from './other-predictions.ts';
import { riskAssessment } from './risk-assessment.ts';

/** An assessment as RiskAssessment, with at most `top` predictions. */
export function riskAssessmentOf(assessment: Assessment, top: number): RiskAssessment {
  const { id, case: case_, versions, applicability, differential, joint } = assessment;
  const content = {
    id,
    patient: case_.subject.reference,
    occurred: case_.indexTime,
    versions,
    entries: differential?.entries ?? [],
    ...(joint && {
      others: { rareProbability: joint.rareProbability, predictions: otherPredictions(assessment) },
    }),
    abstentions: applicability.verdict === 'abstain' ? applicability.reasons.map(({ text }) => text) : [],
    notes: notesOf(assessment),
  };
  return riskAssessment(content, top);
}
