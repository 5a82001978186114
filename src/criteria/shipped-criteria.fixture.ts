import { join } from 'node:path';
import { normalise } from '../clinical/normalise.ts';
import type { PatientRecord } from '../clinical/record.ts';
import { scores } from '../clinical/scores/scores.ts';
import { modelsDir } from '../config/paths.ts';
import { loadTerminology } from '../terminology/load.ts';
import type { Criterion } from './criterion.ts';
import { type CriterionResult, evaluateCriteria } from './evaluate.ts';
import { exampleTime } from './example-record.fixture.ts';
import { loadCriteria } from './load-criteria.ts';
import { neededCodes } from './needed-codes.ts';

export const criteriaDir = join(modelsDir, 'guideline-criteria');
export const terminology = loadTerminology();
export const criteria = await loadCriteria(criteriaDir, new Set(scores.keys()));
const keep = neededCodes(criteria, scores);

/** What a shipped criterion says of a record, read as the server reads it. */
export function judgeRecord(criterion: Criterion, record: PatientRecord): CriterionResult {
  const found = normalise(record, terminology, { now: exampleTime, keep });
  const [result] = evaluateCriteria([criterion], found, { scores, ontology: terminology.ontology });
  if (!result) throw new Error('no result');
  return result;
}
