import { canonicalOf } from '../config/canonical.ts';

/** Canonical URLs of the profile and extensions in fhir-profiles/, which a RiskAssessment carries. */
export const riskAssessmentProfile = canonicalOf('StructureDefinition', 'differential-risk-assessment');
export const evidenceExtension = canonicalOf('StructureDefinition', 'evidence-contribution');
export const abstentionExtension = canonicalOf('StructureDefinition', 'abstention-reason');
