import type { Assessment } from '../assessment/assessment.ts';
import { isLikely } from '../assessment/is-likely.ts';
import type { DifferentialEntry } from '../inference/differential.ts';
import type { PatientResult } from './patient-result.ts';
import { weightiest } from './weightiest.ts';

/** A result that changes daily may have hundreds of sources; a reader of a work list looks at the newest. */
const sourcesShown = 5;

/** What a run keeps of an assessment. */
export function resultOf({
  case: read,
  applicability,
  triage,
  differential,
  versions,
  createdAt,
}: Assessment): PatientResult {
  const { reference, sex, ageYears } = read.subject;
  const abstained = applicability.verdict === 'abstain';
  return {
    patient: reference,
    ...(sex && { sex }),
    ...(ageYears !== undefined && { ageYears }),
    findings: read.findings.filter(({ status }) => status !== 'unknown').length,
    verdict: abstained ? 'not-assessable' : 'assessed',
    ...(abstained && { reason: applicability.reasons.map(({ text }) => text).join(' ') }),
    ...(abstained && applicability.reasons[0] && { reasonCode: applicability.reasons[0].code }),
    ...(triage && { triage }),
    entries: (differential?.entries ?? []).map(asKept),
    ...(!isLikely({ triage }) && { withheld: [] }),
    candidates: differential?.candidates ?? 0,
    conformalSize: differential?.conformalSize ?? 0,
    versions,
    assessedAt: createdAt,
  };
}

const asKept = ({ evidence, ...entry }: DifferentialEntry): DifferentialEntry => ({
  ...entry,
  evidence: weightiest(evidence).map(({ sources, ...contribution }) => ({
    ...contribution,
    sources: sources.slice(0, sourcesShown),
  })),
});
