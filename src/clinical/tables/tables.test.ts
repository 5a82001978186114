import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fhirProfilesDir } from '../../config/paths.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { sameUnit } from '../../terminology/ucum.ts';
import { commonFindings } from './common-findings.ts';
import { icdPhenotypes } from './icd-phenotypes.ts';
import { ignoredLoinc } from './ignored-codes.ts';
import { measurementRules } from './measurement-rules.ts';
import { referenceIntervals } from './reference-intervals.ts';
import { rejectedMapRows } from './rejected-map-rows.ts';

const ignored = Object.values(ignoredLoinc).flat();
const ruled = measurementRules.flatMap(({ loinc }) => loinc);

describe('reference intervals', () => {
  it('have limits in order', () => {
    for (const { low, high, normalLow, normalHigh } of referenceIntervals) {
      expect(low ?? high).toBeDefined();
      const limits = [low, normalLow, normalHigh, high].filter((limit) => limit !== undefined);
      expect(limits).toEqual([...limits].sort((a, b) => a - b));
    }
  });

  it('give each test, sex and age one row only', () => {
    const keys = referenceIntervals.flatMap(({ loinc, sex, ageMin, ageMax }) =>
      loinc.map((code) => [code, sex, ageMin, ageMax].join('|')),
    );
    expect(keys.length).toBe(new Set(keys).size);
  });

  it('are in units that UCUM knows', () => {
    expect(referenceIntervals.filter(({ unit }) => !sameUnit(unit, unit)).map(({ analyte }) => analyte)).toEqual([]);
  });

  it('concern no code that is set aside or has a rule of its own', () => {
    const codes = referenceIntervals.flatMap(({ loinc }) => loinc);
    expect(codes.filter((code) => ignored.includes(code) || ruled.includes(code))).toEqual([]);
  });
});

describe('measurement rules', () => {
  it('have bands that do not overlap and lie within what is plausible', () => {
    for (const { bands, plausible } of measurementRules) {
      const ends = bands.map(({ from, above, upTo, below }) => [
        from ?? above ?? plausible[0],
        upTo ?? below ?? plausible[1],
      ]);
      for (const [index, [start = 0, end = 0]] of ends.entries()) {
        expect(start).toBeLessThan(end);
        const next = ends[index + 1]?.[0];
        if (next !== undefined) expect(end).toBeLessThanOrEqual(next);
      }
    }
  });

  it('say something in every band, and name their source', () => {
    for (const { bands, source } of measurementRules) {
      expect(source).not.toBe('');
      for (const { present = [], excluded = [] } of bands) expect(present.length + excluded.length).toBeGreaterThan(0);
    }
  });
});

describe('ICD phenotypes', () => {
  it('give each code one term only', () => {
    for (const codes of [
      icdPhenotypes.flatMap(({ icd10 }) => icd10),
      icdPhenotypes.flatMap(({ icd9 }) => icd9 ?? []),
    ]) {
      expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    }
  });
});

describe.skipIf(!existsSync(join(fhirProfilesDir, 'terminology', 'CodeSystem-hpo.json.gz')))(
  'the tables beside the shipped terminology',
  () => {
    const terminology = loadTerminology();
    const { ontology } = terminology;

    it('judge only tests that the map knows', () => {
      const codes = referenceIntervals.flatMap(({ loinc }) => loinc);
      expect(codes.filter((code) => !terminology.knowsLoinc(code))).toEqual([]);
    });

    it('reject only rows that the map has', () => {
      const codes = rejectedMapRows.flatMap(({ loinc }) => loinc);
      expect(codes.filter((code) => !terminology.knowsLoinc(code))).toEqual([]);
    });

    it('are live phenotypes', () => {
      const used = measurementRules.flatMap(({ bands }) =>
        bands.flatMap(({ present = [], excluded = [] }) => [...present, ...excluded]),
      );
      expect(used.filter((term) => ontology.resolve(term).kind !== 'live' || !ontology.isPhenotype(term))).toEqual([]);
    });

    it('carry the labels that the tables of ICD codes and of common findings show', () => {
      const wrong = [...icdPhenotypes, ...commonFindings].filter(
        ({ term, label }) => ontology.terms.get(term)?.label !== label,
      );
      expect(wrong.map(({ term, label }) => `${term} ${label}`)).toEqual([]);
    });
  },
);
