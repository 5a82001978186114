/** Code systems by the names that clinicians know them by. */
const names = {
  'http://snomed.info/sct': 'SNOMED CT',
  'http://hl7.org/fhir/sid/icd-10-cm': 'ICD-10-CM',
  'http://hl7.org/fhir/sid/icd-10': 'ICD-10',
  'http://loinc.org': 'LOINC',
  'http://www.omim.org': 'OMIM',
  'http://www.orpha.net': 'ORPHA',
};

/** A Coding as `ICD-10-CM I51.4`; nothing for a code of a system that is not known. Codes that name their system stand alone. */
export function codeText({ system, code }) {
  if (/^[A-Z]+:/.test(code)) return code;
  return names[system] && `${names[system]} ${code}`;
}
