/** Codes of answers that mean positive or negative, by code. SNOMED CT qualifier values and LOINC answers. */
export const qualitativeCodes: Readonly<Record<string, 'POS' | 'NEG'>> = {
  // SNOMED CT: positive, detected, present, abnormal presence, reactive
  '10828004': 'POS',
  '260373001': 'POS',
  '52101004': 'POS',
  '11214006': 'POS',
  '373066001': 'POS',
  // SNOMED CT: negative, not detected, absent, non-reactive, no
  '260385009': 'NEG',
  '260415000': 'NEG',
  '2667000': 'NEG',
  '131194007': 'NEG',
  '373067005': 'NEG',
  // LOINC answer lists LL360-9 (positive, negative), LL744-4 (detected, not detected), LL361-7 (present, absent)
  'LA6576-8': 'POS',
  'LA6577-6': 'NEG',
  'LA11882-0': 'POS',
  'LA11883-8': 'NEG',
  'LA9633-4': 'POS',
  'LA9634-2': 'NEG',
  // HL7 v2 table 0136
  Y: 'POS',
  N: 'NEG',
};

/** Words of a result, matched whole and in lower case. Traces and equivocal results are neither. */
export const qualitativeWords: readonly { readonly pattern: RegExp; readonly outcome: 'POS' | 'NEG' }[] = [
  { pattern: /^(positive|pos|detected|present|reactive|yes|\+{1,4}|[1-4]\+|small|moderate|large)$/, outcome: 'POS' },
  {
    pattern: /^(negative|neg|not detected|none detected|absent|non-?reactive|no|none|none seen|nil|-)$/,
    outcome: 'NEG',
  },
  // SNOMED CT findings of dipstick tests: "Urine protein test = ++ (finding)", "Urine nitrite negative (finding)".
  { pattern: /^urine [a-z ]+ = \+{1,4} \(finding\)$/, outcome: 'POS' },
  { pattern: /^urine [a-z ]+ (= )?negative \(finding\)$/, outcome: 'NEG' },
];
