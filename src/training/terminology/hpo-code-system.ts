import type { CodeSystem, CodeSystemConcept } from 'fhir/r4.js';
import type { ObsoleteTerm, Ontology, Term } from '../../terminology/ontology.ts';
import { codeSystems } from '../../terminology/terminology.ts';
import { copyright } from './notices.ts';

const oboInOwl = 'http://www.geneontology.org/formats/oboInOwl';

/** The ontology as a FHIR CodeSystem: labels, exact synonyms, Spanish labels, parents, alternative and obsolete ids. */
export function hpoCodeSystem(ontology: Ontology): CodeSystem {
  const concepts = [...Array.from(ontology.terms.values(), liveConcept), ...ontology.obsolete.map(obsoleteConcept)];
  concepts.sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    resourceType: 'CodeSystem',
    id: 'hpo',
    url: codeSystems.hpo,
    version: ontology.version,
    name: 'HumanPhenotypeOntology',
    title: 'Human Phenotype Ontology',
    status: 'active',
    experimental: false,
    publisher: 'The Human Phenotype Ontology Consortium',
    description:
      'All terms with labels, Spanish labels (designations in es), exact synonyms (designations in en), parents, and the ' +
      'fate of merged and obsolete ids.',
    copyright: copyright('hpo'),
    caseSensitive: true,
    hierarchyMeaning: 'is-a',
    versionNeeded: false,
    content: 'complete',
    count: concepts.length,
    property: [
      { code: 'parent', uri: 'http://hl7.org/fhir/concept-properties#parent', type: 'code' },
      { code: 'inactive', uri: 'http://hl7.org/fhir/concept-properties#inactive', type: 'boolean' },
      // An alternative id is not a concept of its own here, hence a string and no code.
      { code: 'alternativeId', uri: `${oboInOwl}#hasAlternativeId`, type: 'string' },
      { code: 'replacedBy', uri: 'http://purl.obolibrary.org/obo/IAO_0100001', type: 'code' },
    ],
    concept: concepts,
  };
}

function liveConcept(term: Term): CodeSystemConcept {
  const spanish = term.labelEs === undefined ? [] : [{ language: 'es', value: term.labelEs }];
  const synonyms = term.synonyms.map((value) => ({ language: 'en', value }));
  const designation = [...spanish, ...synonyms];
  const property = [
    ...term.parents.map((valueCode) => ({ code: 'parent', valueCode })),
    ...term.altIds.map((valueString) => ({ code: 'alternativeId', valueString })),
  ];
  return {
    code: term.id,
    display: term.label,
    ...(designation.length === 0 ? {} : { designation }),
    ...(property.length === 0 ? {} : { property }),
  };
}

function obsoleteConcept({ id, replacedBy }: ObsoleteTerm): CodeSystemConcept {
  const successor = replacedBy === undefined ? [] : [{ code: 'replacedBy', valueCode: replacedBy }];
  return { code: id, property: [{ code: 'inactive', valueBoolean: true }, ...successor] };
}
