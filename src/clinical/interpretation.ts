import { readConcepts } from '../fhir/coding.ts';
import { type InterpretationFlag, interpretationCodes, interpretationWords } from './tables/interpretation-codes.ts';

/**
 * The flag that the laboratory set, from all codings of all interpretations. H with a further A is H. Flags that
 * contradict each other (H and L) say nothing: `conflict`.
 */
export function readInterpretation(value: unknown): InterpretationFlag | 'conflict' {
  const flags = new Set<InterpretationFlag>();
  for (const { codings, text } of readConcepts(value)) {
    for (const { code, display } of codings) {
      flags.add(interpretationCodes.get(code.toUpperCase()) ?? wordFlag(display) ?? 'none');
    }
    if (codings.length === 0 && text !== undefined) {
      flags.add(interpretationCodes.get(text.toUpperCase()) ?? wordFlag(text) ?? 'none');
    }
  }
  flags.delete('none');
  if (flags.size > 1) flags.delete('A');
  const [flag, ...others] = flags;
  return others.length > 0 ? 'conflict' : (flag ?? 'none');
}

function wordFlag(words: string): InterpretationFlag | undefined {
  return interpretationWords.get(words.trim().toLowerCase());
}
