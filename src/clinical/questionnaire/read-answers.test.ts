import { describe, expect, it } from 'vitest';
import { now, woman } from '../../../test/fixtures/record.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { normalise } from '../normalise.ts';
import { shippedForm } from './shipped-form.ts';
import { item } from './tiny-form.fixture.ts';

const terminology = loadTerminology();
const { url } = shippedForm().form;
const system = 'https://hoofbeats.example/fhir/CodeSystem/symptoms';
const yes = { valueBoolean: true };
const no = { valueBoolean: false };
const coded = (code: string) => ({ valueCoding: { system, code } });

const response = (items: readonly object[], members: object = {}) => ({
  resourceType: 'QuestionnaireResponse',
  id: 'q1',
  questionnaire: url,
  status: 'completed',
  authored: '2024-05-30T09:00:00Z',
  subject: { reference: 'Patient/p' },
  item: items,
  ...members,
});
const caseOf = (...responses: readonly unknown[]) =>
  normalise({ patient: woman, questionnaireResponses: responses }, terminology, { now });
const told = (items: readonly object[], members?: object) => {
  const { answers = [], findings, issues, coverage } = caseOf(response(items, members));
  return {
    answers: answers.map(({ evidence, status, values }) => [evidence, status, ...(values ?? [])].join(' ')),
    findings: findings.map(({ status, label }) => `${status} ${label}`).sort(),
    issues: issues.map(({ code, expression }) => `${code} ${expression}`),
    ignored: coverage.ignored,
  };
};

describe('a response to the symptom questionnaire', () => {
  it('becomes answers, and phenotypes where their terms say just that', () => {
    expect(told([item('E_91', yes), item('E_201', no), item('E_66', yes)])).toEqual({
      answers: ['E_201 excluded', 'E_66 present', 'E_91 present'],
      findings: ['excluded Cough', 'present Dyspnea', 'present Fever'],
      issues: [],
      ignored: {},
    });
  });

  it('concludes from yes what is wider, and from no what is narrower, and never the other way round', () => {
    // E_88: so tired that … → Fatigue is wider. E_161: poor appetite is narrower than "loss of appetite or early fullness".
    expect(told([item('E_88', yes), item('E_161', yes)]).findings).toEqual(['present Fatigue']);
    expect(told([item('E_88', no), item('E_161', no)]).findings).toEqual([
      'excluded Anorexia',
      'excluded Early satiety',
      'excluded Poor appetite',
    ]);
  });

  it('reads places, numbers and the values by which DDXPlus says no', () => {
    const { answers, findings, issues } = told([
      item('E_53', yes),
      item('E_55', coded('V_16'), coded('V_89')),
      item('E_57', coded('V_123')),
      item('E_56', { valueInteger: 7 }),
      item('E_129', yes),
      item('E_136', { valueInteger: 0 }),
      item('E_131', coded('V_10')),
    ]);
    expect(answers).toEqual([
      'E_129 present',
      'E_131 present V_10',
      'E_136 present 0',
      'E_53 present',
      'E_55 present V_16 V_89',
      'E_56 present 7',
      'E_57 present V_123',
    ]);
    expect(findings).toContain('present Groin pain');
    expect(findings).toContain('present Headache');
    expect(findings.filter((finding) => finding.startsWith('excluded'))).toEqual([]);
    expect(issues).toEqual([]);
  });

  it('gives each answer and finding its source: the resource, its date, the question and the answer', () => {
    const { answers, findings } = caseOf(response([item('E_91', yes)]));
    const source = {
      reference: 'QuestionnaireResponse/q1',
      date: '2024-05-30T09:00:00Z',
      display: 'Do you have a fever (either felt or measured with a thermometer)?',
      value: 'yes',
      derivation: 'answer to question E_91',
    };
    expect(answers?.[0]?.sources).toEqual([source]);
    expect(findings[0]?.sources).toEqual([source]);
  });

  it('takes the chief complaint for a yes, unless the question itself was answered', () => {
    const complaint = item('chief-complaint', coded('E_201'), { valueString: 'Photophobia' }, { valueString: 'woe' });
    expect(told([complaint])).toMatchObject({
      answers: ['E_201 present'],
      findings: ['present Cough', 'present Photophobia'],
    });
    expect(told([complaint, item('E_201', no)]).answers).toEqual(['E_201 excluded']);
  });

  it('leaves out an answer that does not fit, with an issue that names it', () => {
    expect(told([item('E_91', { valueString: 'yes' }), item('E_201', yes), item('E_55', coded('V_16'))])).toMatchObject(
      {
        answers: ['E_201 present'],
        issues: [
          "answer-not-used QuestionnaireResponse.item.where(linkId='E_55')",
          "answer-not-used QuestionnaireResponse.item.where(linkId='E_91')",
        ],
      },
    );
  });

  it.each([
    ['entered in error', { status: 'entered-in-error' }, 'entered-in-error'],
    ['of another questionnaire', { questionnaire: 'https://example.org/phq-9' }, 'other-questionnaire'],
    ['from the future', { authored: '2031-01-01' }, 'future-date'],
    ['of another patient', { subject: { reference: 'Patient/z' } }, 'other-patient'],
    ['without answers', { item: [] }, 'no-value'],
  ])('is ignored when it is %s, and counted with the reason', (_what, members, reason) => {
    expect(told([item('E_91', yes)], members)).toMatchObject({ answers: [], findings: [], ignored: { [reason]: 1 } });
  });

  it('counts by its newest version, question by question', () => {
    const older = response([item('E_91', yes), item('E_201', yes)], { id: 'q0', authored: '2024-05-01' });
    const { answers } = caseOf(older, response([item('E_91', no), item('E_66', yes)]));
    expect(answers?.map(({ evidence, status }) => `${evidence} ${status}`)).toEqual([
      'E_201 present',
      'E_66 present',
      'E_91 excluded',
    ]);
  });

  it('leaves no trace of the order of responses, and no answers where there are none', () => {
    const responses = ['a', 'b', 'c'].map((id, index) =>
      response([item('E_91', index === 1 ? no : yes), item('E_201', yes)], { id, authored: '2024-05-01' }),
    );
    expect(caseOf(...responses.toReversed())).toEqual(caseOf(...responses));
    expect(caseOf()).not.toHaveProperty('answers');
  });
});
