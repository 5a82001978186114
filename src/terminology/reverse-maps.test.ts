import { describe, expect, it } from 'vitest';
import { loadTerminology } from './load.ts';
import { loadReverseMaps } from './reverse-maps.ts';
import { codeSystems, type LabOutcome } from './terminology.ts';

const maps = loadReverseMaps();
const terminology = loadTerminology();
const abnormal: readonly LabOutcome[] = ['H', 'L', 'POS'];

describe('reverse maps', () => {
  it('find the test of a finding: homocysteine for its excess', () => {
    expect(maps.testFor('HP:0002160')).toBe('13965-9');
    expect(maps.testFor('HP:0003236')).toBe('2157-6');
  });

  it('know no test for what is seen, not measured, nor for what is no term', () => {
    expect(maps.testFor('HP:0001083')).toBeUndefined();
    // Fever and bradycardia.
    for (const vital of ['HP:0001945', 'HP:0001662']) expect(maps.testFor(vital)).toBeUndefined();
    expect(maps.testFor('constructor')).toBeUndefined();
  });

  it('agree with the maps read forwards: an abnormal result means the term', () => {
    const terms = [...terminology.ontology.descendants('HP:0001939')].filter(
      (term) => maps.testFor(term) !== undefined,
    );
    expect(terms.length).toBeGreaterThan(100);
    for (const term of terms) {
      const test = maps.testFor(term)!;
      const meanings = abnormal.flatMap((outcome) => terminology.laboratory(test, outcome));
      expect(
        meanings.filter(({ excluded }) => !excluded).map((meaning) => meaning.term),
        test,
      ).toContain(term);
    }
  });

  it('find the ICD-10-CM code of a disease by any of its ids, and it means the disease', () => {
    const found = maps.icd10cmOf(['OMIM:154700', 'ORPHA:558', 'MONDO:0007947']);
    expect(found).toEqual({ code: 'Q87.4', display: 'Marfan syndrome' });
    expect(terminology.diseases(codeSystems.icd10cm, found!.code)).toContain('MONDO:0007947');
  });

  it('do not choose between several codes, as sickle-cell disease has, and know none for most', () => {
    expect(maps.icd10cmOf(['MONDO:0011382'])).toBeUndefined();
    expect(maps.icd10cmOf(['OMIM:236200'])).toBeUndefined();
    expect(maps.icd10cmOf([])).toBeUndefined();
  });
});
