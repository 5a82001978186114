import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, Patient, QuestionnaireResponse } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { readResponse } from '../../src/clinical/questionnaire/response.ts';
import { shippedForm } from '../../src/clinical/questionnaire/shipped-form.ts';
import { fhirProfilesDir } from '../../src/config/paths.ts';
import type { JsonObject } from '../../src/fhir/json.ts';
import { problemsOf } from '../fixtures/fhir-judge.ts';
import { pageModule } from './page-module.ts';

interface Question {
  readonly linkId: string;
  readonly text: string;
  readonly options: readonly { readonly code: string; readonly text: string }[];
  readonly range: readonly [number, number];
}
interface Form {
  readonly canonical: string;
  readonly first: readonly Question[];
  readonly groups: readonly {
    readonly linkId: string;
    readonly text: string;
    readonly questions: readonly Question[];
  }[];
  readonly questions: ReadonlyMap<string, Question>;
}
interface State {
  readonly form: Form;
  readonly answers: ReadonlyMap<string, readonly object[]>;
  readonly person: { readonly age?: number; readonly unit: string; readonly sex?: string };
}
const { formIn } = await pageModule<{ formIn(questionnaire: unknown, language: string): Form }>('symptoms/form.js');
const { bundleOf } = await pageModule<{ bundleOf(state: State, now: Date): Bundle }>('symptoms/answers.js');
const { found, indexOf, termsOf } = await pageModule<{
  found(query: string, index: unknown, form: Form): ReadonlySet<string> | undefined;
  indexOf(form: Form, terms: unknown): unknown;
  termsOf(map: unknown): unknown;
}>('symptoms/search.js');

const published = (name: string) => JSON.parse(readFileSync(join(fhirProfilesDir, `${name}.json`), 'utf8'));
const questionnaire = published('Questionnaire-symptoms');
const form = formIn(questionnaire, 'en');
const now = new Date('2026-11-21T12:34:56.789Z');
const yes = [{ valueBoolean: true }];
const no = [{ valueBoolean: false }];

const bundle = (answers: Readonly<Record<string, readonly object[]>>, person: State['person'] = { unit: 'years' }) => {
  const made = bundleOf({ form, answers: new Map(Object.entries(answers)), person }, now);
  expect(problemsOf(made)).toEqual([]);
  const [patient, response] = (made.entry ?? []).map(({ resource }) => resource) as [Patient, QuestionnaireResponse];
  for (const resource of [patient, response]) expect(problemsOf(resource)).toEqual([]);
  const { answered, problems } = readResponse(response as unknown as JsonObject, shippedForm().form);
  expect(problems).toEqual([]);
  return { patient, response, answered: answered.map(({ question }) => question.linkId) };
};

describe('the questionnaire on the page', () => {
  it('is the published one in both languages', () => {
    const spanish = formIn(questionnaire, 'es');
    expect(form.questions.size).toBe(224);
    expect(form.first.map(({ linkId }) => linkId)).toEqual(['chief-complaint']);
    expect(form.questions.get('E_201')?.text).toBe('Do you have a cough?');
    expect(spanish.questions.get('E_201')?.text).toMatch(/tos/);
    expect(spanish.questions.get('E_55')?.options.find(({ code }) => code === 'V_89')?.text).toBe('frente');
    expect(form.questions.get('E_56')?.range).toEqual([0, 10]);
  });

  it('sends what was answered, as the server reads it', () => {
    const { response, answered } = bundle({
      'chief-complaint': [{ valueString: 'Tired legs' }],
      E_53: yes,
      E_56: [{ valueInteger: 7 }],
      E_201: no,
    });
    expect(answered).toEqual(['chief-complaint', 'E_53', 'E_56', 'E_201']);
    expect(response).toMatchObject({
      questionnaire: form.canonical,
      subject: { reference: 'Patient/asked' },
      authored: '2026-11-21T12:34:56Z',
    });
    expect(response.item?.map(({ linkId }) => linkId)).toEqual(['chief-complaint', 'pain', 'breathing']);
    expect(bundle({}).response).not.toHaveProperty('item');
  });

  it('leaves out what is not asked: follow-ups of a no, and women’s questions in men', () => {
    expect(bundle({ E_53: no, E_56: [{ valueInteger: 7 }] }).answered).toEqual(['E_53']);
    const gynaecology = { E_163: yes, E_201: yes };
    expect(bundle(gynaecology, { unit: 'years', sex: 'male' }).answered).toEqual(['E_201']);
    expect(bundle(gynaecology, { unit: 'years', sex: 'female' }).answered).toEqual(['E_201', 'E_163']);
    expect(bundle(gynaecology).answered).toEqual(['E_201', 'E_163']);
  });

  it.each([
    [45, 'years', '2026-11-21', '1981-11-21'],
    [0, 'years', '2026-11-21', '2026-11-21'],
    [1, 'years', '2024-02-29', '2023-02-28'],
    [9, 'months', '2026-11-30', '2026-02-28'],
    [11, 'months', '2026-11-21', '2025-12-21'],
  ])('gives somebody of %i %s on %s the birth date %s', (age, unit, today, birthDate) => {
    const made = bundleOf({ form, answers: new Map(), person: { age, unit } }, new Date(`${today}T10:00:00Z`));
    expect(made.entry?.[0]?.resource).toEqual({ resourceType: 'Patient', id: 'asked', birthDate });
  });

  it('keeps women’s questions in one group, which is all that it hides', () => {
    const womens = /vagin|menstru|pregnan|breastfed/i;
    for (const { linkId, questions } of form.groups)
      for (const { text } of questions) expect([text, womens.test(text)]).toEqual([text, linkId === 'gynaecology']);
  });
});

describe('the search for a question', () => {
  const index = indexOf(form, termsOf(published('ConceptMap-symptoms-hpo')));
  const questionsFor = (query: string) => found(query, index, form) ?? 'all';

  it('finds by the words of either language, without accents or case, and by terms of the ontology', () => {
    expect(questionsFor('NAUSEA')).toContain('E_148');
    expect(questionsFor('nauseas')).toContain('E_148');
    expect(questionsFor('double vision')).toContain('E_52');
    expect(questionsFor('hemoptysis')).toContain('E_45');
    expect(questionsFor('vision fever')).not.toContain('E_52');
    expect(questionsFor('  ')).toBe('all');
    expect(questionsFor('zzz')).toEqual(new Set());
  });

  it('brings along what a follow-up follows, and the follow-ups of what it finds', () => {
    expect(questionsFor('knee')).toEqual(new Set(['E_152', 'E_55', 'E_57', 'E_133', 'E_151', 'E_53', 'E_129']));
    expect(questionsFor('pain somewhere')).toContain('E_56');
  });
});
