import type { KnownDiagnosis } from '../../clinical/case.ts';
import { foldSubtypes } from './fold-subtypes.ts';
import { groupOf, groupOrder, weightOf } from './groups.ts';
import type { AlreadyRecorded, JointDifferential, JointEntry } from './joint-differential.ts';

/** A disease as one list has it. */
export interface Listed {
  readonly id: string;
  readonly ids: readonly string[];
  readonly label: string;
  readonly labelEs?: string;
}

/** A disease of a model's list, most likely first. */
export interface Contender extends Listed {
  /** Calibrated, 0 to 1, supposing that the cause is in the model's list. */
  readonly share: number;
  readonly dontMiss?: boolean;
  /** Worth a place in the list however unlikely it is among everything. */
  readonly worthListing?: boolean;
}

/** A condition whose guideline criterion the record meets, or meets once where the guideline asks for twice. */
export interface CriterionMet extends Listed {
  readonly verdict: 'met' | 'provisional';
  readonly dontMiss?: boolean;
}

export interface ListsToJoin {
  /** From `rareProbability`. */
  readonly rareProbability: number;
  /** Empty when the ranker abstained or its list is withheld. */
  readonly rare: readonly Contender[];
  /** Empty when the common model abstained. */
  readonly common: readonly Contender[];
  readonly criteria: readonly CriterionMet[];
  readonly known: readonly KnownDiagnosis[];
}

/** A disease under construction. */
type Joined = { -readonly [K in keyof Omit<JointEntry, 'group'>]: JointEntry[K] } & {
  met?: CriterionMet['verdict'];
  worthListing?: boolean;
};

/**
 * One list from three. The rule: a probability is shared out between the rare diseases (`rareProbability`, each by its own
 * share) and the common ones (the rest, each by its own share), and a disease that both lists know gets both parts. A
 * criterion is a fact about the record and no probability: it names a condition, or joins the entry that names it.
 */
export function joinLists({ rareProbability, rare, common, criteria, known }: ListsToJoin): JointDifferential {
  const recorded: AlreadyRecorded[] = [];
  const isNew = (listed: Listed) => {
    const record = known.find(({ ids }) => ids.some((id) => listed.ids.includes(id)));
    if (record && !recorded.some(({ reference }) => reference === record.reference)) {
      recorded.push({ label: listed.label, reference: record.reference });
    }
    return record === undefined;
  };
  const joined: Joined[] = [];
  const entryOf = (listed: Listed): Joined => {
    const same = joined.find(({ ids }) => ids.some((id) => listed.ids.includes(id)));
    if (same) {
      same.ids = [...new Set([...same.ids, ...listed.ids])];
      return same;
    }
    const { id, ids, label, labelEs } = listed;
    const entry: Joined = { id, ids, label, ...(labelEs !== undefined && { labelEs }), dontMiss: false };
    joined.push(entry);
    return entry;
  };
  for (const { verdict, dontMiss = false, ...listed } of criteria.filter(isNew)) {
    const entry = entryOf(listed);
    entry.criterion = listed.id;
    entry.met = entry.met === 'met' ? 'met' : verdict;
    entry.dontMiss ||= dontMiss;
  }
  for (const { share, dontMiss = false, ...listed } of common.filter(isNew)) {
    const entry = entryOf(listed);
    entry.common = listed.id;
    entry.probability = (entry.probability ?? 0) + (1 - rareProbability) * share;
    entry.dontMiss ||= dontMiss;
  }
  for (const series of foldSubtypes(rare.filter(isNew))) {
    const [first] = series;
    const entry = entryOf(first);
    const probability = (contender: Contender) => rareProbability * contender.share;
    entry.rare = first.id;
    entry.probability = series.reduce((sum, each) => sum + probability(each), entry.probability ?? 0);
    entry.dontMiss ||= series.some(({ dontMiss }) => dontMiss);
    entry.worthListing ||= series.some(({ worthListing }) => worthListing);
    if (series.length > 1) {
      entry.subtypes = series.map((each) => ({ id: each.id, label: each.label, probability: probability(each) }));
    }
  }
  return { entries: grouped(joined), recorded, rareProbability };
}

/** Group by group, and by weight within. */
function grouped(joined: readonly Joined[]): readonly JointEntry[] {
  return joined
    .flatMap(({ met, worthListing = false, ...entry }) => {
      const standing = { ...entry, worthListing, ...(met && { met }) };
      const group = groupOf(standing);
      return group === undefined ? [] : [{ weight: weightOf(standing), entry: { ...entry, group } }];
    })
    .sort((a, b) => groupOrder.indexOf(a.entry.group) - groupOrder.indexOf(b.entry.group) || b.weight - a.weight)
    .map(({ entry }) => entry);
}
