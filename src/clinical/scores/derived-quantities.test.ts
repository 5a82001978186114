import { describe, expect, it } from 'vitest';
import type { Sex } from '../case.ts';
import { anionGap, anionGapCorrected, anionGapWithPotassium } from './anion-gap.ts';
import { egfr, egfrBoth, egfrCystatin } from './ckd-epi.ts';
import { correctedCalcium } from './corrected-calcium.ts';
import { dDimerByAge } from './d-dimer.ts';
import { fib4 } from './fib4.ts';
import type { Score, ScoreValues } from './score.ts';

const value = (score: Score, values: ScoreValues): number => {
  const result = score.compute(values);
  return result.kind === 'assessed' ? result.value : Number.NaN;
};

describe('eGFR', () => {
  const of = (score: Score, ageYears: number, sex: Sex, measured: ScoreValues['measured']) =>
    value(score, { ageYears, sex, measured });

  it('gives what the calculator of the National Kidney Foundation gives', () => {
    // https://www.kidney.org/professionals/gfr_calculator, as those who compared their own with it quote it: 1.2 mg/dL at
    // 55 years in a man, and 1.1 mg/dL at 50
    expect(of(egfr, 55, 'male', { creatinine: 1.2 })).toBe(71);
    expect(of(egfr, 50, 'male', { creatinine: 1.1 })).toBe(82);
  });

  it('is the leading factor at the knot of the curve, aged by the years', () => {
    // At the usual creatinine both slopes are 1: 142 · 0.9938^50 = 104.0, and 1.012 times that in women.
    expect(of(egfr, 50, 'male', { creatinine: 0.9 })).toBe(104);
    expect(of(egfr, 50, 'female', { creatinine: 0.7 })).toBe(105);
    // 133 · 0.996^50 = 108.8; times 0.932 in women
    expect(of(egfrCystatin, 50, 'male', { cystatinC: 0.8 })).toBe(109);
    expect(of(egfrCystatin, 50, 'female', { cystatinC: 0.8 })).toBe(101);
    // 135 · 0.9961^50 = 111.0; times 0.963 in women
    expect(of(egfrBoth, 50, 'male', { creatinine: 0.9, cystatinC: 0.8 })).toBe(111);
    expect(of(egfrBoth, 50, 'female', { creatinine: 0.7, cystatinC: 0.8 })).toBe(107);
  });

  it('falls with creatinine, on both sides of the knot', () => {
    const falling = [0.4, 0.6, 0.8, 0.9, 1, 1.5, 3, 8].map((creatinine) => of(egfr, 60, 'male', { creatinine }));
    expect(falling).toEqual([...falling].sort((a, b) => b - a));
    expect(new Set(falling).size).toBe(falling.length);
  });

  it('needs an adult, the sex and a concentration', () => {
    const measured = { creatinine: 1 };
    expect(egfr.compute({ ageYears: 17, sex: 'male', measured })).toMatchObject({ kind: 'not-assessable' });
    expect(egfr.compute({ ageYears: 40, measured })).toMatchObject({ missing: ['sex'] });
    expect(egfr.compute({ ageYears: 40, sex: 'male', measured: {} })).toMatchObject({ missing: ['Creatinine'] });
    expect(egfr.compute({ ageYears: 40, sex: 'male', measured: { creatinine: 0 } }).kind).toBe('not-assessable');
    expect(egfrBoth.compute({ ageYears: 40, sex: 'male', measured })).toMatchObject({ missing: ['Cystatin C'] });
  });
});

describe('FIB-4', () => {
  // https://www.droracle.ai/articles/190983/how-to-calculate-fib-4-fibrosis-4-index: 50 · 40 / (200 · √36) = 1.67
  const measured = { aspartateAminotransferase: 40, alanineAminotransferase: 36, platelets: 200 };

  it('gives the published example', () => {
    expect(value(fib4, { ageYears: 50, measured })).toBeCloseTo(1.67, 2);
  });

  it('names what is missing', () => {
    expect(fib4.compute({ ageYears: 50, measured: { platelets: 200 } })).toMatchObject({
      missing: ['Aspartate aminotransferase', 'Alanine aminotransferase'],
    });
    expect(fib4.compute({ measured }).kind).toBe('not-assessable');
    expect(fib4.compute({ ageYears: 50, measured: { ...measured, platelets: 0 } }).kind).toBe('not-assessable');
  });
});

describe('anion gap', () => {
  const measured = { sodium: 140, potassium: 4, chloride: 100, bicarbonate: 24, albumin: 2 };

  it('is sodium without chloride and bicarbonate', () => {
    // https://vimatics.com/usmle/OneLiner_987/
    expect(value(anionGap, { measured: { sodium: 138, chloride: 103, bicarbonate: 8 } })).toBe(27);
    expect(value(anionGap, { measured })).toBe(16);
    expect(value(anionGapWithPotassium, { measured })).toBe(20);
  });

  it('is 2.5 mmol/L higher for each g/dL of albumin that lacks', () => {
    expect(value(anionGapCorrected, { measured })).toBe(21);
    expect(value(anionGapCorrected, { measured: { ...measured, albumin: 4 } })).toBe(16);
  });

  it('names what is missing', () => {
    expect(anionGapCorrected.compute({ measured: { sodium: 140, chloride: 100 } })).toMatchObject({
      missing: ['Bicarbonate', 'Albumin'],
    });
  });
});

describe('corrected calcium', () => {
  it.each([
    // https://atmedstu.sinethhospitals.com/tools/corrected-calcium-calculator.php
    [7.2, 2, 8.8],
    // https://azcalk.com/how-to-calculate-corrected-calcium
    [8, 2.5, 9.2],
    // https://theprimecalculator.com/health/corrected-calcium/formula
    [8.5, 3, 9.3],
    [9.4, 4, 9.4],
  ])('of %d mg/dL with albumin %d g/dL is %d', (calcium, albumin, expected) => {
    expect(value(correctedCalcium, { measured: { calcium, albumin } })).toBeCloseTo(expected, 6);
  });

  it('needs the albumin', () => {
    expect(correctedCalcium.compute({ measured: { calcium: 8 } })).toMatchObject({ missing: ['Albumin'] });
  });
});

describe('D-dimer by age', () => {
  // Righini M et al., JAMA 2014;311:1117: 500 ng/mL to 50 years, then age times 10.
  it.each([
    [40, 500, 1],
    [50.9, 499, 499 / 500],
    [78, 780, 1],
    [78.9, 779, 779 / 780],
    [80, 400, 0.5],
  ])('at %d years holds %d ng/mL against the cut-off of the age', (ageYears, dimer, ratio) => {
    expect(value(dDimerByAge, { ageYears, measured: { dimer } })).toBeCloseTo(ratio, 9);
  });

  it('needs the age of an adult', () => {
    expect(dDimerByAge.compute({ measured: { dimer: 400 } }).kind).toBe('not-assessable');
    expect(dDimerByAge.compute({ ageYears: 17, measured: { dimer: 400 } }).kind).toBe('not-assessable');
  });
});
