import type { CodeSystem, CodeSystemConcept } from 'fhir/r4.js';
import { ddxplusNotice, published, symptomCodes } from './notice.ts';
import type { Words } from './translated.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The codes of evidences (E_…) and of their values (V_…), which mean the same in every evidence that offers them. */
export function symptomCodeSystem({ evidences, values }: Vocabulary): CodeSystem {
  const concepts = [
    ...Array.from(evidences, ([id, { words }]) => concept(id, words)),
    ...Array.from(values, ([id, words]) => concept(id, words)),
  ];
  return {
    resourceType: 'CodeSystem',
    id: 'symptoms',
    language: 'en',
    url: symptomCodes,
    name: 'Symptoms',
    title: 'Evidences of the symptom questionnaire and their values',
    ...published,
    description:
      'What the Questionnaire symptoms asks for (E_…) and the answers that it offers (V_…), with the ids of DDXPlus.',
    copyright: ddxplusNotice,
    caseSensitive: true,
    content: 'complete',
    count: concepts.length,
    concept: concepts,
  };
}

const concept = (code: string, { en, es }: Words): CodeSystemConcept => ({
  code,
  display: en,
  designation: [{ language: 'es', value: es }],
});
