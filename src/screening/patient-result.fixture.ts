import { marfan } from '../../test/fixtures/marfan-assessment.ts';
import type { PatientResult } from './patient-result.ts';

/** Results as a run keeps them. For tests of what is made of them. */

const { entries, candidates, conformalSize } = marfan.differential!;

/** A young man for whom Marfan syndrome comes first. */
export const suggested: PatientResult = {
  patient: 'Patient/p1',
  sex: 'male',
  ageYears: 22.8,
  findings: 12,
  verdict: 'assessed',
  triage: { probability: 0.62, threshold: 0.0337 },
  entries,
  candidates,
  conformalSize,
  versions: marfan.versions,
  assessedAt: '2026-11-21T02:00:00.000Z',
};

/** Somebody whose findings are common. */
export const withheld: PatientResult = {
  ...suggested,
  patient: 'Patient/p2',
  sex: 'female',
  ageYears: 71,
  triage: { probability: 0.002, threshold: 0.0337 },
  entries: [],
  withheld: [],
  candidates: 0,
  conformalSize: 0,
};

const { triage: _triage, sex: _sex, ageYears: _ageYears, ...bare } = withheld;
const { withheld: _withheld, ...unranked } = bare;
/** Somebody of whom too little is known. */
export const notAssessable: PatientResult = {
  ...unranked,
  patient: 'Patient/p3',
  findings: 1,
  verdict: 'not-assessable',
  reason: 'The record has 1 present finding that the model can use; 2 are needed.',
  reasonCode: 'too-few-findings',
};
