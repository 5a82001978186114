import type { Applicability, ApplicabilityReason } from '../assessment.ts';
import { type Draft, filled } from '../draft.ts';

/** Decides whether enough is known for the model to speak, by the limits in the package's manifest. */
export function checkApplicability(draft: Draft): Draft {
  const { minPresentFindings, cautionBelowFindings } = draft.model.package.manifest.applicability;
  const { parts, unused } = filled(draft, 'vector');
  const tellingTerms = filled(draft, 'tellingTerms');
  const present = parts.filter(({ status }) => status === 'present');
  const telling = present.filter(({ term }) => tellingTerms.has(term)).length;
  const counts = { present: present.length, telling, unused: unused.length };
  return { ...draft, applicability: judge(counts, minPresentFindings, cautionBelowFindings) };
}

interface Counts {
  /** Present findings that the model can use. */
  readonly present: number;
  /** Those of them that may point to a rare disease. */
  readonly telling: number;
  readonly unused: number;
}

function judge({ present, telling, unused }: Counts, needed: number, wanted: number): Applicability {
  const known = `${present} present ${present === 1 ? 'finding' : 'findings'} that the model can use`;
  if (present < needed) {
    const text = `The record has ${known}; ${needed} are needed.`;
    return { verdict: 'abstain', reasons: [{ code: 'too-few-findings', text }] };
  }
  if (telling < needed) {
    const text = `The record has ${known}, of which ${telling} ${telling === 1 ? 'is' : 'are'} neither common among adults nor only a routine result; ${needed} are needed.`;
    return { verdict: 'abstain', reasons: [{ code: 'common-findings-only', text }] };
  }
  const reasons: ApplicabilityReason[] = [];
  if (present < wanted) {
    const text = `The record has only ${known}; with fewer than ${wanted} the ranking is uncertain.`;
    reasons.push({ code: 'few-findings', text });
  }
  if (unused > 0) {
    const text = `${unused} ${unused === 1 ? 'finding is' : 'findings are'} unknown to the model and did not count.`;
    reasons.push({ code: 'findings-not-used', text });
  }
  return reasons.length === 0 ? { verdict: 'in' } : { verdict: 'caution', reasons };
}
