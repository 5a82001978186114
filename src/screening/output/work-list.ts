import type { Sex } from '../../clinical/case.ts';
import type { DifferentialEntry, EvidenceContribution } from '../../inference/differential.ts';
import type { PatientResult } from '../patient-result.ts';

/** One finding that speaks for or against, with its newest sources. */
export type Reason = Pick<EvidenceContribution, 'finding' | 'label' | 'reason' | 'weight' | 'sources'>;

/** One patient to review. */
export interface WorkListRow {
  /** Relative reference. */
  readonly patient: string;
  readonly sex?: Sex;
  readonly ageYears?: number;
  readonly findings: number;
  /** Probability, 0 to 1, that a rare disease explains the findings; absent when the package cannot tell. */
  readonly rareDiseaseProbability?: number;
  readonly diagnosis: Diagnosis & {
    readonly ids: readonly string[];
    readonly for: readonly Reason[];
    readonly against: readonly Reason[];
    readonly notOnRecord: DifferentialEntry['unknown'];
  };
  readonly alsoPossible: readonly Diagnosis[];
  /** How many diagnoses hold the right one in 90 % of cases like this one. */
  readonly conformalSize: number;
  readonly assessedAt: string;
}

interface Diagnosis {
  readonly id: string;
  readonly label: string;
  /** 0 to 1, supposing that one of the ranked diseases is the cause. */
  readonly probability: number;
}

/** What fits on a work list; the RiskAssessment has everything. */
const most = { for: 5, against: 3, notOnRecord: 3, sources: 2, alsoPossible: 4 } as const;

export const workListOrder =
  'Highest probability of a rare disease first; where it is equal, highest probability of the first diagnosis; then by patient reference.';

/** The order of the work list. Total, so that the same results give the same list. */
export function compareRows(a: WorkListRow, b: WorkListRow): number {
  return (
    (b.rareDiseaseProbability ?? 0) - (a.rareDiseaseProbability ?? 0) ||
    b.diagnosis.probability - a.diagnosis.probability ||
    (a.patient < b.patient ? -1 : Number(a.patient > b.patient))
  );
}

/** A result as a row of the work list; undefined when it suggests nothing. */
export function workListRow(result: PatientResult): WorkListRow | undefined {
  const [first, ...others] = result.entries.toSorted((a, b) => a.rank - b.rank);
  if (result.verdict !== 'assessed' || !first) return undefined;
  const { patient, sex, ageYears, findings, triage, conformalSize, assessedAt } = result;
  return {
    patient,
    ...(sex && { sex }),
    ...(ageYears !== undefined && { ageYears }),
    findings,
    ...(triage && { rareDiseaseProbability: triage.probability }),
    diagnosis: {
      ...diagnosisOf(first),
      ids: first.ids,
      for: reasons(first, 'for'),
      against: reasons(first, 'against'),
      notOnRecord: first.unknown.slice(0, most.notOnRecord),
    },
    alsoPossible: others.slice(0, most.alsoPossible).map(diagnosisOf),
    conformalSize,
    assessedAt,
  };
}

const diagnosisOf = ({ id, label, probability }: DifferentialEntry): Diagnosis => ({ id, label, probability });

const reasons = ({ evidence }: DifferentialEntry, wanted: EvidenceContribution['direction']): readonly Reason[] =>
  evidence
    .filter(({ direction }) => direction === wanted)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, most[wanted === 'for' ? 'for' : 'against'])
    .map(({ finding, label, reason, weight, sources }) => ({
      finding,
      label,
      reason,
      weight,
      sources: sources.slice(0, most.sources),
    }));
