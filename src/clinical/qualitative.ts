import type { ConceptRead } from '../fhir/coding.ts';
import { canonicalSystem } from '../terminology/code-system.ts';
import { interpretationCodes, interpretationSystems } from './tables/interpretation-codes.ts';
import { qualitativeAnswers, qualitativeWords } from './tables/qualitative-values.ts';

type Outcome = 'POS' | 'NEG';

const answers: ReadonlyMap<string, Outcome> = new Map(
  qualitativeAnswers.flatMap(({ systems, codes }) =>
    systems.flatMap((system) =>
      Object.entries(codes).map(([code, outcome]) => [`${system}|${code}`, outcome] as const),
    ),
  ),
);

// A result is a word or a short phrase; what is longer is narrative.
const longestWords = 100;

/** Whether a coded or written result is positive or negative; undefined for traces, equivocal and everything else. */
export function qualitativeOutcome(concept: ConceptRead): Outcome | undefined {
  for (const { system, code, display } of concept.codings) {
    const outcome =
      answers.get(`${canonicalSystem(system)}|${code}`) ?? flagOutcome(system, code) ?? wordsOutcome(display);
    if (outcome !== undefined) return outcome;
  }
  return wordsOutcome(concept.text ?? '');
}

/** Some laboratories send the interpretation's code where the result belongs. */
function flagOutcome(system: string, code: string): Outcome | undefined {
  const flag = interpretationSystems.has(system) ? interpretationCodes.get(code) : undefined;
  return flag === 'POS' || flag === 'NEG' ? flag : undefined;
}

function wordsOutcome(words: string): Outcome | undefined {
  if (words.length > longestWords) return undefined;
  const normal = words.trim().toLowerCase().replace(/\.$/, '');
  return qualitativeWords.find(({ pattern }) => pattern.test(normal))?.outcome;
}
