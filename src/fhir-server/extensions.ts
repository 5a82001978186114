import { canonicalOf } from '../config/canonical.ts';

/** Canonical URLs of the profile and extensions in fhir-profiles/, which this room writes into its answers. */
export const riskAssessmentProfile = canonicalOf('StructureDefinition', 'differential-risk-assessment');
export const evidenceExtension = canonicalOf('StructureDefinition', 'evidence-contribution');
export const abstentionExtension = canonicalOf('StructureDefinition', 'abstention-reason');
/** Code system of the issues about data; an open list, so it is named and not published. */
export const dataIssueSystem = canonicalOf('CodeSystem', 'data-issues');
