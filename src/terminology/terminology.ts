import type { Ontology } from './ontology.ts';

/** Outcome of a test as loinc2hpo keys it: high, low, normal, positive, negative. */
export type LabOutcome = 'H' | 'L' | 'N' | 'POS' | 'NEG';

/**
 * How near a code is to its term, as ConceptMap.equivalence says it (R4 concept-map-equivalence): the target is the
 * same, wider, or related in a way that its source does not state.
 */
export type Equivalence = 'equal' | 'equivalent' | 'wider' | 'subsumes' | 'relatedto';

/** What an outcome or code says about the patient: an HPO term, present or excluded. */
export interface PhenotypeMeaning {
  readonly term: string;
  readonly excluded: boolean;
  /** The map that says so: id of a ConceptMap (`loinc-hpo`, `snomedct-hpo`, `icd10cm-hpo` …), or `hpo-label`, `hpo-synonym`. */
  readonly map: string;
  readonly equivalence: Equivalence;
  /** Set where the code itself is not mapped and this is what its category means, e.g. `E11` for `E11.65`. */
  readonly category?: string;
}

/** Whether the code and the term are the same, so that who has not the one has not the other. */
export function isSame({ equivalence, category }: PhenotypeMeaning): boolean {
  return category === undefined && (equivalence === 'equal' || equivalence === 'equivalent');
}

/** Canonical URLs of the code systems that are understood. */
export const codeSystems = {
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
  icd10: 'http://hl7.org/fhir/sid/icd-10',
  icd9cm: 'http://hl7.org/fhir/sid/icd-9-cm',
  hpo: 'http://human-phenotype-ontology.org',
  omim: 'http://www.omim.org',
  orphanet: 'http://www.orpha.net',
  mondo: 'http://purl.obolibrary.org/obo/mondo.owl',
  ucum: 'http://unitsofmeasure.org',
} as const;

/** Everything that turns codes and words into HPO terms and disease ids. Read-only, synchronous. */
export interface Terminology {
  readonly ontology: Ontology;
  /** Name → version of each source, for the record of every result. */
  readonly versions: Readonly<Record<string, string>>;
  /** Whether a LOINC code has any laboratory outcome mapped. */
  knowsLoinc(code: string): boolean;
  /**
   * What an outcome of a test means; empty when the map is silent. A normal or negative outcome may exclude several
   * terms: a normal leukocyte count rules out leukopenia and leukocytosis, not everything about leukocytes.
   */
  laboratory(loinc: string, outcome: LabOutcome): readonly PhenotypeMeaning[];
  /** HPO terms that a condition code stands for. `system` in canonical form (see canonicalSystem). */
  phenotypes(system: string, code: string): readonly PhenotypeMeaning[];
  /** Disease ids (OMIM:…, ORPHA:…, MONDO:…) that a code stands for exactly. */
  diseases(system: string, code: string): readonly string[];
  /**
   * HPO term whose label or exact synonym is this text, after normalisation of case, punctuation and spaces. A text that
   * asks or denies (`Seizures?`, `r/o seizures`) names nothing.
   */
  phenotypeByText(text: string): PhenotypeMeaning | undefined;
  /**
   * Ids of the disease whose name in MONDO is this text; empty when there is none. For suppression only: it tells that
   * a disease is on the record already, and is no evidence.
   */
  diseaseByText(text: string): readonly string[];
}
