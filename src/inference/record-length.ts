import type { TermVector } from '../features/term-vector.ts';
import { closure, type InputVocabulary } from '../features/vocabulary.ts';

/** How much the record says: its most specific present findings and its broadest exclusions. */
export interface RecordLength {
  readonly present: number;
  readonly excluded: number;
}

/** The lengths by which the channels' coefficients are divided (see `Channel`). */
export function recordLength({ parts }: TermVector, vocabulary: InputVocabulary): RecordLength {
  const present = parts.filter(({ status }) => status === 'present');
  const below = new Map<number, number>();
  for (const { node } of present)
    for (const above of closure(vocabulary, node)) below.set(above, (below.get(above) ?? 0) + 1);
  const excluded = new Set(parts.filter(({ status }) => status === 'excluded').map(({ node }) => node));
  return {
    present: present.filter(({ node }) => below.get(node) === 1).length,
    excluded: [...excluded].filter(
      (node) => ![...closure(vocabulary, node)].some((above) => above !== node && excluded.has(above)),
    ).length,
  };
}
