import type { Finding } from '../clinical/finding.ts';
import { type InputVocabulary, primaryParent } from '../features/vocabulary.ts';

/**
 * Largest information, in nats, that a routine result may carry: a term that one disease in a hundred is annotated with or
 * with a form of. Annotators write "anemia", seldom "reduced hematocrit", so the rarity of the narrow term among the
 * annotations says how they write, not how rare the result is.
 */
const mostInformation = Math.log(100);

/**
 * The findings as the model may read them: a present finding that is nothing but a routine result speaks through the
 * narrowest term above it that is in common use. Sources stay; findings that become one are joined.
 */
export function generaliseRoutineResults(
  findings: readonly Finding[],
  tellingTerms: ReadonlySet<string>,
  vocabulary: InputVocabulary,
): readonly Finding[] {
  const read = new Map<string, Finding>();
  for (const finding of findings) {
    const general =
      finding.status === 'present' && !tellingTerms.has(finding.term) ? generalise(finding, vocabulary) : finding;
    const known = read.get(general.term);
    if (!known) read.set(general.term, general);
    else if (known.status === general.status)
      read.set(known.term, { ...known, sources: [...known.sources, ...general.sources] });
    // What is present speaks against whoever excluded the wider term.
    else if (general.status === 'present') read.set(general.term, general);
  }
  return [...read.values()];
}

function generalise(finding: Finding, vocabulary: InputVocabulary): Finding {
  let node = vocabulary.nodeOf.get(finding.term) ?? -1;
  while (node >= 0 && vocabulary.informationContent[node]! > mostInformation) node = primaryParent(vocabulary, node);
  return node < 0 ? finding : { ...finding, term: vocabulary.ids[node]!, label: vocabulary.labels[node]! };
}
