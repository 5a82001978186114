import type { Case } from '../../../clinical/case.ts';
import type { Finding } from '../../../clinical/finding.ts';
import { type CommonFinding, commonFindings, comorbidities, reasonsForAdmission } from './background-findings.ts';
import type { SurveyedPerson } from './background-survey.ts';
import { draw, type Random } from './draw.ts';

/** Share of the adults who are in hospital: both kinds of chart are opened, and they are unlike. */
const inHospital = 0.5;
const adulthood = 18;

/** From this share of people on a measured finding is common. */
const commonShare = 0.01;

/** HPO ids of what is common among people: everything that the tables list, and what the survey measured in 1 % or more. */
export function commonTerms(people: readonly SurveyedPerson[]): readonly string[] {
  const weights = new Map<string, number>();
  let total = 0;
  for (const { weight, case: found } of people) {
    total += weight;
    for (const { term, status } of found.findings)
      if (status === 'present') weights.set(term, (weights.get(term) ?? 0) + weight);
  }
  const listed = [...commonFindings, ...reasonsForAdmission, ...comorbidities].map(({ term }) => term);
  const measured = [...weights].filter(([, weight]) => weight >= commonShare * total).map(([term]) => term);
  return [...new Set([...listed, ...measured])].sort();
}

/**
 * A maker of patients whom no rare disease explains. Each is a person of the survey with findings of his own measured
 * results, and with complaints and conditions drawn by how common they are at his age or, for half of the adults, in
 * hospital. How many findings he has is asked for, so that he can be told from a patient with a rare disease by what he
 * has and not by how much of it. Normal results are left out: published cases, too, name few of them.
 */
export function backgroundPatients(people: readonly SurveyedPerson[], random: Random): (findings: number) => Case {
  const total = people.reduce((sum, { weight }) => sum + weight, 0);
  return (findings) => {
    const { case: own } = pick(people, random() * total);
    return { ...own, findings: drawFindings(own, findings, random) };
  };
}

function drawFindings({ subject, findings }: Case, wanted: number, random: Random): readonly Finding[] {
  const { ageYears = adulthood } = subject;
  const admitted = ageYears >= adulthood && random() < inHospital;
  const cause = admitted ? drawFrom(reasonsForAdmission, [], 1, random) : [];
  const measured = findings.filter(
    ({ status, term }) => status === 'present' && cause.every((reason) => reason.term !== term),
  );
  const pool = admitted ? [...comorbidities, ...commonAt(subject)] : commonAt(subject);
  // Results and complaints take turns by chance, so that a long record does not consist of results alone.
  const results = draw(measured, Math.ceil((wanted - cause.length) * random()), random);
  const known = [...cause, ...results];
  return [...known, ...drawFrom(pool, known, wanted - known.length, random)];
}

function drawFrom(
  pool: readonly CommonFinding[],
  known: readonly Finding[],
  count: number,
  random: Random,
): readonly Finding[] {
  // The tables overlap: a problem that is in two of them can be drawn once.
  const open = new Map(pool.map((finding) => [finding.term, finding]));
  for (const { term } of known) open.delete(term);
  return draw([...open.values()], Math.max(0, count), random, ({ share }) => share).map(({ term, label, source }) => ({
    term,
    label,
    status: 'present',
    sources: [{ reference: 'Condition/common', display: label, derivation: source }],
  }));
}

/** The person in whose stretch of the cumulated weights the place lies. */
function pick(people: readonly SurveyedPerson[], place: number): SurveyedPerson {
  let end = 0;
  for (const person of people) {
    end += person.weight;
    if (place < end) return person;
  }
  return people.at(-1)!;
}

/** What people of the subject's age have; somebody of unknown age is taken for an adult. */
function commonAt({ ageYears = adulthood }: Case['subject']): readonly CommonFinding[] {
  return commonFindings.filter(({ ages: [from, to] }) => ageYears >= from && ageYears < to);
}
