import { type CodeMapping, type LicensedConclusions, licensedConclusions } from './code-mapping.ts';

/**
 * How an evidence is answered: yes or no; one of several values; any number of several values; a number from 0 to 10.
 * (DDXPlus `data_type` B, C, M, and C with numbers.)
 */
export type EvidenceKind = 'binary' | 'categorical' | 'multi' | 'scale';

/** An answer to an Observation: a code of SNOMED CT. */
export interface AnswerCode {
  readonly code: string;
  readonly display: string;
}

interface ObservationCode {
  readonly loinc: string;
  readonly display: string;
  readonly source: string;
}

/** An Observation whose coded value answers the evidence. A value of neither list says nothing. */
export interface CodedObservation extends ObservationCode {
  readonly kind: 'coded';
  readonly present: readonly AnswerCode[];
  readonly absent: readonly AnswerCode[];
}

/** An Observation whose number answers the evidence: present from `from` on and below `below`, else absent. */
export interface MeasuredObservation extends ObservationCode {
  readonly kind: 'measured';
  /** UCUM. */
  readonly unit: string;
  readonly from?: number;
  readonly below?: number;
  /** Years of age from which the limit holds. */
  readonly fromAge?: number;
}

/** An Observation whose number, from 0 to 10, is the value of the evidence. */
export interface ScoreObservation extends ObservationCode {
  readonly kind: 'score';
}

export type ObservationMapping = CodedObservation | MeasuredObservation | ScoreObservation;

/** One value of a categorical or multi-valued evidence, e.g. pain in the forehead. */
export interface EvidenceValueMapping {
  /** As in the source, e.g. `V_89`. */
  readonly value: string;
  /** English words of the value, corrected by the French of the source. */
  readonly label: string;
  /** Compared with "the evidence has this value". */
  readonly codes: readonly CodeMapping[];
}

/** One of the 223 evidences of DDXPlus (Fansi Tchango et al., NeurIPS 2022, CC BY 4.0), and the codes that mean it. */
export interface EvidenceMapping {
  /** As in release_evidences_en.json, e.g. `E_91`. */
  readonly id: string;
  /** The finding in a few words, for lists and explanations. */
  readonly label: string;
  readonly kind: EvidenceKind;
  /** Whether it is of the patient's history and circumstances rather than of the complaint (`is_antecedent`). */
  readonly isAntecedent: boolean;
  /** The evidence that must be present before this one is asked (`code_question`, where that is one of the 223). */
  readonly parent?: string;
  /**
   * Whether a no rules out what the codes say. Of a diagnosis it only says that none is known; of a sign that others see
   * better, or of a trouble "related to this visit", that the patient does not think of any.
   */
  readonly deniable: boolean;
  readonly codes: readonly CodeMapping[];
  readonly observations?: readonly ObservationMapping[];
  /** Of a categorical or multi-valued evidence: all of its values, in the source's order. */
  readonly values?: readonly EvidenceValueMapping[];
  /** Why no code or Observation implies it, where none does. */
  readonly unmapped?: string;
}

type Details = Partial<Omit<EvidenceMapping, 'id' | 'label' | 'codes'>>;

/** An evidence of the complaint, which the patient can deny unless told otherwise. */
export function symptom(
  id: string,
  label: string,
  codes: readonly CodeMapping[],
  details: Details = {},
): EvidenceMapping {
  return { id, label, kind: 'binary', isAntecedent: false, deniable: true, codes, ...details };
}

/** An evidence of the patient's history or circumstances. */
export function antecedent(
  id: string,
  label: string,
  codes: readonly CodeMapping[],
  details: Details = {},
): EvidenceMapping {
  return { id, label, kind: 'binary', isAntecedent: true, deniable: false, codes, ...details };
}

/**
 * All that one mapping of an evidence lets one conclude. A no excludes nothing where the evidence is not deniable, nor
 * where codes below the mapped one are excepted: with the term, HPO would exclude those too.
 */
export function conclusionsOf(
  { deniable }: Pick<EvidenceMapping, 'deniable'>,
  { basis, except = [] }: CodeMapping,
): LicensedConclusions {
  const { no, ...rest } = licensedConclusions[basis];
  return no !== undefined && deniable && except.length === 0 ? { ...rest, no } : rest;
}
