import type { ConceptRead } from '../fhir/coding.ts';
import { qualitativeCodes, qualitativeWords } from './tables/qualitative-values.ts';

/** Whether a coded or written result is positive or negative; undefined for traces, equivocal and everything else. */
export function qualitativeOutcome(concept: ConceptRead): 'POS' | 'NEG' | undefined {
  for (const { code, display } of concept.codings) {
    const outcome = qualitativeCodes[code] ?? wordsOutcome(display);
    if (outcome !== undefined) return outcome;
  }
  return wordsOutcome(concept.text ?? '');
}

function wordsOutcome(words: string): 'POS' | 'NEG' | undefined {
  const normal = words.trim().toLowerCase().replace(/\.$/, '');
  return qualitativeWords.find(({ pattern }) => pattern.test(normal))?.outcome;
}
