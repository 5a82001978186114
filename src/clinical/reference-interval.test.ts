import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../config/paths.ts';
import type { Sex } from './case.ts';
import { adultIntervals } from './reference-interval.ts';
import { intervalSources } from './tables/reference-interval-sources.ts';
import { referenceIntervals } from './tables/reference-intervals.ts';

const limitsOf = (...[loinc, sex, age]: Parameters<typeof adultIntervals>) => {
  const lookup = adultIntervals(loinc, sex, age);
  return lookup.kind === 'none' ? lookup.reason : lookup.intervals.map(({ low, high }) => [low, high]);
};

describe('adultIntervals', () => {
  it('goes by sex and by the age at the measurement', () => {
    expect(limitsOf('718-7', 'male', 40)).toEqual([[14, 18]]);
    expect(limitsOf('718-7', 'female', 40)).toEqual([[12, 16]]);
    expect(limitsOf('2484-4', 'male', 39.9)).toEqual([[114, 492]]);
    expect(limitsOf('2484-4', 'male', 40)).toEqual([[90, 360]]);
  });

  it('gives those of both sexes where the sex is not known', () => {
    expect(limitsOf('718-7', undefined, 40)).toHaveLength(2);
    expect(limitsOf('2951-2', undefined, 40)).toEqual([[136, 145]]);
  });

  it('does not judge a patient of unknown sex, or a woman, by what is known of men alone', () => {
    expect(limitsOf('15067-2', 'male', 40)).toEqual([[1, 7]]);
    expect(limitsOf('15067-2', 'female', 40)).toBe('no-reference-interval');
    expect(limitsOf('15067-2', undefined, 40)).toBe('no-reference-interval');
  });

  it('has none for children, for an unknown age, or for an unknown test', () => {
    expect(limitsOf('718-7', 'male', 17.9)).toBe('child-without-limits');
    expect(limitsOf('718-7', 'male', undefined)).toBe('age-unknown');
    expect(limitsOf('0-0', 'male', 40)).toBe('no-reference-interval');
  });

  it('covers eighty analytes and more, from every source that is named', () => {
    expect(new Set(referenceIntervals.map(({ analyte }) => analyte)).size).toBeGreaterThanOrEqual(80);
    const used = new Set(referenceIntervals.map(({ source }) => source));
    expect(Object.keys(intervalSources).filter((source) => !used.has(source as never))).toEqual([]);
  });
});

const data = process.env.HOOFBEATS_DATA ?? join(projectRoot, '..', 'shared', 'data');
const percentiles = join(data, 'nhanes', 'percentiles_by_loinc.csv');
// The body of a describe that is skipped runs too.
const percentileRows = existsSync(percentiles) ? readFileSync(percentiles, 'utf8').trim().split('\n').slice(1) : [];

/**
 * NHANES 2017–18 is a population, not a healthy one: obesity, diabetes, fatty liver and iron deficiency are common in it.
 * So its median must lie within the interval, and more than one in twenty beyond only of what those diseases change.
 */
describe.skipIf(!existsSync(percentiles))('adult intervals beside NHANES 2017–18 (shared/data/nhanes)', () => {
  const rows = percentileRows.map((line) => {
    const [loinc = '', , , sex, , , , p05, p50, p95] = line.split(',');
    return { loinc, sex: sex as Sex, p05: Number(p05), p50: Number(p50), p95: Number(p95) };
  });
  const judged = rows.flatMap((row) => {
    const lookup = adultIntervals(row.loinc, row.sex, 45);
    return lookup.kind === 'none' ? [] : lookup.intervals.map((interval) => ({ ...row, ...interval }));
  });
  // Our own grey zone of 10 % lies around every interval.
  const beyond = 0.1;

  it('compares most of its analytes', () => {
    expect(new Set(judged.map(({ loinc }) => loinc)).size).toBeGreaterThanOrEqual(20);
  });

  it('have the median within', () => {
    const outside = judged.filter(({ p50, low = 0, high = Number.POSITIVE_INFINITY }) => p50 < low || p50 > high);
    expect(outside.map(({ analyte, sex }) => `${analyte}, ${sex}`)).toEqual([]);
  });

  it('have more than one in twenty below only of iron and of HDL cholesterol, a decision limit', () => {
    const low = judged.filter((row) => row.low !== undefined && row.p05 < row.low * (1 - beyond));
    expect(low.map(({ analyte, sex }) => `${analyte}, ${sex}`)).toEqual(['Iron, female', 'HDL cholesterol, male']);
  });

  it('have more than one in twenty above only of what diet, weight, muscle and the liver raise', () => {
    const high = judged.filter((row) => row.high !== undefined && row.p95 > row.high * (1 + beyond));
    expect([...new Set(high.map(({ analyte }) => analyte))].sort()).toEqual([
      'Alanine aminotransferase',
      'Aspartate aminotransferase',
      'Bilirubin, total',
      'Creatine kinase',
      'Gamma-glutamyltransferase',
      'Glucose, fasting',
      'Haemoglobin A1c',
      'Triglycerides',
      'Urate',
      'Urea nitrogen',
    ]);
  });
});
