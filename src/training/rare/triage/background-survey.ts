import { join } from 'node:path';
import type { Case } from '../../../clinical/case.ts';
import { normalise } from '../../../clinical/normalise.ts';
import type { PatientRecord } from '../../../clinical/record.ts';
import { readTable, splitCsv, type TableRow } from '../../../terminology/table.ts';
import type { Terminology } from '../../../terminology/terminology.ts';

/** A participant of NHANES 2017–18 (NCHS, public domain). */
export interface SurveyedPerson {
  /** How many people of the population the participant stands for (examination weight, WTMEC2YR). */
  readonly weight: number;
  /** The findings that an EHR's record of the examination would give. */
  readonly case: Case;
}

/** The survey's files under a data folder, as they are laid out in `shared/data`. */
export const surveyFiles = {
  people: 'nhanes/labs.csv.gz',
  /** Gives each variable's LOINC code and unit. */
  analytes: 'nhanes/percentiles_by_loinc.csv',
} as const;

/** The end of the survey's cycle: ages are counted back from here. */
const surveyTime = new Date('2018-12-31T00:00:00Z');
const examined = '2018-12-01';

interface Analyte {
  readonly variable: string;
  readonly loinc: string;
  readonly unit: string;
}

const bodyMassIndex: Analyte = { variable: 'BMXBMI', loinc: '39156-5', unit: 'kg/m2' };
const columns = ['SEQN', 'RIAGENDR', 'RIDAGEYR', 'RIDEXPRG', 'WTMEC2YR'] as const;
const pregnant = '1';

/**
 * Reads the participants with their laboratory results. Pregnant women are left out: reference intervals do not hold
 * for them.
 * @throws HoofbeatsError SOURCE_FILE_INVALID naming file, line and column.
 */
export async function readSurvey(data: string, terminology: Terminology): Promise<readonly SurveyedPerson[]> {
  const analytes = [...(await readAnalytes(join(data, surveyFiles.analytes))), bodyMassIndex];
  const people: SurveyedPerson[] = [];
  for await (const row of readTable(join(data, surveyFiles.people), columns, { split: splitCsv })) {
    if (row.cell('RIDEXPRG') === pregnant) continue;
    const found = normalise(recordOf(row, analytes), terminology, { now: surveyTime });
    people.push({ weight: numberIn(row, 'WTMEC2YR'), case: found });
  }
  return people;
}

/** The table has a row for each sex. */
async function readAnalytes(file: string): Promise<readonly Analyte[]> {
  const byVariable = new Map<string, Analyte>();
  for await (const row of readTable(file, ['loinc', 'nhanesVar', 'ucum'], { split: splitCsv })) {
    const variable = row.cell('nhanesVar');
    byVariable.set(variable, { variable, loinc: row.cell('loinc'), unit: row.cell('ucum') });
  }
  return [...byVariable.values()];
}

function recordOf(row: TableRow<(typeof columns)[number]>, analytes: readonly Analyte[]): PatientRecord {
  const reference = `Patient/${row.cell('SEQN')}`;
  const birthYear = surveyTime.getUTCFullYear() - numberIn(row, 'RIDAGEYR');
  const observations = analytes.flatMap(({ variable, loinc, unit }) => {
    const value = row.optional(variable);
    if (value === undefined) return [];
    return {
      resourceType: 'Observation',
      id: variable,
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: loinc, display: variable }] },
      subject: { reference },
      effectiveDateTime: examined,
      valueQuantity: { value: Number(value), unit, system: 'http://unitsofmeasure.org', code: unit },
    };
  });
  const gender = row.cell('RIAGENDR') === '1' ? 'male' : 'female';
  const patient = { resourceType: 'Patient', id: row.cell('SEQN'), gender, birthDate: `${birthYear}-06-30` };
  return { patient, observations };
}

function numberIn(row: TableRow<(typeof columns)[number]>, name: (typeof columns)[number]): number {
  const value = Number(row.cell(name));
  if (!Number.isFinite(value)) throw row.malformed(name, `${row.cell(name)} is not a number`);
  return value;
}
