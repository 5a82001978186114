import type { CodeSystemFile } from './fhir-file.ts';
import { type ObsoleteTerm, Ontology, type Term } from './ontology.ts';

type Concept = CodeSystemFile['concept'][number];

/** The ontology from its FHIR CodeSystem. Cross-references are not in there: the ConceptMaps hold them. */
export function ontologyFrom({ version, concept: concepts }: CodeSystemFile): Ontology {
  const terms: Term[] = [];
  const obsolete: ObsoleteTerm[] = [];
  for (const concept of concepts) {
    if (concept.display === undefined) obsolete.push(obsoleteTerm(concept));
    else terms.push(liveTerm(concept, concept.display));
  }
  return new Ontology(version, terms, obsolete);
}

const none: readonly never[] = [];

// Plain loops: 19,000 concepts are read at every start of the server.
function liveTerm({ code, designation = none, property = none }: Concept, label: string): Term {
  const parents: string[] = [];
  const altIds: string[] = [];
  for (const { code: name, valueCode, valueString } of property) {
    if (name === 'parent' && valueCode !== undefined) parents.push(valueCode);
    else if (name === 'alternativeId' && valueString !== undefined) altIds.push(valueString);
  }
  const synonyms: string[] = [];
  let labelEs: string | undefined;
  for (const { language, value } of designation) {
    if (language === 'es') labelEs = value;
    else if (language === 'en') synonyms.push(value);
  }
  return labelEs === undefined
    ? { id: code, label, parents, synonyms, altIds, xrefs: none }
    : { id: code, label, labelEs, parents, synonyms, altIds, xrefs: none };
}

function obsoleteTerm({ code, property = none }: Concept): ObsoleteTerm {
  const replacedBy = property.find(({ code: name }) => name === 'replacedBy')?.valueCode;
  return replacedBy === undefined ? { id: code } : { id: code, replacedBy };
}
