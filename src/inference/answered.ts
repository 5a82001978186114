import type { TermVector } from '../features/term-vector.ts';
import { closure, type InputVocabulary } from '../features/vocabulary.ts';

/**
 * Tells which features the record has answered: those that it names or implies (a more general form of something
 * present), and special forms of what is present or excluded, which are no news.
 */
export function answeredBy(vector: TermVector, vocabulary: InputVocabulary): (node: number) => boolean {
  const named = new Set<number>();
  const implied = new Set<number>();
  for (const { node, status } of vector.parts) {
    named.add(node);
    if (status === 'present') for (const above of closure(vocabulary, node)) implied.add(above);
  }
  return (node) => {
    if (implied.has(node)) return true;
    for (const above of closure(vocabulary, node)) if (named.has(above)) return true;
    return false;
  };
}
