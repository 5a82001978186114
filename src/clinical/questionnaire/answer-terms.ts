import { canonicalOf } from '../../config/canonical.ts';
import type { ConceptMapFile } from '../../terminology/fhir-file.ts';

/** Id of the ConceptMap from answers to HPO terms. */
export const answerTermsName = 'symptoms-hpo';
/** `dependsOn.property` of rows that speak of one value of the answer. */
export const answerProperty = canonicalOf('Questionnaire', 'symptoms#answer');
/** `product.property` of rows that say how certain or how present their term is after a yes. */
export const certaintyProperty = canonicalOf('Questionnaire', 'symptoms#certainty');
/** The term is present or was: its question asks for both. */
export const historyCertainty = 'history';

/** A term compared with the answer "yes", or with one value: ConceptMap.equivalence. */
type Equivalence = 'equivalent' | 'wider' | 'narrower';

export interface AnswerTerm {
  /** HPO id. */
  readonly term: string;
  readonly equivalence: Equivalence;
  /** The value that the row speaks of; absent where it is the evidence as a whole. */
  readonly value?: string;
  /** What `FindingSource.certainty` says of a finding that follows, where that is not plain, e.g. `history`. */
  readonly certainty?: string;
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
      target.flatMap(({ code, equivalence, dependsOn, product }): AnswerTerm[] => {
        const value = dependsOn?.find(({ property }) => property === answerProperty)?.value;
        const certainty = product?.find(({ property }) => property === certaintyProperty)?.value;
        if (!isUnderstood(equivalence)) return [];
        return [
          {
            term: code,
            equivalence,
            ...(value !== undefined && { value }),
            ...(certainty !== undefined && { certainty }),
          },
        ];
      }),
    ]),
  );
}

/** Who has what is equivalent or narrower has the wider as well. */
export const impliedByYes = ({ equivalence }: AnswerTerm): boolean => equivalence !== 'narrower';
/** Who has not the evidence has not what is equivalent or narrower. */
export const excludedByNo = ({ equivalence }: AnswerTerm): boolean => equivalence !== 'wider';
