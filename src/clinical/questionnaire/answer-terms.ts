import { canonicalOf } from '../../config/canonical.ts';
import type { ConceptMapFile } from '../../terminology/fhir-file.ts';

/** Id of the ConceptMap from answers to HPO terms. */
export const answerTermsName = 'symptoms-hpo';
/** `dependsOn.property` of rows that speak of one value of the answer. */
export const answerProperty = canonicalOf('Questionnaire', 'symptoms#answer');

/** A term compared with the answer "yes", or with one value: ConceptMap.equivalence. */
type Equivalence = 'equivalent' | 'wider' | 'narrower';

export interface AnswerTerm {
  /** HPO id. */
  readonly term: string;
  readonly equivalence: Equivalence;
  /** The value that the row speaks of; absent where it is the evidence as a whole. */
  readonly value?: string;
}

/** linkId → terms. */
export type AnswerTerms = ReadonlyMap<string, readonly AnswerTerm[]>;

const understood: ReadonlySet<string> = new Set<Equivalence>(['equivalent', 'wider', 'narrower']);
const isUnderstood = (equivalence: string): equivalence is Equivalence => understood.has(equivalence);

/** The rows of the ConceptMap, by question. */
export function readAnswerTerms({ group }: ConceptMapFile): AnswerTerms {
  const elements = group.flatMap(({ element }) => element);
  return new Map(
    elements.map(({ code: linkId, target = [] }) => [
      linkId,
      target.flatMap(({ code, equivalence, dependsOn }): AnswerTerm[] => {
        const value = dependsOn?.find(({ property }) => property === answerProperty)?.value;
        return isUnderstood(equivalence) ? [{ term: code, equivalence, ...(value !== undefined && { value }) }] : [];
      }),
    ]),
  );
}

/** Who has what is equivalent or narrower has the wider as well. */
export const impliedByYes = ({ equivalence }: AnswerTerm): boolean => equivalence !== 'narrower';
/** Who has not the evidence has not what is equivalent or narrower. */
export const excludedByNo = ({ equivalence }: AnswerTerm): boolean => equivalence !== 'wider';
