import { codeSystems } from '../../terminology/terminology.ts';

type Answer = 'POS' | 'NEG';

/** Codes of answers that mean positive or negative. A code means something within its own system only. */
export const qualitativeAnswers: readonly {
  readonly systems: readonly string[];
  readonly codes: Readonly<Record<string, Answer>>;
}[] = [
  {
    systems: [codeSystems.snomed],
    codes: {
      // positive, detected, present, abnormal presence, yes
      '10828004': 'POS',
      '260373001': 'POS',
      '52101004': 'POS',
      '11214006': 'POS',
      '373066001': 'POS',
      // negative, not detected, absent, non-reactive, no
      '260385009': 'NEG',
      '260415000': 'NEG',
      '2667000': 'NEG',
      '131194007': 'NEG',
      '373067005': 'NEG',
    },
  },
  {
    // Answer lists LL360-9 (positive, negative), LL744-4 (detected, not detected), LL361-7 (present, absent).
    systems: [codeSystems.loinc],
    codes: {
      'LA6576-8': 'POS',
      'LA6577-6': 'NEG',
      'LA11882-0': 'POS',
      'LA11883-8': 'NEG',
      'LA9633-4': 'POS',
      'LA9634-2': 'NEG',
    },
  },
  {
    // HL7 v2 table 0136, yes/no indicator.
    systems: [
      'http://terminology.hl7.org/CodeSystem/v2-0136',
      'http://hl7.org/fhir/v2/0136',
      'urn:oid:2.16.840.1.113883.12.136',
    ],
    codes: { Y: 'POS', N: 'NEG' },
  },
];

/** Words of a result, matched whole and in lower case. Traces and equivocal results are neither. */
export const qualitativeWords: readonly { readonly pattern: RegExp; readonly outcome: Answer }[] = [
  { pattern: /^(positive|pos|detected|present|reactive|yes|\+{1,4}|[1-4]\+|small|moderate|large)$/, outcome: 'POS' },
  {
    pattern: /^(negative|neg|not detected|none detected|absent|non-?reactive|no|none|none seen|nil|-)$/,
    outcome: 'NEG',
  },
  // SNOMED CT findings of dipstick tests: "Urine protein test = ++ (finding)", "Urine nitrite negative (finding)".
  { pattern: /^urine [a-z ]+ = \+{1,4} \(finding\)$/, outcome: 'POS' },
  { pattern: /^urine [a-z ]+ (= )?negative \(finding\)$/, outcome: 'NEG' },
];
