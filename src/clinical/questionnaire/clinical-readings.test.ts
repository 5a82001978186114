import { describe, expect, it } from 'vitest';
import { now, woman } from '../../../test/fixtures/record.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { normalise } from '../normalise.ts';
import { shippedForm } from './shipped-form.ts';
import { item } from './tiny-form.fixture.ts';

const terminology = loadTerminology();
const { form } = shippedForm();
const findingsOf = (...items: readonly object[]) => {
  const response = {
    resourceType: 'QuestionnaireResponse',
    id: 'q1',
    questionnaire: form.url,
    status: 'completed',
    item: items,
  };
  return normalise({ patient: woman, questionnaireResponses: [response] }, terminology, { now }).findings;
};
const toldBy = (...items: readonly object[]) =>
  findingsOf(...items)
    .map(({ status, label }) => `${status} ${label}`)
    .sort();
const answered = (valueBoolean: boolean, ...linkIds: readonly string[]) =>
  linkIds.map((linkId) => item(linkId, { valueBoolean }));

describe('a no', () => {
  it.each([
    ['of a diagnosis says that none is known', ['E_69', 'E_104', 'E_24', 'E_123', 'E_186', 'E_20']],
    ['of a sign that others see leaves it open', ['E_9', 'E_154', 'E_23', 'E_214', 'E_194', 'E_39']],
    ['to a symptom "related to this visit" leaves others open', ['E_53', 'E_129', 'E_178', 'E_174', 'E_175']],
    [
      'to a degree or manner leaves the rest of the term open',
      ['E_66', 'E_64', 'E_89', 'E_206', 'E_170', 'E_74', 'E_211'],
    ],
    ['to diarrhoea, sweats or muscle pain leaves what HPO files below them', ['E_51', 'E_144', 'E_107']],
  ])('%s', (_what, linkIds) => {
    expect(toldBy(...answered(false, ...linkIds))).toEqual([]);
  });

  it('to a plain question excludes just that', () => {
    expect(toldBy(...answered(false, 'E_91', 'E_201', 'E_52', 'E_45', 'E_148'))).toEqual([
      'excluded Cough',
      'excluded Diplopia',
      'excluded Fever',
      'excluded Hemoptysis',
      'excluded Nausea',
    ]);
  });

  it('to sweating still excludes night sweats, not damp palms', () => {
    expect(toldBy(...answered(false, 'E_50'))).toEqual(['excluded Night sweats']);
  });

  it('to a clear running nose does not contradict a purulent one', () => {
    expect(toldBy(...answered(false, 'E_181'), ...answered(true, 'E_182'))).toEqual(['present Rhinorrhea']);
  });

  it('all through the form never says that something is there', () => {
    const all = [...form.questions.values()].filter(({ type }) => type === 'boolean').map(({ linkId }) => linkId);
    const findings = findingsOf(...answered(false, ...all));
    expect(findings.length).toBeGreaterThan(30);
    expect(findings.filter(({ status }) => status !== 'excluded')).toEqual([]);
  });
});

describe('a yes', () => {
  it('says what was asked, with the question and the answer as its source', () => {
    const [blood] = findingsOf(...answered(true, 'E_45'));
    expect(blood).toMatchObject({ label: 'Hemoptysis', status: 'present' });
    expect(blood?.sources[0]).toEqual({
      reference: 'QuestionnaireResponse/q1',
      display: 'Have you been coughing up blood?',
      value: 'yes',
      derivation: 'answer to question E_45',
    });
  });

  it('to "have you ever had" is marked as history', () => {
    const findings = findingsOf(...answered(true, 'E_107', 'E_118', 'E_69'));
    const marks = findings.map(({ label, sources: [source] }) => [label, source?.certainty, source?.derivation]);
    expect(marks).toContainEqual(['Stroke', 'history', 'answer to question E_107; history']);
    expect(marks).toContainEqual(['Pneumonia', 'history', 'answer to question E_118; history']);
    expect(marks).toContainEqual(['Diabetes mellitus', undefined, 'answer to question E_69']);
  });

  it('that passing stool is still possible says nothing of obstipation', () => {
    expect(toldBy(...answered(true, 'E_150'))).toEqual([]);
    expect(toldBy(...answered(false, 'E_150'))).toEqual([]);
  });
});
