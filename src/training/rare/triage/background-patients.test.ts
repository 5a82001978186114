import { describe, expect, it } from 'vitest';
import type { Case } from '../../../clinical/case.ts';
import { loadTerminology } from '../../../terminology/load.ts';
import { mulberry32 } from '../../random.ts';
import { commonFindings, comorbidities, reasonsForAdmission } from './background-findings.ts';
import { backgroundPatients, commonTerms } from './background-patients.ts';
import type { SurveyedPerson } from './background-survey.ts';

const measured = ['HP:0002155', 'HP:0003236', 'HP:0003138'];

function person(ageYears: number, weight: number, terms: readonly string[]): SurveyedPerson {
  const findings = terms.map((term) => ({ term, label: term, status: 'present', sources: [] }));
  return { weight, case: { subject: { reference: 'Patient/1', ageYears }, findings } as unknown as Case };
}

const people = [person(50, 80, measured), person(9, 19, []), person(70, 1, ['HP:0002900', 'HP:0002901'])];
const all = [...commonFindings, ...reasonsForAdmission, ...comorbidities];

describe('the tables of common findings', () => {
  it('name terms as the ontology does, with a share of some people and a source', () => {
    const { terms } = loadTerminology().ontology;
    for (const { term, label, share, ages, source } of all) {
      expect(terms.get(term)?.label, term).toBe(label);
      expect(share).toBeGreaterThan(0);
      expect(ages[0]).toBeLessThan(ages[1]);
      expect(source.length).toBeGreaterThan(40);
    }
    for (const { share } of [...commonFindings, ...comorbidities]) expect(share).toBeLessThan(1);
  });
});

describe('commonTerms', () => {
  it('holds what the tables list and what was measured in a hundredth of the people', () => {
    const common = commonTerms(people);
    expect(common).toEqual(expect.arrayContaining([...all.map(({ term }) => term), ...measured, 'HP:0002900']));
    expect(commonTerms([...people, person(30, 1000, [])])).not.toContain('HP:0002900');
    expect(new Set(common).size).toBe(common.length);
  });
});

describe('backgroundPatients', () => {
  it('gives as many findings as are asked for, all present and none twice', () => {
    const make = backgroundPatients(people.slice(0, 1), mulberry32(1));
    for (const wanted of [1, 2, 5, 12, 20]) {
      const { findings } = make(wanted);
      expect(findings).toHaveLength(wanted);
      expect(new Set(findings.map(({ term }) => term)).size).toBe(wanted);
      expect(findings.every(({ status }) => status === 'present')).toBe(true);
    }
  });

  it('draws people by their weight and findings by how common they are', () => {
    const make = backgroundPatients(people, mulberry32(2));
    const made = Array.from({ length: 600 }, () => make(4));
    expect(made.filter(({ subject }) => subject.ageYears === 50).length / made.length).toBeCloseTo(0.8, 1);
    const having = (term: string) =>
      made.filter(({ findings }) => findings.some((finding) => finding.term === term)).length;
    expect(having('HP:0000822')).toBeGreaterThan(3 * having('HP:0001997'));
  });

  it('gives a child what children have, and admits none to a ward of adults', () => {
    const make = backgroundPatients(people.slice(1, 2), mulberry32(3));
    const forChildren = new Set(
      commonFindings.filter(({ ages: [from, to] }) => from <= 9 && to > 9).map(({ term }) => term),
    );
    for (let n = 0; n < 50; n++) expect(make(5).findings.every(({ term }) => forChildren.has(term))).toBe(true);
  });

  it('gives the same patients for the same seed', () => {
    const make = () => backgroundPatients(people, mulberry32(4))(6);
    expect(make()).toEqual(make());
  });
});
