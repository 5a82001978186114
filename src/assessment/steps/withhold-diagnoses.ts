import type { Issue } from '../../clinical/issue.ts';
import { type Draft, filled } from '../draft.ts';
import { isLikely } from '../is-likely.ts';

/**
 * Keeps the list back where no rare disease is likely to explain the record: nothing is shown, and the record says why.
 * What was ranked stays in it, for whoever wants to know what would have been shown. The threshold comes with the package:
 * 99 % of sparse and noisy records of published cases pass it, and of what is shown at 50 % or more at least half is right (`registry/triage.ts`).
 */
export function withholdDiagnoses(draft: Draft): Draft {
  const triage = filled(draft, 'triage');
  const differential = filled(draft, 'differential');
  if (isLikely({ triage }) || differential.entries.length === 0) return draft;
  const patient = filled(draft, 'case');
  return {
    ...draft,
    case: Object.freeze({ ...patient, issues: [...patient.issues, unlikely] }),
    differential: { ...differential, entries: [], withheld: differential.entries },
  };
}

const unlikely: Issue = {
  severity: 'information',
  code: 'rare-disease-unlikely',
  text: 'The findings are common, or no single rare disease explains them together, so no diagnosis is suggested.',
};
