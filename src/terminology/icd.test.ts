import { describe, expect, it } from 'vitest';
import { icd9Code, icd10Above, icd10Code, isInRemission, isVague } from './icd.ts';

describe('icd10Code', () => {
  it.each([
    ['E1165', 'E11.65'],
    [' e11.65 ', 'E11.65'],
    ['I10', 'I10'],
    ['S72001A', 'S72.001A'],
  ])('%s → %s', (code, dotted) => expect(icd10Code(code)).toBe(dotted));
});

describe('icd9Code', () => {
  it.each([
    ['4019', '401.9'],
    ['V5867', 'V58.67'],
    ['E8497', 'E849.7'],
    ['311', '311'],
    ['250.00', '250.00'],
  ])('%s → %s', (code, dotted) => expect(icd9Code(code)).toBe(dotted));
});

describe('icd10Above', () => {
  it('goes up to the category, nearest first', () => {
    expect(icd10Above('E11.65')).toEqual(['E11.6', 'E11']);
    expect(icd10Above('I10')).toEqual([]);
  });

  it('goes nowhere from a disease in remission', () => {
    for (const code of ['F10.21', 'F31.76', 'F32.5', 'F33.42', 'C90.01', 'C91.Z1'])
      expect(icd10Above(code)).toEqual([]);
    for (const code of ['F10.20', 'F32.9', 'F33.3', 'C90.02', 'C91.10']) expect(icd10Above(code)).not.toEqual([]);
  });
});

describe('isInRemission', () => {
  it('knows it of every revision, with or without the dot', () => {
    for (const code of ['F32.5', 'F3342', 'F10.21', 'F17.211', 'C9001'])
      expect(isInRemission(10, code), code).toBe(true);
    for (const code of ['F17.210', 'F32.9', 'F10.20']) expect(isInRemission(10, code), code).toBe(false);
    for (const code of ['296.26', '29635', '296.05']) expect(isInRemission(9, code), code).toBe(true);
    for (const code of ['296.20', '311', '296.36x']) expect(isInRemission(9, code), code).toBe(false);
  });
});

describe('isVague', () => {
  it('knows lists and leftovers', () => {
    expect(['Nausea and vomiting', 'Other cataract', 'Abscess or fistula'].every(isVague)).toBe(true);
    expect(['Anotherness', 'Candidal esophagitis', 'Chronic kidney disease, stage 3'].some(isVague)).toBe(false);
  });
});
