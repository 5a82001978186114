import type { Case } from './case.ts';
import { commonFindings } from './tables/common-findings.ts';

const commonTerms: ReadonlySet<string> = new Set(commonFindings.map(({ term }) => term));
const adultYears = 18;

/** Whether the finding is common among people of the patient's age; the table speaks of adults, so of no child. */
export function isCommonFinding(term: string, { ageYears }: Case['subject']): boolean {
  return ageYears !== undefined && ageYears >= adultYears && commonTerms.has(term);
}
