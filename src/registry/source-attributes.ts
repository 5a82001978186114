import { z } from 'zod';

/**
 * The 31 source attributes of a predictive decision support intervention, 45 CFR §170.315(b)(11)(iv)(B),
 * in the order of the rule. Keys are ours; what is not known is said to be "not provided", as the rule asks.
 */
export const sourceAttributeKeys = [
  'developer',
  'fundingSource',
  'outputValue',
  'outputType',
  'intendedUse',
  'intendedPopulation',
  'intendedUsers',
  'decisionRole',
  'outOfScopeUse',
  'knownRisks',
  'trainingCriteria',
  'sensitiveInputs',
  'trainingRepresentativeness',
  'trainingRelevance',
  'fairnessApproach',
  'biasMitigation',
  'externalValidationSource',
  'externalValidationParty',
  'externalRepresentativeness',
  'externalValidationProcess',
  'validityTestData',
  'fairnessTestData',
  'validityExternalData',
  'fairnessExternalData',
  'outcomeReferences',
  'validityMonitoring',
  'validityLocalData',
  'fairnessMonitoring',
  'fairnessLocalData',
  'updateProcess',
  'correctionFrequency',
] as const;

export const sourceAttributesSchema = z.record(z.enum(sourceAttributeKeys), z.string().min(1));
export type SourceAttributes = Readonly<z.infer<typeof sourceAttributesSchema>>;
