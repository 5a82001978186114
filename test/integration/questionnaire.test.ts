import type { Bundle, BundleEntry, Questionnaire, QuestionnaireItem, RiskAssessment } from 'fhir/r4.js';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsOf } from '../fixtures/fhir-judge.ts';
import { openRealServer, type RealServer } from '../fixtures/real-server.ts';

let server: RealServer;
beforeAll(async () => {
  server = await openRealServer();
});
afterAll(() => server.close());

/** Fills the form in as a program would that knows nothing of it but FHIR: yes to whatever is in `symptoms`, else no. */
function filledIn({ url, item = [] }: Questionnaire, symptoms: readonly string[]) {
  const said = (linkId: string) => symptoms.includes(linkId);
  const isAsked = ({ enableWhen = [] }: QuestionnaireItem) => enableWhen.every(({ question }) => said(question));
  const answerTo = ({ linkId, type, answerOption = [] }: QuestionnaireItem) => {
    if (type === 'boolean') return [{ valueBoolean: said(linkId) }];
    if (type === 'integer') return [{ valueInteger: 4 }];
    return answerOption.slice(0, 1);
  };
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'filled-in',
    status: 'completed',
    questionnaire: url,
    authored: '2026-11-20T09:00:00Z',
    subject: { reference: 'Patient/p1' },
    item: item
      .filter(({ type }) => type === 'group')
      .map((group) => ({
        linkId: group.linkId,
        item: (group.item ?? [])
          .filter(isAsked)
          .map((question) => ({ linkId: question.linkId, answer: answerTo(question) })),
      })),
  };
}

describe('the questionnaire, from its form to the assessment', () => {
  it('is fetched, filled in, sent, and cited as the source of what was found', async () => {
    const form: Questionnaire = JSON.parse(
      (await request(server.app).get('/fhir/Questionnaire/symptoms').buffer(true)).text,
    );
    const response = filledIn(form, ['E_53', 'E_52', 'E_172', 'E_90', 'E_65', 'E_63']);
    expect(problemsOf(response)).toEqual([]);
    const answered = await request(server.app)
      .post('/fhir/$differential')
      .send({
        resourceType: 'Bundle',
        type: 'collection',
        entry: [
          { resource: { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1994-02-02' } },
          { resource: response },
        ],
      });
    expect(answered.status, answered.text.slice(0, 500)).toBe(200);
    const assessment = (answered.body as Bundle).entry
      ?.map(({ resource }: BundleEntry) => resource)
      .find((resource) => resource?.resourceType === 'RiskAssessment') as RiskAssessment;
    expect(assessment.basis).toContainEqual(expect.objectContaining({ reference: 'QuestionnaireResponse/filled-in' }));
    const sentences = (assessment.prediction ?? []).map(({ rationale }) => rationale).join('\n');
    expect(sentences).toContain('Diplopia');
  });
});
