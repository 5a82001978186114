import { describe, expect, it } from 'vitest';
import { canonicalSystem } from './code-system.ts';
import { codeSystems } from './terminology.ts';

describe('canonicalSystem', () => {
  it.each([
    ['http://loinc.org', codeSystems.loinc],
    ['https://loinc.org/', codeSystems.loinc],
    ['urn:oid:2.16.840.1.113883.6.1', codeSystems.loinc],
    ['URN:OID:2.16.840.1.113883.6.96', codeSystems.snomed],
    ['2.16.840.1.113883.6.90', codeSystems.icd10cm],
    ['urn:oid:2.16.840.1.113883.6.3', codeSystems.icd10],
    ['urn:oid:2.16.840.1.113883.6.103', codeSystems.icd9cm],
    ['urn:oid:2.16.840.1.113883.6.8', codeSystems.ucum],
    ['http://snomed.info/sct/731000124108/version/20240901', codeSystems.snomed],
    ['http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-diagnosis-icd10', codeSystems.icd10cm],
    ['http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-diagnosis-icd9', codeSystems.icd9cm],
    [' http://purl.obolibrary.org/obo/hp.owl ', codeSystems.hpo],
  ])('%s', (system, canonical) => {
    expect(canonicalSystem(system)).toBe(canonical);
  });

  it('leaves what it does not know as it is', () => {
    expect(canonicalSystem('urn:oid:1.2.3/')).toBe('urn:oid:1.2.3/');
    // A longer OID under the same root is another system.
    expect(canonicalSystem('2.16.840.1.113883.6.10')).toBe('2.16.840.1.113883.6.10');
  });

  it('maps every canonical URL to itself', () => {
    for (const url of Object.values(codeSystems)) expect(canonicalSystem(url)).toBe(url);
  });

  it('does not look at what is too long for an address', () => {
    const long = `http://loinc.org${'/'.repeat(60_000)}x`;
    expect(canonicalSystem(long)).toBe(long);
    expect(canonicalSystem(`http://loinc.org${'/'.repeat(400)}`)).not.toBe('http://loinc.org');
    expect(canonicalSystem('http://loinc.org///')).toBe('http://loinc.org');
  });
});
