import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scores } from '../clinical/scores/scores.ts';
import { expressionsOf, withParts } from './names.ts';
import { neededCodes } from './needed-codes.ts';
import { criterionJsonSchema } from './schema-file.ts';
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

  it('use LOINC codes whose check digit is right', () => {
    expect([...neededCodes(criteria, scores)].filter((code) => !hasCheckDigit(code))).toEqual([]);
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
