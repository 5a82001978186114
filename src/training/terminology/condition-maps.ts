import type { ConceptMapGroupElementTarget } from 'fhir/r4.js';
import { isVague } from '../../terminology/icd.ts';
import type { Ontology } from '../../terminology/ontology.ts';
import type { TextIndex } from '../../terminology/text-index.ts';
import type { SssomMapping } from '../knowledge/sssom.ts';
import { ConceptMapBuilder } from './concept-map.ts';
import type { CuratedMapping } from './curated-mapping.ts';

/** SNOMED CT → HPO from HPO's own cross-references, which do not state how close the two are. */
export function snomedXrefMap(ontology: Ontology): ConceptMapBuilder {
  const builder = new ConceptMapBuilder();
  for (const { id, label, xrefs } of ontology.terms.values()) {
    if (!ontology.isPhenotype(id)) continue;
    for (const xref of xrefs) {
      const code = /^SNOMEDCT_US:(\d+)$/.exec(xref)?.[1];
      if (code) builder.add(code, undefined, { code: id, display: label, equivalence: 'relatedto' });
    }
  }
  return builder;
}

/** SNOMED CT → HPO where a code's exact MONDO match bears the very name of an HPO phenotype. */
export function snomedMondoMap(
  mappings: Iterable<SssomMapping>,
  ontology: Ontology,
  texts: TextIndex,
): ConceptMapBuilder {
  const builder = new ConceptMapBuilder();
  for (const mapping of mappings) {
    const match = texts.find(mapping.subjectLabel ?? '');
    if (match && isCurrent(mapping))
      builder.add(localId(mapping.object), undefined, byMondo(mapping, match.term, ontology));
  }
  return builder;
}

/**
 * Codes whose MONDO match bears the name of an HPO phenotype that the code's own title does not bear out, found when
 * the list was read through against ICD-10-CM's tabular list (MONDO 2026-08-04).
 */
const refused: ReadonlyMap<string, string> = new Map([
  ['F51.11', 'primary hypersomnia is not episodic'],
  ['L28.0', 'lichen simplex chronicus is not atopic dermatitis'],
  ['N60.2', 'fibroadenosis is not a fibroadenoma'],
]);

/**
 * ICD-10-CM → HPO, on three grounds that the comment of each mapping names:
 * - this project's own table (icd10cm-hpo.tsv), which goes before the others;
 * - `equivalent`: the title of the code is an HPO label or exact synonym. This ground needs no MONDO relation, so it
 *   also takes codes that MONDO lists as broader than one of its diseases (the disease itself is never taken).
 * - `relatedto`: MONDO matches the code exactly to a disease of the same name as an HPO phenotype.
 */
export function icd10cmMap(
  curated: Iterable<CuratedMapping>,
  exact: Iterable<SssomMapping>,
  broad: Iterable<SssomMapping>,
  ontology: Ontology,
  texts: TextIndex,
): ConceptMapBuilder {
  const builder = new ConceptMapBuilder();
  const byTitle = (mapping: SssomMapping): boolean => {
    const match = texts.find(mapping.objectLabel ?? '');
    if (!match || !isRecordable(mapping)) return false;
    builder.add(localId(mapping.object), mapping.objectLabel, {
      code: match.term,
      display: ontology.terms.get(match.term)!.label,
      equivalence: 'equivalent',
      comment: `The ICD-10-CM title is the HPO term's ${match.by}.`,
    });
    return true;
  };
  const decided = new Set<string>();
  for (const { code, title, equivalence, term } of curated) {
    decided.add(code);
    builder.add(code, title, {
      code: term,
      display: ontology.terms.get(term)!.label,
      equivalence,
      comment: 'Mapped by the Hoofbeats project from the ICD-10-CM tabular list.',
    });
  }
  const isOpen = ({ object }: SssomMapping) => !decided.has(localId(object));
  for (const mapping of [...broad].filter(isOpen)) byTitle(mapping);
  for (const mapping of [...exact].filter(isOpen)) {
    if (byTitle(mapping) || !isRecordable(mapping) || !isCurrent(mapping) || isVague(mapping.objectLabel ?? ''))
      continue;
    const match = texts.find(mapping.subjectLabel ?? '');
    if (match) builder.add(localId(mapping.object), mapping.objectLabel, byMondo(mapping, match.term, ontology));
  }
  return builder;
}

function byMondo(
  { subject, subjectLabel }: SssomMapping,
  term: string,
  ontology: Ontology,
): ConceptMapGroupElementTarget {
  return {
    code: term,
    display: ontology.terms.get(term)!.label,
    equivalence: 'relatedto',
    comment: `Exact match of ${subject} "${subjectLabel}", which is also a name of the HPO term.`,
  };
}

/** Ranges such as I00-I99 are headings: they are never recorded on a patient. */
function isRecordable({ object }: SssomMapping): boolean {
  return !object.includes('-') && !refused.has(localId(object));
}

/** Whether MONDO still has the disease; what it has withdrawn is labelled "obsolete …". */
export function isCurrent({ subjectLabel }: SssomMapping): boolean {
  return !subjectLabel?.startsWith('obsolete ');
}

/** `ICD10CM:E30.1` → `E30.1`. */
export function localId(curie: string): string {
  return curie.slice(curie.indexOf(':') + 1);
}
