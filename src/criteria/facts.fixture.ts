import type { Case } from '../clinical/case.ts';
import type { CaseMeasurement, MeasurementLimits } from '../clinical/case-measurement.ts';
import { measured } from '../clinical/measured.ts';
import { scores } from '../clinical/scores/scores.ts';
import { msPerDay } from '../fhir/date.ts';
import type { LabOutcome } from '../terminology/terminology.ts';
import type { Measure } from './definition.ts';
import { type Facts, factsOf, type Knowledge } from './facts.ts';

export const fixtureTime = Date.parse('2026-03-01T12:00:00Z');

export const potassium: Measure = {
  label: { en: 'Potassium', es: 'Potasio' },
  loinc: ['2823-3'],
  unit: 'mmol/L',
  valence: 1,
  maxAgeDays: 100,
};

export const glucose: Measure = {
  label: { en: 'Glucose', es: 'Glucosa' },
  loinc: ['1558-6', '14771-0'],
  unit: 'mg/dL',
  molarMass: 180.16,
  maxAgeDays: 100,
};

interface Result {
  readonly loinc?: string;
  readonly daysAgo: number;
  readonly value?: number;
  readonly unit?: string;
  readonly comparator?: string;
  readonly outcome?: LabOutcome;
  readonly limits?: MeasurementLimits;
}

/** Facts of a patient of 50 years who has these results and nothing else. */
export function factsWith(
  results: readonly Result[],
  of: Partial<Case> = {},
  ontology: Knowledge['ontology'] = { ancestors: () => new Set() },
): Facts {
  const measurements = results.map((result, place): CaseMeasurement => {
    const value = result.value === undefined ? undefined : measured(result.value, result.unit, result.comparator);
    const instant = fixtureTime - result.daysAgo * msPerDay;
    return {
      loinc: [result.loinc ?? '2823-3'],
      reference: `Observation/${place}`,
      display: 'result',
      date: new Date(instant).toISOString(),
      instant,
      ...(value === undefined ? {} : { value }),
      ...(result.outcome === undefined ? {} : { outcome: result.outcome }),
      ...(result.limits === undefined ? {} : { limits: result.limits }),
    };
  });
  const found: Case = {
    subject: { reference: 'Patient/1', ageYears: 50, sex: 'female' },
    indexTime: new Date(fixtureTime).toISOString(),
    findings: [],
    knownDiagnoses: [],
    coverage: { total: 0, mapped: 0, ignored: {}, unmapped: [] },
    issues: [],
    measurements: measurements.sort((a, b) => (a.instant ?? 0) - (b.instant ?? 0)),
    conditions: [],
    ...of,
  };
  return factsOf(found, { scores, ontology });
}
