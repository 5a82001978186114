import { describe, expect, it } from 'vitest';
import type { Case } from '../clinical/case.ts';
import type { CaseCondition } from '../clinical/case-condition.ts';
import type { FindingStatus } from '../clinical/finding.ts';
import { msPerDay } from '../fhir/date.ts';
import { codeSystems } from '../terminology/terminology.ts';
import { compile, type Names } from './compile.ts';
import type { Expression } from './expression.ts';
import { factsWith, fixtureTime, potassium } from './facts.fixture.ts';

import { terminology } from './shipped-criteria.fixture.ts';

const label = { en: 'Diabetes', es: 'Diabetes' };
const names: Names = {
  measures: new Map([['potassium', potassium]]),
  conditions: new Map([['diabetes', { label, codes: { icd10: ['E11'], snomed: ['44054006'] } }]]),
  clauses: new Map([['adult', { age: { '>=': 18 } }]]),
};

const judged = (expression: Expression, of: Partial<Case> = {}, results: Parameters<typeof factsWith>[0] = []) => {
  const question = compile(expression, names);
  const facts = factsWith(results, of, terminology.ontology);
  return { truth: question.truth(facts), evidence: question.evidence(facts), missing: question.missing(facts) };
};
const truth = (...args: Parameters<typeof judged>) => judged(...args).truth;

const recorded = (code: string, rest: Partial<CaseCondition> = {}): Partial<Case> => ({
  conditions: [
    {
      codes: [{ system: codeSystems.icd10cm, code }],
      display: 'as recorded',
      reference: 'Condition/1',
      status: 'present',
      past: false,
      date: '2026-02-01',
      instant: fixtureTime - 28 * msPerDay,
      ...rest,
    },
  ],
});

const finding = (term: string, status: FindingStatus): Partial<Case> => ({
  findings: [{ term, label: term, status, sources: [{ reference: 'Condition/9', display: 'x', derivation: 'y' }] }],
});

describe('a recorded condition', () => {
  const known = { recorded: 'diabetes' };

  it('is found by a code below the category, with or without its dot, and by SNOMED CT', () => {
    expect(truth(known, recorded('E11.65'))).toBe(true);
    expect(truth(known, recorded('e1165'))).toBe(true);
    expect(truth(known, recorded('', { codes: [{ system: codeSystems.snomed, code: '44054006' }] }))).toBe(true);
    expect(truth(known, recorded('E10.9'))).toBe(false);
    expect(truth(known)).toBe(false);
  });

  it('does not count while it is suspected or refuted, past where it must be active, or too old', () => {
    expect(truth(known, recorded('E11.9', { status: 'unknown' }))).toBe(false);
    expect(truth(known, recorded('E11.9', { status: 'excluded' }))).toBe(false);
    expect(truth(known, recorded('E11.9', { past: true }))).toBe(true);
    expect(truth({ ...known, active: true }, recorded('E11.9', { past: true }))).toBe(false);
    expect(truth({ ...known, withinDays: 28 }, recorded('E11.9'))).toBe(true);
    expect(truth({ ...known, withinDays: 27 }, recorded('E11.9'))).toBe(false);
  });

  it('is evidence in the words of the record', () => {
    expect(judged(known, recorded('E11.9')).evidence).toEqual([
      {
        text: { en: 'Diabetes on record: as recorded', es: 'Diabetes en la historia: as recorded' },
        reference: 'Condition/1',
        date: '2026-02-01',
      },
    ]);
  });
});

describe('a finding', () => {
  // Hepatic steatosis lies below "Abnormality of the liver".
  const [steatosis, liver] = ['HP:0001397', 'HP:0001392'];

  it('is present by a more specific one, and excluded by a more general one', () => {
    expect(truth({ finding: [steatosis] }, finding(steatosis, 'present'))).toBe(true);
    expect(truth({ finding: [liver] }, finding(steatosis, 'present'))).toBe(true);
    expect(truth({ finding: [steatosis] }, finding(liver, 'excluded'))).toBe(false);
  });

  it('is unknown otherwise', () => {
    expect(truth({ finding: [steatosis] })).toBe('unknown');
    expect(truth({ finding: [steatosis] }, finding(liver, 'present'))).toBe('unknown');
    expect(truth({ finding: [liver] }, finding(steatosis, 'excluded'))).toBe('unknown');
    expect(truth({ finding: [steatosis, 'HP:0001959'] }, finding(steatosis, 'excluded'))).toBe('unknown');
  });
});

describe('points', () => {
  const high = (limit: number): Expression => ({ measure: 'potassium', '>=': limit });
  const score = {
    points: [
      {
        of: [
          { points: 3, when: high(6) },
          { points: 1, when: high(5) },
        ],
      },
      { of: [{ points: 2, when: { finding: ['HP:0001959'] } }] },
    ],
  };
  const k = (value: number) => [{ daysAgo: 1, value, unit: 'mmol/L' }];

  it('are those of the first item of each group that holds', () => {
    expect(truth({ ...score, '>=': 5 }, finding('HP:0001959', 'present'), k(6))).toBe(true);
    expect(truth({ ...score, '>=': 4 }, finding('HP:0001959', 'present'), k(5))).toBe(false);
    expect(judged({ ...score, '>=': 1 }, {}, k(5)).evidence[0]?.text.en).toBe(
      'Potassium 5 mmol/L (≥ 5 mmol/L): 1 point',
    );
  });

  it('count nothing for what is unknown, and are unknown when everything is', () => {
    const partly = judged({ ...score, '>=': 3 }, {}, k(6));
    expect(partly.truth).toBe(true);
    expect(partly.missing).toHaveLength(1);
    expect(truth({ ...score, '>=': 3 })).toBe('unknown');
  });
});

describe('the patient', () => {
  it('is asked for age and sex, which may be unknown', () => {
    expect(truth({ clause: 'adult' })).toBe(true);
    expect(truth({ age: { '>=': 50, '<': 51 } })).toBe(true);
    expect(truth({ age: { '>': 50 } })).toBe(false);
    expect(truth({ sex: 'female' })).toBe(true);
    const nobody = { subject: { reference: 'Patient/1' } };
    expect(judged({ clause: 'adult' }, nobody)).toMatchObject({
      truth: 'unknown',
      missing: [{ text: { es: 'edad' } }],
    });
    expect(judged({ sex: 'male' }, nobody)).toMatchObject({ truth: 'unknown', missing: [{ text: { es: 'sexo' } }] });
  });
});
