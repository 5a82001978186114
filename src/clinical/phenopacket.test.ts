import { describe, expect, it } from 'vitest';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { Ontology, type Term } from '../terminology/ontology.ts';
import { readPhenopacket, yearsOf } from './phenopacket.ts';

const term = (id: string, label: string, altIds: readonly string[] = []): Term => ({
  id,
  label,
  parents: [],
  synonyms: [],
  altIds,
  xrefs: [],
});
const ontology = new Ontology(
  '2024-08-13',
  [term('HP:0001083', 'Ectopia lentis', ['HP:0007680']), term('HP:0001250', 'Seizure')],
  [{ id: 'HP:0000001' }],
);

const packet = {
  id: 'PMID_1_case_1',
  subject: { id: 'case 1', sex: 'FEMALE', timeAtLastEncounter: { age: { iso8601duration: 'P3Y6M' } } },
  phenotypicFeatures: [
    { type: { id: 'HP:0007680', label: 'Lens dislocation' }, onset: { age: { iso8601duration: 'P2Y' } } },
    { type: { id: 'HP:0001250', label: 'Seizure' }, excluded: true },
  ],
  interpretations: [{ diagnosis: { disease: { id: 'OMIM:154700', label: 'Marfan syndrome' } } }],
  diseases: [
    { term: { id: 'ORPHANET:558', label: 'Marfan syndrome' } },
    { term: { id: 'OMIM:1', label: 'ruled out' }, excluded: true },
  ],
  metaData: { created: '2025-10-21T19:25:27Z', externalReferences: [{ id: 'PMID:1' }] },
};

describe('readPhenopacket', () => {
  it('reads subject, findings, every disease id and the publication', () => {
    const { case: found, diseases, publications } = readPhenopacket(packet, ontology);
    expect(found.subject).toEqual({ reference: 'Patient/case 1', sex: 'female', ageYears: 3.5 });
    expect(found.indexTime).toBe('2025-10-21T19:25:27Z');
    expect(found.findings.map(({ term: id, status }) => [id, status])).toEqual([
      ['HP:0001083', 'present'],
      ['HP:0001250', 'excluded'],
    ]);
    expect(found.findings[0]!.sources).toEqual([
      {
        reference: 'PMID_1_case_1',
        display: 'Lens dislocation',
        derivation: 'phenopacket feature HP:0007680, onset at P2Y',
      },
    ]);
    expect(diseases).toEqual(['OMIM:154700', 'ORPHA:558']);
    expect(publications).toEqual(['PMID:1']);
  });

  it('counts and reports unknown and obsolete terms', () => {
    const phenotypicFeatures = ['HP:9999999', 'HP:9999999', 'HP:0000001'].map((id) => ({ type: { id } }));
    const { case: found } = readPhenopacket({ id: 'x', phenotypicFeatures }, ontology);
    expect(found.findings).toEqual([]);
    expect(found.coverage.unmapped.map(({ code, count }) => [code, count])).toEqual([
      ['HP:9999999', 2],
      ['HP:0000001', 1],
    ]);
    expect(found.issues.map(({ code }) => code)).toEqual(['unknown-term', 'unknown-term', 'obsolete-term']);
  });

  it('takes a contradicted feature as present, and says so', () => {
    const phenotypicFeatures = [true, false, true].map((excluded) => ({ type: { id: 'HP:0001250' }, excluded }));
    const { case: found } = readPhenopacket({ id: 'x', phenotypicFeatures }, ontology);
    expect(found.findings.map(({ status }) => status)).toEqual(['present']);
    expect(found.issues.map(({ code }) => code)).toEqual(['contradiction', 'contradiction']);
  });

  it('accepts an empty profile', () => {
    expect(readPhenopacket({ id: 'x' }, ontology).case.findings).toEqual([]);
  });

  it.each([
    [null, ''],
    [{}, 'id'],
    [{ id: 'x', phenotypicFeatures: [{ type: { id: 'HP:0001250' } }, { type: {} }] }, 'phenotypicFeatures[1].type.id'],
    [{ id: 'x', subject: { sex: 'female' } }, 'subject.sex'],
  ])('names the element that is wrong: %j', (document, element) => {
    const thrown = (() => {
      try {
        return readPhenopacket(document, ontology);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(HoofbeatsError);
    expect((thrown as HoofbeatsError).expression).toEqual([element]);
  });
});

describe('yearsOf', () => {
  it.each([
    ['P80Y', 80],
    ['P1M', 1 / 12],
    ['P2W', 14 / 365.2425],
    ['P1Y2M3DT4H', 1 + 2 / 12 + 3 / 365.2425],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s → %s', (duration, years) => {
    expect(yearsOf(duration)).toEqual(years);
  });
});
