import { absent, activeColumns, type EvidenceRecord, present, unknown } from '../../../features/evidence-vector.ts';
import type { EvidenceVocabulary } from '../../../features/evidence-vocabulary.ts';
import type { Example } from './example.ts';

/**
 * How evidence goes missing.
 *
 * | reading | what is hidden | what the model is told of it |
 * |---|---|---|
 * | `listed` | each reported evidence, with all its values, with the probability `share` | nothing: what is not listed may be hidden or absent |
 * | `answered` | each of all evidences, present or absent, with the probability `share` | that it is unknown; the rest is present or absent |
 *
 * The first is the harder one: it has no absent evidence at all.
 */
export type Reading = 'listed' | 'answered';

export interface Hiding {
  readonly reading: Reading;
  /** From 0 to 1. */
  readonly share: number;
  /** Hide single values of a multiple answer instead of the answer; `listed` only. */
  readonly byValue?: boolean;
}

/** The patient's record with evidence hidden at random. */
export function hide(
  example: Example,
  { reading, share, byValue = false }: Hiding,
  random: () => number,
  vocabulary: EvidenceVocabulary,
): EvidenceRecord {
  const { ageYears, sex } = example;
  const states = new Uint8Array(vocabulary.evidences.length);
  const values: number[] = [];
  const kept = () => random() >= share;
  if (reading === 'listed') {
    for (const { evidence, values: all } of example.reported) {
      const left = byValue ? all.filter(kept) : kept() ? all : undefined;
      if (left === undefined || (byValue && (all.length > 0 ? left.length === 0 : !kept()))) continue;
      states[evidence] = present;
      values.push(...left);
    }
  } else {
    states.fill(absent);
    for (const { evidence } of example.reported) states[evidence] = present;
    for (let place = 0; place < states.length; place++) if (!kept()) states[place] = unknown;
    for (const { evidence, values: all } of example.reported) if (states[evidence] === present) values.push(...all);
  }
  return { states, values, ageYears, sex, listed: reading === 'listed' };
}

/** The input columns of the patient with evidence hidden at random. */
export function hiddenColumns(
  example: Example,
  hiding: Hiding,
  random: () => number,
  vocabulary: EvidenceVocabulary,
): Int32Array {
  return activeColumns(hide(example, hiding, random, vocabulary), vocabulary);
}
