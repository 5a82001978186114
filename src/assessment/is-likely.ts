import type { TriageResult } from './assessment.ts';

/** Whether a rare disease may explain a record: unless the package can tell, by its threshold, that none does. */
export const isLikely = ({ triage }: { readonly triage?: TriageResult | undefined }): boolean =>
  triage === undefined || triage.probability >= triage.threshold;
