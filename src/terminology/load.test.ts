import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/fixtures/temporary-file.ts';
import { loadTerminology } from './load.ts';
import { codeSystems } from './terminology.ts';

const { loinc, snomed, icd10cm, icd9cm, hpo, omim, orphanet, mondo } = codeSystems;
const terminology = loadTerminology();
const labels = (meanings: readonly { readonly term: string }[]) =>
  meanings.map(({ term }) => terminology.ontology.terms.get(term)?.label);

describe('loadTerminology', () => {
  it('has the whole ontology, in two languages, with old ids', () => {
    expect(terminology.ontology.terms.size).toBe(18_989);
    expect(terminology.ontology.version).toBe('2024-08-13');
    const lens = terminology.ontology.terms.get('HP:0001083');
    expect(lens).toMatchObject({ label: 'Ectopia lentis', parents: ['HP:0000517'] });
    expect(lens?.labelEs).toBeTruthy();
    expect(lens?.synonyms.length).toBeGreaterThan(0);
    expect(terminology.ontology.isPhenotype('HP:0001083')).toBe(true);
  });

  it('names the release of every source', () => {
    expect(terminology.versions.hpo).toBe('2024-08-13');
    expect(terminology.versions['loinc-hpo']).toMatch(/^loinc2hpo sha256:[0-9a-f]{12}, HPO 2024-08-13$/);
    expect(terminology.versions['mondo-omim']).toBe('MONDO 2026-08-04');
  });

  it('reads laboratory outcomes; a normal count excludes what the count shows and no more', () => {
    expect(terminology.knowsLoinc('2823-3')).toBe(true);
    expect(terminology.knowsLoinc('0-0')).toBe(false);
    expect(terminology.laboratory('2823-3', 'H')).toEqual([
      { term: 'HP:0002153', excluded: false, map: 'loinc-hpo', equivalence: 'relatedto' },
    ]);
    const normalLeukocytes = terminology.laboratory('6690-2', 'N');
    expect(labels(normalLeukocytes)).toEqual(['Leukopenia', 'Leukocytosis']);
    expect(normalLeukocytes.every(({ excluded }) => excluded)).toBe(true);
    expect(labels(terminology.laboratory('21000-5', 'N'))).toEqual(['Increased RBC distribution width']);
    expect(terminology.laboratory('2823-3', 'POS')).toEqual([]);
  });

  it('reads condition codes of SNOMED CT, ICD-10-CM and HPO', () => {
    expect(labels(terminology.phenotypes(snomed, '74969002'))).toEqual(['Ectopia lentis']);
    expect(terminology.phenotypes(icd10cm, 'I10')).toEqual([
      { term: 'HP:0000822', excluded: false, map: 'icd10cm-hpo', equivalence: 'wider' },
    ]);
    expect(terminology.phenotypes(hpo, 'HP:0001083')).toHaveLength(1);
    expect(terminology.phenotypes(hpo, 'HP:0003577')).toEqual([]);
    expect(terminology.phenotypes(icd9cm, '4019')).toEqual([]);
    expect(terminology.phenotypes(loinc, '2823-3')).toEqual([]);
  });

  it('follows HPO ids that were merged', () => {
    const [old = ''] = terminology.ontology.terms.get('HP:0001250')?.altIds ?? [];
    expect(terminology.phenotypes(hpo, old)).toEqual([
      { term: 'HP:0001250', excluded: false, map: 'hpo', equivalence: 'equal' },
    ]);
  });

  it('lets an ICD-10-CM category speak for a code below it, and says so', () => {
    expect(terminology.phenotypes(icd10cm, 'J45909')).toEqual([
      { term: 'HP:0002099', excluded: false, map: 'icd10cm-hpo', equivalence: 'equivalent', category: 'J45' },
    ]);
    expect(labels(terminology.phenotypes(icd10cm, 'I12.9'))).toEqual(['Hypertension', 'Chronic kidney disease']);
    // In remission, and below a category whose mapping is only related.
    expect(terminology.phenotypes(icd10cm, 'F32.5')).toEqual([]);
    expect(terminology.phenotypes(icd10cm, 'K05.40')).toEqual([]);
  });

  it('finds the disease that a code stands for in all registers, from any of them', () => {
    const marfan = terminology.diseases(snomed, '19346006');
    expect(marfan).toEqual(expect.arrayContaining(['MONDO:0007947', 'OMIM:154700', 'ORPHA:558']));
    for (const [system, code] of [
      [icd10cm, 'Q87.4'],
      [icd10cm, 'Q874'],
      [omim, '154700'],
      [omim, 'OMIM:154700'],
      [orphanet, '558'],
      [mondo, 'MONDO:0007947'],
    ] as const) {
      expect(terminology.diseases(system, code), `${system}|${code}`).toEqual(marfan);
    }
    expect(terminology.diseases(snomed, '22298006000')).toEqual([]);
    expect(terminology.diseases(omim, '1')).toEqual(['OMIM:1']);
  });

  it('finds the disease of an ICD-10-CM category that is nothing but that disease', () => {
    const omim = (code: string) => terminology.diseases(icd10cm, code).filter((id) => id.startsWith('OMIM:'));
    for (const code of ['E84', 'E84.0', 'E84.9', 'E849']) expect(omim(code), code).toEqual(['OMIM:219700']);
    for (const code of ['Q87.40', 'Q87.410', 'Q87418']) expect(omim(code), code).toEqual(['OMIM:154700']);
    expect(omim('D57.1')).toEqual(['OMIM:603903']);
    expect(omim('E75.21')).toEqual(['OMIM:301500']);
    expect(omim('M32.9')).toEqual(['OMIM:152700']);
    // E75.2 is "Other sphingolipidosis".
    expect(omim('E75.29')).toEqual([]);
    expect(omim(`E84.${'0'.repeat(60_000)}`)).toEqual([]);
  });

  it('finds diseases by their names in MONDO', () => {
    expect(terminology.diseaseByText('Cystic fibrosis')).toEqual(terminology.diseases(icd10cm, 'E84'));
    expect(terminology.diseaseByText('Marfan syndrome (disorder)')).toContain('OMIM:154700');
    expect(terminology.diseaseByText("Fabry's disease")).toContain('OMIM:301500');
    for (const text of ['Cystic fibrosis?', 'r/o Marfan syndrome', 'constructor', '', 'fibrosis']) {
      expect(terminology.diseaseByText(text), text).toEqual([]);
    }
  });

  it('finds phenotypes by their words', () => {
    expect(terminology.phenotypeByText('Ectopia lentis')).toEqual({
      term: 'HP:0001083',
      excluded: false,
      map: 'hpo-label',
      equivalence: 'equal',
    });
    expect(terminology.phenotypeByText('asthma (disorder)')?.term).toBe('HP:0002099');
    for (const text of ['no asthma', 'Asthma?', 'r/o asthma', `asthma${' '.repeat(400)}x`]) {
      expect(terminology.phenotypeByText(text)).toBeUndefined();
    }
  });
});

describe('ConceptMaps that the user supplies', () => {
  const element = (code: string, target: string, equivalence: string) => ({
    code,
    target: [{ code: target, equivalence }],
  });
  const extraMap = (elements: unknown[]) => ({
    resourceType: 'ConceptMap',
    id: 'local-hpo',
    version: '7',
    group: [{ source: 'urn:oid:2.16.840.1.113883.6.103', target: hpo, element: elements }],
  });

  it('add to those that ship; a target that says more than the code is not used', () => {
    const extra = temporaryFolder();
    const elements = [element('401.9', 'HP:0000822', 'equivalent'), element('493', 'HP:0012393', 'narrower')];
    writeFileSync(join(extra, 'local.json'), JSON.stringify(extraMap(elements)));
    const extended = loadTerminology({ extra });
    expect(extended.phenotypes(icd9cm, '401.9')).toEqual([
      { term: 'HP:0000822', excluded: false, map: 'local-hpo', equivalence: 'equivalent' },
    ]);
    expect(extended.phenotypes(icd9cm, '493')).toEqual([]);
    expect(extended.versions['local-hpo']).toBe('7');
    expect(extended.phenotypes(icd10cm, 'I10')).toHaveLength(1);
  });

  it('are refused with file and element when they are malformed', () => {
    const extra = temporaryFolder();
    const file = join(extra, 'broken.json');
    writeFileSync(file, JSON.stringify(extraMap([{ code: 401 }])));
    expect(() => loadTerminology({ extra })).toThrow(file);
    expect(() => loadTerminology({ extra })).toThrow('group[0].element[0].code');
    writeFileSync(file, '{');
    expect(() => loadTerminology({ extra })).toThrow(file);
    expect(() => loadTerminology({ extra: '/nowhere' })).toThrow('/nowhere: the folder of the terminology');
  });
});
