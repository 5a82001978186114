import type { CriterionResult } from '../criteria/evaluate.ts';
import type { DifferentialEntry } from '../inference/differential.ts';
import type { JointGroup } from '../inference/joint/joint-differential.ts';
import type { Assessment } from './assessment.ts';
import type { CommonEntry } from './common-result.ts';
import { type ShowThresholds, shownDiagnoses } from './shown-diagnoses.ts';

/** A diagnosis before a reader, with the list that says most of it. */
export type ShownEntry = { readonly id: string; readonly label: string; readonly group: JointGroup } & (
  | { readonly kind: 'rare'; readonly entry: DifferentialEntry }
  | { readonly kind: 'common'; readonly entry: CommonEntry; readonly probability: number }
  | { readonly kind: 'criterion'; readonly result: CriterionResult }
);

/** The part of an assessment that decides what is shown. */
type Showable = Pick<Assessment, 'applicability' | 'differential' | 'common' | 'criteria' | 'joint'>;

/** Least joint probability, 0 to 1, at which a common disease interrupts: more likely than not, or less where missing it harms. */
const least = { common: 0.5, dontMiss: 0.1 } as const;

/**
 * What is shown unasked, group by group: rare diseases as `shownDiagnoses` chooses them, common ones that are likely,
 * criteria whose file says that they deserve the attention. Where there is something not to be missed, one place is its own.
 */
export function shownEntries(assessment: Showable, thresholds: ShowThresholds): readonly ShownEntry[] {
  const rare = shownDiagnoses(assessment, thresholds);
  const { joint } = assessment;
  if (!joint) return rare.map((entry) => rareEntry(entry, 'most-likely'));
  const worthy = joint.entries.flatMap((entry): readonly ShownEntry[] => {
    const { id, label, group, probability = 0 } = entry;
    const result = assessment.criteria?.find((each) => each.id === entry.criterion);
    if (result && deservesAttention(result)) return [{ kind: 'criterion', id, label, group, result }];
    const common = assessment.common?.entries.find((each) => each.id === entry.common);
    if (common && probability >= (entry.dontMiss ? least.dontMiss : least.common)) {
      return [{ kind: 'common', id, label, group, entry: common, probability }];
    }
    const ranked = rare.find((each) => each.id === entry.rare);
    return ranked && probability >= (thresholds.overall ?? 0) ? [rareEntry(ranked, group)] : [];
  });
  return cut(worthy, thresholds.diagnoses);
}

const rareEntry = (entry: DifferentialEntry, group: JointGroup): ShownEntry => ({
  ...{ kind: 'rare', id: entry.id, label: entry.label, group, entry },
});

/** Met for good and worth a card; what must not be missed also while it is not settled. */
const deservesAttention = ({ verdict, attention, dontMiss }: CriterionResult) =>
  dontMiss || (verdict === 'met' && attention === 'card');

/** The first ones; the last place goes to what must not be missed, if all the others are something else. */
function cut(entries: readonly ShownEntry[], most: number): readonly ShownEntry[] {
  const first = entries.slice(0, most);
  const apart = entries.find(({ group }) => group === 'dont-miss');
  return apart && !first.includes(apart) ? [...first.slice(0, most - 1), apart] : first;
}

/** The rare diseases among them. */
export const rareAmong = (shown: readonly ShownEntry[]): readonly DifferentialEntry[] =>
  shown.flatMap((each) => (each.kind === 'rare' ? [each.entry] : []));
