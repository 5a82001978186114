import { describe, expect, it } from 'vitest';
import { condition, normaliseRecord, statuses } from '../../test/fixtures/record.ts';

const snomed = (code: string) => ({ system: 'http://snomed.info/sct', code });
const lens = snomed('74969002');
const icd10 = (code: string, display?: string) => ({ system: 'urn:oid:2.16.840.1.113883.6.90', code, display });
const verified = (code: string) => ({ verificationStatus: { coding: [{ code }] } });

describe('conditions', () => {
  it.each([
    [{}, 'present HP:0001083'],
    [verified('confirmed'), 'present HP:0001083'],
    [verified('provisional'), 'present HP:0001083'],
    [verified('differential'), 'unknown HP:0001083'],
    [verified('refuted'), 'excluded HP:0001083'],
  ])('with %j is %s', (members, expected) => {
    expect(statuses({ conditions: [condition(lens, members)] })).toEqual([expected]);
  });

  it('does not exclude the wider term when a narrower diagnosis is refuted', () => {
    const narrower = snomed('407643005');
    expect(statuses({ conditions: [condition(narrower)] })).toEqual(['present HP:0001083']);
    const { findings, coverage } = normaliseRecord({ conditions: [condition(narrower, verified('refuted'))] });
    expect(findings).toEqual([]);
    expect(coverage.ignored).toEqual({ 'refuted-narrower': 1 });
  });

  it('does not exclude by our own table, which names wider terms', () => {
    const { findings, coverage } = normaliseRecord({ conditions: [condition(icd10('I10'), verified('refuted'))] });
    expect(findings).toEqual([]);
    expect(coverage.ignored).toEqual({ 'refuted-narrower': 1 });
  });

  it.each(['Seizures?', 'r/o seizures', 'no seizures'])('does not take "%s" for a finding', (text) => {
    expect(statuses({ conditions: [condition({}, { code: { text } })] })).toEqual([]);
  });

  it('sets aside what was entered in error', () => {
    expect(normaliseRecord({ conditions: [condition(lens, verified('entered-in-error'))] }).coverage.ignored).toEqual({
      'entered-in-error': 1,
    });
  });

  it('says how it was derived and what to think of it', () => {
    const members = {
      ...verified('provisional'),
      clinicalStatus: { coding: [{ code: 'resolved' }] },
      category: { coding: [{ code: 'encounter-diagnosis' }] },
      onsetDateTime: '2020-03',
    };
    const [finding] = normaliseRecord({ conditions: [condition({ ...lens, display: 'Lens' }, members)] }).findings;
    expect(finding?.sources[0]).toMatchObject({
      display: 'Lens',
      date: '2020-03',
      derivation: 'SNOMED CT 74969002; provisional diagnosis, resolved, encounter diagnosis',
    });
  });

  it('reads HPO codes directly, mapping obsolete ones and refusing unknown ones', () => {
    const hpo = (code: string) => condition({ system: 'http://human-phenotype-ontology.org', code });
    expect(statuses({ conditions: [hpo('HP:0001250')] })).toEqual(['present HP:0001250']);
    const replaced = normaliseRecord({ conditions: [hpo('HP:0009999')] });
    expect(replaced.findings[0]?.term).toBe('HP:0001250');
    expect(replaced.issues).toMatchObject([{ code: 'obsolete-term', severity: 'information' }]);
    expect(normaliseRecord({ conditions: [hpo('HP:0000003')] }).issues).toMatchObject([{ code: 'obsolete-term' }]);
    const unknown = normaliseRecord({ conditions: [hpo('HP:7777777')] });
    expect(unknown.issues).toMatchObject([{ code: 'unknown-term' }]);
    expect(unknown.coverage.unmapped).toMatchObject([{ code: 'HP:7777777' }]);
  });

  it('scans all codings, then the words, then our own table', () => {
    const both = condition(icd10('Q12.1'), { code: { coding: [icd10('Q12.1'), lens], text: 'Seizure' } });
    expect(statuses({ conditions: [both] })).toEqual(['present HP:0001083']);
    expect(statuses({ conditions: [condition(icd10('X.9', 'Dislocated lens'))] })).toEqual([]);
    expect(statuses({ conditions: [condition(icd10('Q99.9', 'Dislocated lens'))] })).toEqual(['present HP:0001083']);
    expect(statuses({ conditions: [condition(icd10('I10'))] })).toEqual(['present HP:0000822']);
    expect(statuses({ conditions: [condition({}, { code: { text: 'seizures' } })] })).toEqual(['present HP:0001250']);
  });

  it.each([
    ['Z94.0', 'status-or-history'],
    ['V43.52XA', 'external-cause'],
    ['W10.9XXA', 'external-cause'],
    ['S72.142A', 'injury'],
    ['T43505S', 'injury'],
    ['O80', 'pregnancy'],
    ['F17210', 'substance-use'],
  ])('sets ICD-10-CM %s aside as %s', (code, reason) => {
    expect(normaliseRecord({ conditions: [condition(icd10(code))] }).coverage.ignored).toEqual({ [reason]: 1 });
  });

  it('does not take a fracture that a map knows for a mere injury', () => {
    expect(statuses({ conditions: [condition(icd10('S06.9', 'Seizure'))] })).toEqual(['present HP:0001250']);
  });

  it('knows ICD-9-CM E and V codes from ICD-10-CM ones', () => {
    const icd9 = (code: string) => condition({ system: 'http://hl7.org/fhir/sid/icd-9-cm', code });
    expect(normaliseRecord({ conditions: [icd9('E8859'), icd9('V1582'), icd9('80501')] }).coverage.ignored).toEqual({
      'external-cause': 1,
      injury: 1,
      'status-or-history': 1,
    });
    expect(statuses({ conditions: [icd9('4019')] })).toEqual(['present HP:0000822']);
  });

  it('keeps the diagnosis that the record already holds', () => {
    const marfan = condition({ ...snomed('19346006'), display: 'Marfan syndrome' });
    expect(normaliseRecord({ conditions: [marfan] }).knownDiagnoses).toEqual([
      { ids: ['OMIM:154700', 'ORPHA:558'], display: 'Marfan syndrome', reference: `Condition/${marfan.id}` },
    ]);
    expect(
      normaliseRecord({ conditions: [condition({}, { code: { text: 'Marfan syndrome' } })] }).knownDiagnoses,
    ).toHaveLength(1);
  });

  it.each([
    ['confirmed', 1],
    ['provisional', 0],
    ['unconfirmed', 0],
    ['differential', 0],
    ['refuted', 0],
    ['anything', 0],
  ])('takes a disease that is %s for known %i times', (status, times) => {
    const marfan = condition(snomed('19346006'), verified(status));
    expect(normaliseRecord({ conditions: [marfan] }).knownDiagnoses).toHaveLength(times);
  });

  it('reports a condition without code and text', () => {
    const { issues, coverage } = normaliseRecord({ conditions: [{ resourceType: 'Condition', id: 'x' }] });
    expect(issues).toMatchObject([
      { code: 'condition-without-code', reference: 'Condition/x', expression: 'Condition.code' },
    ]);
    expect(coverage.ignored).toEqual({ 'no-code': 1 });
  });
});
