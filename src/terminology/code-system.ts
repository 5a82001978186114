import { codeSystems } from './terminology.ts';

type SystemName = keyof typeof codeSystems;

/**
 * Other names under which systems send the code systems. OIDs are those of the HL7 OID registry
 * (https://www.hl7.org/oid, https://terminology.hl7.org/external_terminologies.html).
 */
const aliases: Readonly<Record<SystemName, readonly string[]>> = {
  loinc: ['2.16.840.1.113883.6.1', 'http://www.loinc.org'],
  snomed: [
    '2.16.840.1.113883.6.96',
    'http://snomed.info/id',
    'http://www.snomed.org',
    'http://www.ihtsdo.org/snomed-ct',
  ],
  icd10cm: [
    '2.16.840.1.113883.6.90',
    'http://www.cms.gov/medicare/coding/icd10',
    'http://www.cdc.gov/nchs/icd/icd10cm',
    'http://terminology.hl7.org/CodeSystem/icd10CM',
    // MIMIC-IV on FHIR carries ICD-10-CM and ICD-9-CM under local names (https://mimic.mit.edu/fhir).
    'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-diagnosis-icd10',
  ],
  icd10: ['2.16.840.1.113883.6.3', 'http://www.who.int/classifications/icd'],
  icd9cm: [
    '2.16.840.1.113883.6.103',
    '2.16.840.1.113883.6.2',
    'http://hl7.org/fhir/sid/icd-9-cm/diagnosis',
    'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-diagnosis-icd9',
  ],
  hpo: [
    '2.16.840.1.113883.6.339',
    'http://purl.obolibrary.org/obo/hp.owl',
    'http://purl.obolibrary.org/obo/hp.fhir',
    'http://www.human-phenotype-ontology.org',
  ],
  omim: ['2.16.840.1.113883.6.174', 'http://omim.org'],
  orphanet: ['http://orpha.net', 'http://www.orpha.net/ordo'],
  mondo: ['http://purl.obolibrary.org/obo/mondo', 'http://purl.obolibrary.org/obo/mondo.fhir'],
  ucum: ['2.16.840.1.113883.6.8', 'http://unitsofmeasure.org/ucum.html'],
};

/** What remains of an address when scheme security, case, edition and trailing signs are set aside. */
function bare(system: string): string {
  return (
    system
      .trim()
      .toLowerCase()
      .replace(/^urn:oid:/, '')
      .replace(/^https:/, 'http:')
      .replace(/[/#]+$/, '')
      // http://snomed.info/sct/[module]/version/[date] names an edition (SNOMED CT URI Standard §2).
      .replace(/^(http:\/\/snomed\.info\/sct)\/.*$/, '$1')
  );
}

const canonical: ReadonlyMap<string, string> = new Map(
  Object.entries(codeSystems).flatMap(([name, url]) =>
    [url, ...aliases[name as SystemName]].map((alias) => [bare(alias), url] as const),
  ),
);

// Longer than any address of a code system: what is longer is not looked at.
const longestAddress = 300;

/** Canonical URL of a code system given by URL, `urn:oid:…` or bare OID; what is not known comes back as it was. */
export function canonicalSystem(system: string): string {
  if (system.length > longestAddress) return system;
  return canonical.get(system) ?? canonical.get(bare(system)) ?? system;
}
