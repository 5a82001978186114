import type { EvidenceContribution } from '../inference/differential.ts';

/** Findings of a diagnosis that a run keeps: of a long record all of them would come to half a megabyte a patient. */
const most = { for: 10, against: 5 } as const;

/** The contributions that weigh most, those for before those against. `$differential` gives everything. */
export function weightiest(evidence: readonly EvidenceContribution[]): readonly EvidenceContribution[] {
  const ofDirection = (wanted: keyof typeof most) =>
    evidence
      .filter(({ direction }) => direction === wanted)
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, most[wanted]);
  return [...ofDirection('for'), ...ofDirection('against')];
}
