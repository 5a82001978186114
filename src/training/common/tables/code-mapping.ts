import type { codeSystems } from '../../../terminology/terminology.ts';

export type CodeSystemName = keyof typeof codeSystems;

/**
 * The code compared with what it is mapped to (an evidence, one of its values, a condition):
 * `exact` says the same; `narrower` says more, so it implies the evidence; `broader` says less, so the evidence implies
 * it; `opposite` implies that the evidence is absent; `related` implies nothing and is there for readers only.
 */
export type MappingBasis = 'exact' | 'narrower' | 'broader' | 'opposite' | 'related';

/** One code beside an evidence or condition. */
export interface CodeMapping {
  readonly system: CodeSystemName;
  /** HPO with everything below the term; ICD-10-CM (with its dot) with everything below the category; others alone. */
  readonly code: string;
  readonly display: string;
  readonly basis: MappingBasis;
  /** Codes below this one, with what is below them, of which the basis does not hold. */
  readonly except?: readonly string[];
  /** Where code and meaning were read, when not in `mappingSources`, or why the basis. */
  readonly note?: string;
}

/** Where codes were read, unless their `note` says otherwise. */
export const mappingSources: Partial<Readonly<Record<CodeSystemName, string>>> = {
  hpo: 'Human Phenotype Ontology 2024-08-13, labels and definitions',
  snomed: 'SNOMED CT identifiers as cross-referenced by HPO 2024-08-13 or matched by MONDO 2026-08-04',
  icd10cm: 'ICD-10-CM tabular list and index FY 2025, CMS and NCHS',
  mondo: 'MONDO 2026-08-04',
  omim: 'MONDO 2026-08-04, exact matches to OMIM',
  orphanet: 'MONDO 2026-08-04, exact matches to Orphanet',
};

/** What follows from a mapping; nothing where a field is not set. */
export interface LicensedConclusions {
  /** The record states the code: the evidence is … */
  readonly presentCode?: 'present' | 'absent';
  /** The record rules the code out: the evidence is … */
  readonly excludedCode?: 'present' | 'absent';
  /** The evidence was answered yes: what the code says is … in the patient. */
  readonly yes?: 'present' | 'excluded';
  /** The evidence was answered no: what the code says is … in the patient. */
  readonly no?: 'present' | 'excluded';
}

/** All that each basis lets one conclude, of an evidence that a no rules out. A scale or a choice counts as yes when its value is not the default. */
export const licensedConclusions: Readonly<Record<MappingBasis, LicensedConclusions>> = {
  exact: { presentCode: 'present', excludedCode: 'absent', yes: 'present', no: 'excluded' },
  narrower: { presentCode: 'present', no: 'excluded' },
  broader: { excludedCode: 'absent', yes: 'present' },
  opposite: { presentCode: 'absent', yes: 'excluded' },
  related: {},
};

type Details = Pick<CodeMapping, 'except' | 'note'>;

const withBasis =
  (basis: MappingBasis) =>
  (system: CodeSystemName, code: string, display: string, details: Details | string = {}): CodeMapping => ({
    system,
    code,
    display,
    basis,
    ...(typeof details === 'string' ? { note: details } : details),
  });

export const exact = withBasis('exact');
export const narrower = withBasis('narrower');
export const broader = withBasis('broader');
export const opposite = withBasis('opposite');
export const related = withBasis('related');
