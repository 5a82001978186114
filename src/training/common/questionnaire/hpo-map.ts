import type { ConceptMap, ConceptMapGroupElement, ConceptMapGroupElementTarget as Target } from 'fhir/r4.js';
import { answerProperty, answerTermsName } from '../../../clinical/questionnaire/answer-terms.ts';
import { canonicalOf } from '../../../config/canonical.ts';
import type { Ontology } from '../../../terminology/ontology.ts';
import { codeSystems } from '../../../terminology/terminology.ts';
import { notices } from '../../terminology/notices.ts';
import type { CodeMapping, MappingBasis } from '../tables/code-mapping.ts';
import type { EvidenceMapping } from '../tables/evidence-mapping.ts';
import { ddxplusNotice, published, symptomCodes } from './notice.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The term compared with the evidence (http://hl7.org/fhir/R4/valueset-concept-map-equivalence.html). */
const equivalences: Readonly<Partial<Record<MappingBasis, Target['equivalence']>>> = {
  exact: 'equivalent',
  broader: 'wider',
  narrower: 'narrower',
};

const saysMore = 'Says more than the question: a no excludes it, a yes need not mean it.';

/**
 * What an answer lets one say in HPO terms. Rows that depend on no answer speak of the evidence as a whole (yes or no);
 * others of one value of it, which can be chosen but not denied, so that narrower terms would say nothing. Left out are terms
 * that are merely related, and qualifiers such as "Sharp", which are no phenotypes.
 */
export function symptomMap(
  mappings: readonly EvidenceMapping[],
  { evidences, values }: Vocabulary,
  ontology: Ontology,
): ConceptMap {
  const rows = (codes: readonly CodeMapping[]): readonly Target[] =>
    codes.flatMap(({ system, code, display, basis, note }) => {
      const equivalence = equivalences[basis];
      if (system !== 'hpo' || !equivalence || !ontology.isPhenotype(code)) return [];
      // FHIR R4 ConceptMap cmd-1: a narrower target needs a comment.
      const comment = note ?? (equivalence === 'narrower' ? saysMore : undefined);
      return [{ code, display, equivalence, ...(comment !== undefined && { comment }) }];
    });
  const answerRows = (value: string, codes: readonly CodeMapping[]): readonly Target[] => {
    const display = values.get(value)?.en ?? value;
    const dependsOn = [{ property: answerProperty, system: symptomCodes, value, display }];
    return rows(codes)
      .filter(({ equivalence }) => equivalence !== 'narrower')
      .map((row) => ({ ...row, dependsOn }));
  };
  const element = mappings.flatMap(({ id, codes, values: chosen = [] }): readonly ConceptMapGroupElement[] => {
    const target = [...rows(codes), ...chosen.flatMap(({ value, codes: own }) => answerRows(value, own))];
    return target.length === 0 ? [] : [{ code: id, display: evidences.get(id)?.words.en ?? id, target }];
  });
  return {
    resourceType: 'ConceptMap',
    id: answerTermsName,
    url: canonicalOf('ConceptMap', answerTermsName),
    name: 'SymptomsToHpo',
    title: 'Answers of the symptom questionnaire as phenotypes',
    ...published,
    description:
      'What an answer to the Questionnaire symptoms says in terms of the Human Phenotype Ontology. An equivalent term is present after yes and excluded after no; a wider one is only present after yes, a narrower one only excluded after no.',
    copyright: `${ddxplusNotice} ${notices.hpo}`,
    group: [{ source: symptomCodes, target: codeSystems.hpo, targetVersion: ontology.version, element }],
  };
}
