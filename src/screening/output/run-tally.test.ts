import { describe, expect, it } from 'vitest';
import { notAssessable, suggested, withheld } from '../patient-result.fixture.ts';
import { nameCounter, other } from './name-counter.ts';
import { createRunTally } from './run-tally.ts';

describe('createRunTally', () => {
  const tally = createRunTally();
  const { withheld: _, ...unsupported } = withheld;
  for (const result of [suggested, suggested, withheld, unsupported, notAssessable]) tally.add(result);
  const figures = tally.figures();

  it('counts each patient once', () => {
    expect(figures.patients).toEqual({
      screened: 5,
      suggested: 2,
      withheld: 1,
      withoutDiagnosis: 1,
      notAssessable: 1,
    });
  });

  it('bins probabilities with the threshold as an edge', () => {
    expect(figures.triageThreshold).toBe(0.0337);
    expect(figures.triage.filter(({ patients }) => patients > 0)).toEqual([
      { from: 0.001, to: 0.01, patients: 2 },
      { from: 0.5, to: 0.75, patients: 2 },
    ]);
    expect(figures.triage.map(({ from }) => from)).toContain(0.0337);
  });

  it('counts findings, first diagnoses, reasons, ages and sexes', () => {
    expect(figures.findings.filter(({ patients }) => patients > 0)).toEqual([
      { from: 1, to: 2, patients: 1, assessed: 0 },
      { from: 10, to: 20, patients: 4, assessed: 4 },
    ]);
    expect(figures.firstDiagnoses).toEqual([{ id: 'OMIM:154700', label: 'Marfan syndrome', patients: 2 }]);
    expect(figures.notAssessable).toEqual([{ reason: 'Too few findings that the model can use', patients: 1 }]);
    expect(figures.ages).toEqual([
      { group: '18–39 years', screened: 2, assessed: 2, suggested: 2 },
      { group: '65 years or more', screened: 2, assessed: 2, suggested: 0 },
      { group: 'not stated', screened: 1, assessed: 0, suggested: 0 },
    ]);
    expect(figures.sexes.map(({ group, screened }) => [group, screened])).toEqual([
      ['female', 2],
      ['male', 2],
      ['not stated', 1],
    ]);
    expect(figures.versions).toEqual([suggested.versions]);
  });

  it('counts an error by its message, where its code says nothing to people', () => {
    const only = createRunTally();
    only.add({ ...notAssessable, reason: 'There are two.', reasonCode: 'PATIENT_AMBIGUOUS' });
    expect(only.figures().notAssessable).toEqual([{ reason: 'There are two.', patients: 1 }]);
  });
});

describe('nameCounter', () => {
  it('holds no more names than it may', () => {
    const names = nameCounter(2);
    for (const name of ['a', 'b', 'b', 'c', 'd', 'b']) names.count(name);
    expect(names.mostFrequent(9)).toEqual([
      ['b', 3],
      [other, 2],
      ['a', 1],
    ]);
  });
});
