import type { ConceptMap, ConceptMapGroupElement, ConceptMapGroupElementTarget as Target } from 'fhir/r4.js';
import {
  answerProperty,
  answerTermsName,
  certaintyProperty,
  historyCertainty,
} from '../../../clinical/questionnaire/answer-terms.ts';
import { canonicalOf } from '../../../config/canonical.ts';
import type { Ontology } from '../../../terminology/ontology.ts';
import { codeSystems } from '../../../terminology/terminology.ts';
import { notices } from '../../terminology/notices.ts';
import type { CodeMapping, LicensedConclusions } from '../tables/code-mapping.ts';
import { conclusionsOf, type EvidenceMapping } from '../tables/evidence-mapping.ts';
import { historyQuestions } from './history-questions.ts';
import { limitedDenials } from './limited-denials.ts';
import { ddxplusNotice, published, symptomCodes } from './notice.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The term compared with the answer yes (http://hl7.org/fhir/R4/valueset-concept-map-equivalence.html), by what may be
 * concluded. A yes that excludes its term has no equivalence: "disjoint" would say nothing of the no.
 */
function equivalenceOf({ yes, no }: LicensedConclusions): Target['equivalence'] | undefined {
  if (yes === 'excluded') return undefined;
  if (yes === 'present') return no === 'excluded' ? 'equivalent' : 'wider';
  return no === 'excluded' ? 'narrower' : undefined;
}

const saysMore = 'Says more than the question: a no excludes it, a yes need not mean it.';
const history = [{ property: certaintyProperty, value: historyCertainty }];

/**
 * What an answer lets one say in HPO terms. Rows that depend on no answer speak of the evidence as a whole (yes or no);
 * others of one value of it, which can be chosen but not denied. Left out are terms from which nothing follows, terms that
 * a yes excludes, and qualifiers such as "Sharp", which are no phenotypes.
 */
export function symptomMap(
  mappings: readonly EvidenceMapping[],
  { evidences, values }: Vocabulary,
  ontology: Ontology,
): ConceptMap {
  const rows = (codes: readonly CodeMapping[], id: string, deniable: boolean): readonly Target[] =>
    codes.flatMap((mapping) => {
      const { system, code, display, note } = mapping;
      const equivalence = equivalenceOf(conclusionsOf({ deniable }, mapping));
      if (system !== 'hpo' || !equivalence || !ontology.isPhenotype(code)) return [];
      // FHIR R4 ConceptMap cmd-1: a narrower target needs a comment.
      const comment = note ?? (equivalence === 'narrower' ? saysMore : undefined);
      const product = historyQuestions.has(id) && equivalence !== 'narrower' ? history : undefined;
      return [{ code, display, equivalence, ...(comment !== undefined && { comment }), ...(product && { product }) }];
    });
  const answerRows = (value: string, codes: readonly CodeMapping[], id: string): readonly Target[] => {
    const display = values.get(value)?.en ?? value;
    const dependsOn = [{ property: answerProperty, system: symptomCodes, value, display }];
    return rows(codes, id, false).map((row) => ({ ...row, dependsOn }));
  };
  const element = mappings.flatMap(
    ({ id, deniable, codes, values: chosen = [] }): readonly ConceptMapGroupElement[] => {
      const target = [
        ...rows(codes, id, deniable && !limitedDenials.has(id)),
        ...chosen.flatMap(({ value, codes: own }) => answerRows(value, own, id)),
      ];
      return target.length === 0 ? [] : [{ code: id, display: evidences.get(id)?.words.en ?? id, target }];
    },
  );
  return {
    resourceType: 'ConceptMap',
    id: answerTermsName,
    url: canonicalOf('ConceptMap', answerTermsName),
    name: 'SymptomsToHpo',
    title: 'Answers of the symptom questionnaire as phenotypes',
    ...published,
    description:
      'What an answer to the Questionnaire symptoms says in terms of the Human Phenotype Ontology. An equivalent term is present after yes and excluded after no; a wider one is only present after yes, a narrower one only excluded after no. A product of certainty “history” marks what a yes says of the past as well as of the present.',
    copyright: `${ddxplusNotice} ${notices.hpo}`,
    group: [{ source: symptomCodes, target: codeSystems.hpo, targetVersion: ontology.version, element }],
  };
}
