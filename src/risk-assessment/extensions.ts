import { canonicalOf } from '../config/canonical.ts';

/** Canonical URLs of the profile and extensions in fhir-profiles/, which a RiskAssessment carries. */
export const riskAssessmentProfile = canonicalOf('StructureDefinition', 'differential-risk-assessment');
export const evidenceExtension = canonicalOf('StructureDefinition', 'evidence-contribution');
export const abstentionExtension = canonicalOf('StructureDefinition', 'abstention-reason');
/** Where a prediction stands in the joint list: `most-likely`, `dont-miss` or `also-possible`. */
export const groupExtension = canonicalOf('StructureDefinition', 'differential-group');
/** Questions of the symptom questionnaire. */
export const symptomCodes = canonicalOf('CodeSystem', 'symptoms');
