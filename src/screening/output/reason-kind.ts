import type { ApplicabilityReason } from '../../assessment/assessment.ts';
import type { PatientResult } from '../patient-result.ts';

/** Kinds of reasons in words, without a patient's figures, so that patients can be counted by them. */
const kinds: Readonly<Partial<Record<ApplicabilityReason['code'], string>>> = {
  'too-few-findings': 'Too few findings that the model can use',
  'common-findings-only': 'Too few findings that are neither common among adults nor only a routine result',
};

/** Why a patient could not be assessed, as it is counted. */
export const reasonKind = ({ reason, reasonCode }: PatientResult): string =>
  (kinds as Readonly<Record<string, string>>)[reasonCode ?? ''] ?? reason ?? 'No reason is given';
