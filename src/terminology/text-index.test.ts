import { describe, expect, it } from 'vitest';
import { Ontology, type Term } from './ontology.ts';
import { TextIndex, textKey } from './text-index.ts';

function term(id: string, label: string, synonyms: string[] = [], parents = ['HP:0000118']): Term {
  return { id, label, parents, synonyms, altIds: [], xrefs: [] };
}

const index = new TextIndex(
  new Ontology(
    'test',
    [
      term('HP:0000118', 'Phenotypic abnormality', [], []),
      term('HP:0000787', 'Nephrolithiasis', ['Kidney stones', 'Kidney stone']),
      term('HP:0000964', 'Eczematoid dermatitis', ['Eczema', 'Shared name']),
      term('HP:0001631', 'Atrial septal defect', ['ASD', 'Shared name']),
      term('HP:0002090', 'Pneumonia'),
      term('HP:0009999', 'Something else', ['Pneumonia']),
      term('HP:0003577', 'Congenital onset', [], []),
    ],
    [],
  ),
);

describe('textKey', () => {
  it.each([
    ['  Kidney\u200b  STONE ', 'kidney stone'],
    ['Asthma (disorder)', 'asthma'],
    ['Pneumonia, unspecified', 'pneumonia'],
    ['Unspecified jaundice', 'jaundice'],
    ['Hepatomegaly, not elsewhere classified', 'hepatomegaly'],
    ['Crohn’s disease', 'crohns disease'],
    ['Ｆｅｖｅｒ', 'fever'],
  ])('%j → %j', (text, key) => {
    expect(textKey(text)).toBe(key);
  });

  it('keeps what changes the meaning', () => {
    expect(textKey('History of asthma (situation)')).toBe('history of asthma situation');
    expect(textKey('No fever')).not.toBe(textKey('Fever'));
  });
});

describe('TextIndex', () => {
  it('finds labels and exact synonyms, singular or plural', () => {
    expect(index.find('NEPHROLITHIASIS')).toEqual({ term: 'HP:0000787', by: 'label' });
    expect(index.find('kidney-stones')).toEqual({ term: 'HP:0000787', by: 'synonym' });
    expect(index.find('Atrial septal defects')).toEqual({ term: 'HP:0001631', by: 'label' });
  });

  it('prefers a label to another term’s synonym', () => {
    expect(index.find('Pneumonia')).toEqual({ term: 'HP:0002090', by: 'label' });
  });

  it('answers nothing for shared synonyms, abbreviations and terms that are no phenotypes', () => {
    expect(index.find('Shared name')).toBeUndefined();
    expect(index.find('ASD')).toBeUndefined();
    expect(index.find('Congenital onset')).toBeUndefined();
    expect(index.find('')).toBeUndefined();
  });
});
