import { lookupTable } from '../../terminology/lookup-table.ts';

/** What an interpretation flag says: a lab outcome, abnormal without a direction, or nothing that can be used. */
export type InterpretationFlag = 'H' | 'L' | 'N' | 'POS' | 'NEG' | 'A' | 'none';

/**
 * Flags of http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation and of HL7 v2 table 0078, which share
 * their codes. Changes since the last value (B, D, U, W) and susceptibilities (S, I, R …) say nothing of a phenotype.
 */
export const interpretationCodes = lookupTable<InterpretationFlag>({
  H: 'H',
  HH: 'H',
  HU: 'H',
  HX: 'H',
  'H>': 'H',
  '>': 'H',
  L: 'L',
  LL: 'L',
  LU: 'L',
  LX: 'L',
  'L<': 'L',
  '<': 'L',
  N: 'N',
  A: 'A',
  AA: 'A',
  POS: 'POS',
  DET: 'POS',
  RR: 'POS',
  WR: 'POS',
  NEG: 'NEG',
  ND: 'NEG',
  NR: 'NEG',
});

/** The two code systems, under the names that they are sent by. */
export const interpretationSystems: ReadonlySet<string> = new Set([
  'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  'http://hl7.org/fhir/v3/ObservationInterpretation',
  'urn:oid:2.16.840.1.113883.5.83',
  'http://terminology.hl7.org/CodeSystem/v2-0078',
  'http://hl7.org/fhir/v2/0078',
  'urn:oid:2.16.840.1.113883.12.78',
]);

/** Words that EHRs send where a code belongs, in lower case. */
export const interpretationWords = lookupTable<InterpretationFlag>({
  high: 'H',
  'very high': 'H',
  'critically high': 'H',
  'critical high': 'H',
  'significantly high': 'H',
  'above high normal': 'H',
  low: 'L',
  'very low': 'L',
  'critically low': 'L',
  'critical low': 'L',
  'significantly low': 'L',
  'below low normal': 'L',
  normal: 'N',
  'within normal limits': 'N',
  abnormal: 'A',
  'critically abnormal': 'A',
  'critical abnormal': 'A',
  positive: 'POS',
  detected: 'POS',
  reactive: 'POS',
  negative: 'NEG',
  'not detected': 'NEG',
  'non-reactive': 'NEG',
  nonreactive: 'NEG',
});
