import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisons, type Sign } from './comparison.ts';
import type { Measure } from './definition.ts';
import { exampleRecord } from './example-record.fixture.ts';
import { factsWith } from './facts.fixture.ts';
import { measureJudge } from './judge-measure.ts';
import { expressionsOf, withParts } from './names.ts';
import { criteria, judgeRecord } from './shipped-criteria.fixture.ts';

const examples = criteria.flatMap((criterion) => criterion.examples.map((example) => ({ criterion, example })));

interface Threshold {
  readonly where: string;
  readonly measure: Measure;
  readonly sign: Sign;
  /** The number, and the unit that it is stated in. */
  readonly limit: number;
  readonly unit: string;
  readonly stated: number | Readonly<Record<string, number>>;
}

/** Every number that a shipped criterion compares a reported measure with. */
const thresholds = criteria.flatMap((criterion) =>
  expressionsOf(criterion).flatMap(([where, root]) =>
    withParts(root).flatMap((expression): readonly Threshold[] => {
      if (!('measure' in expression)) return [];
      const measure = criterion.measures.get(expression.measure);
      if (measure?.loinc === undefined) return [];
      return comparisons(expression).flatMap(([sign, stated]) => {
        if (typeof stated === 'object' && ('upperLimit' in stated || 'lowerLimit' in stated)) return [];
        const units = typeof stated === 'number' ? { [measure.unit]: stated } : stated;
        return Object.entries(units).map(([unit, limit]) => {
          return { where: `${criterion.id} ${where}`, measure, sign, limit, unit, stated };
        });
      });
    }),
  ),
);

const judge = ({ measure, sign, stated }: Threshold, value: number, unit: string) =>
  measureJudge(
    { measure: 'it', [sign]: stated },
    { ...measure, score: undefined, ratio: undefined, difference: undefined } as unknown as Measure,
    new Map(),
  )(factsWith([{ loinc: measure.loinc?.[0] ?? '', daysAgo: 0, value, unit }])).truth;

const holds: Readonly<Record<Sign, (value: number, limit: number) => boolean>> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

describe('every criterion', () => {
  it('has thresholds to look at', () => {
    expect(thresholds.length).toBeGreaterThan(100);
  });

  it('is exact at its thresholds, in each unit that states one', () => {
    for (const threshold of thresholds) {
      const { where, sign, limit, unit } = threshold;
      const step = Math.max(Math.abs(limit), 1) * 1e-6;
      for (const value of [limit - step, limit, limit + step]) {
        expect(judge(threshold, value, unit), `${where}: ${value} ${unit} ${sign} ${limit}`).toBe(
          holds[sign](value, limit),
        );
      }
    }
  });

  it('says the same in mass and in molar units', () => {
    const convertible = thresholds.filter(
      ({ measure, unit, limit }) => measure.molarMass !== undefined && unit === measure.unit && limit > 0,
    );
    expect(convertible.length).toBeGreaterThan(10);
    const away = fc.oneof(
      fc.double({ min: 0.3, max: 0.97, noNaN: true }),
      fc.double({ min: 1.03, max: 3, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...convertible), away, (threshold, factor) => {
        const { measure, limit, unit } = threshold;
        const value = limit * factor;
        const other = molar(value, unit, measure.molarMass ?? 1);
        if (other)
          expect(judge(threshold, other.value, other.unit), threshold.where).toBe(judge(threshold, value, unit));
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of the resources', () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.integer(), ({ criterion, example }, seed) => {
        const { patient, observations = [], conditions = [] } = exampleRecord(example, criterion);
        const shuffle = <T>(items: readonly T[]) =>
          fc.sample(fc.shuffledSubarray([...items], { minLength: items.length }), { seed, numRuns: 1 })[0];
        const shuffled = { patient, observations: shuffle(observations) ?? [], conditions: shuffle(conditions) ?? [] };
        expect(judgeRecord(criterion, shuffled)).toEqual(judgeRecord(criterion, { patient, observations, conditions }));
      }),
      { numRuns: 100 },
    );
  });

  it('forgets results that are stale', () => {
    for (const { criterion, example } of examples) {
      const results = example.results?.map((result) => ({ ...result, daysAgo: result.daysAgo + 15_000 }));
      if (!results || (example.expect !== 'met' && example.expect !== 'provisional')) continue;
      // Only the results: what is left is findings, conditions and age.
      const aged = judgeRecord(criterion, exampleRecord({ ...example, results }, criterion));
      const without = judgeRecord(criterion, exampleRecord({ ...example, results: [] }, criterion));
      expect({ ...aged, missing: [] }, `${criterion.id}: ${example.title}`).toEqual({ ...without, missing: [] });
    }
  });
});

/** mg/dL → mmol/L and the like; undefined for units of another form. */
function molar(value: number, unit: string, molarMass: number): { value: number; unit: string } | undefined {
  const grams: Readonly<Record<string, number>> = {
    'mg/dL': 1e-2,
    'ug/dL': 1e-5,
    'ng/dL': 1e-8,
    'ug/L': 1e-6,
    'ng/L': 1e-9,
    'ng/mL': 1e-6,
    'pg/mL': 1e-9,
  };
  const perLitre = grams[unit];
  return perLitre === undefined ? undefined : { value: ((value * perLitre) / molarMass) * 1e6, unit: 'umol/L' };
}
