import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scores } from '../clinical/scores/scores.ts';
import { referenceIntervals } from '../clinical/tables/reference-intervals.ts';
import { expressionsOf, withParts } from './names.ts';
import { neededCodes } from './needed-codes.ts';
import { criterionJsonSchema } from './schema-file.ts';
import { partNames } from './score-words.ts';
import { criteria, criteriaDir, terminology } from './shipped-criteria.fixture.ts';

describe('the shipped criteria', () => {
  it('are many, in the order of their ids', () => {
    const ids = criteria.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(36);
    expect(ids).toEqual([...ids].sort());
  });

  it('publish the schema that they are read by', async () => {
    expect(JSON.parse(await readFile(join(criteriaDir, 'schema.json'), 'utf8'))).toEqual(criterionJsonSchema());
  });

  it('use LOINC codes whose check digit is right, as do scores and reference intervals', () => {
    const codes = new Set([...neededCodes(criteria, scores), ...referenceIntervals.flatMap(({ loinc }) => loinc)]);
    expect(codes.size).toBeGreaterThan(150);
    expect([...codes].filter((code) => !hasCheckDigit(code))).toEqual([]);
    expect(hasCheckDigit('718-8')).toBe(false);
  });

  it('can tell the parts of every score that they use', () => {
    const used = new Set(criteria.flatMap(({ measures }) => [...measures.values()].flatMap(({ score = [] }) => score)));
    // Of oxygen, NEWS2 counts whether there is any.
    const keys = [...used].flatMap((name) => scores.get(name)?.inputs.map(({ key }) => key) ?? []);
    const unnamed = keys.filter((key) => !partNames.has(key.replace(/^oxygen(Flow|Share)$/, 'supplementalOxygen')));
    expect(keys.length).toBeGreaterThan(10);
    expect(unnamed).toEqual([]);
  });

  it('interrupt for whatever must not be missed', () => {
    for (const { id, attention, dontMiss } of criteria) {
      if (dontMiss === undefined) continue;
      expect({ id, at: attention.at }).toEqual({ id, at: 'card' });
      const listed = attention.stages && (dontMiss.stages ?? []).filter((stage) => !attention.stages?.includes(stage));
      expect({ id, listed: listed ?? [] }).toEqual({ id, listed: [] });
    }
  });

  it('ask for findings that the ontology has today', () => {
    const asked = criteria.flatMap((criterion) =>
      expressionsOf(criterion).flatMap(([, root]) =>
        withParts(root).flatMap((expression) => ('finding' in expression ? expression.finding : [])),
      ),
    );
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((id) => terminology.ontology.resolve(id).kind !== 'live')).toEqual([]);
  });

  it('say of every molar mass whose it is', () => {
    const measures = criteria.flatMap((criterion) => [...criterion.measures.entries()]);
    const silent = measures.filter(([, measure]) => measure.molarMass !== undefined && !measure.molarMassOf);
    expect(silent.map(([name]) => name)).toEqual([]);
  });
});

/** LOINC Users' Guide, "check digit": Luhn's mod 10 over the digits before the dash. */
function hasCheckDigit(code: string): boolean {
  const [number = '', check] = code.split('-');
  const sum = [...number].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return Number(check) === (10 - (sum % 10)) % 10;
}
