import type { Bundle, OperationOutcome, Questionnaire } from 'fhir/r4.js';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../test/fixtures/fhir-judge.ts';
import { assessorOf, marfan } from '../../test/fixtures/marfan-assessment.ts';
import { testServer } from '../../test/fixtures/test-server.ts';
import type { Assessor, OperationRequest } from '../assessment/assessor.ts';

const { app } = await testServer(assessorOf(marfan));
const answer = (linkId: string, value: object) => ({ linkId, answer: [value] });
const yes = { valueBoolean: true };
const coded = (code: string) => ({
  valueCoding: { system: 'https://hoofbeats.example/fhir/CodeSystem/symptoms', code },
});

const patient = (id: string) => ({ resourceType: 'Patient', id });
const response = (items: readonly object[], members: object = {}) => ({
  resourceType: 'QuestionnaireResponse',
  id: 'q1',
  questionnaire: 'https://hoofbeats.example/fhir/Questionnaire/symptoms',
  status: 'completed',
  subject: { reference: 'Patient/p1' },
  item: items,
  ...members,
});
const bundleOf = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

/** A Bundle when all went well, otherwise an OperationOutcome. */
type Answer = Pick<Bundle, 'entry'> & Pick<OperationOutcome, 'issue'>;

async function ask(body: object, assessor?: Assessor) {
  const server = assessor ? (await testServer(assessor)).app : app;
  const answered = await request(server)
    .post('/fhir/$differential')
    .type('application/fhir+json')
    .send(JSON.stringify(body));
  return { status: answered.status, resource: JSON.parse(answered.text) as Answer };
}
const refused = async (...items: readonly object[]) => {
  const { status, resource } = await ask(bundleOf(patient('p1'), response(items)));
  expect(status).toBe(400);
  expect(problemsOf(resource)).toEqual([]);
  return resource.issue[0]!;
};
const at = (linkId: string) => `QuestionnaireResponse.item.where(linkId='${linkId}')`;

describe('GET /fhir/Questionnaire/symptoms', () => {
  it('answers the questionnaire, its codes and its map', async () => {
    for (const path of ['Questionnaire/symptoms', 'CodeSystem/symptoms', 'ConceptMap/symptoms-hpo']) {
      const { status, type, text } = await request(app).get(`/fhir/${path}`).buffer(true);
      expect([status, type]).toEqual([200, 'application/fhir+json']);
      const resource: Questionnaire = JSON.parse(text);
      expect(`${resource.resourceType}/${resource.id}`).toBe(path);
      expect(resource.copyright).toContain('CC BY 4.0');
    }
  });
});

describe('a QuestionnaireResponse in $differential', () => {
  it('reaches the assessment of its patient', async () => {
    const requests: OperationRequest[] = [];
    const assessor: Assessor = {
      async assess(asked) {
        if (asked.entrance === 'operation') requests.push(asked);
        return marfan;
      },
    };
    const { status } = await ask(bundleOf(patient('p1'), patient('p2'), response([answer('E_91', yes)])), assessor);
    expect(status).toBe(200);
    expect(requests.map(({ resources }) => resources.map(({ id }) => id))).toEqual([['q1'], []]);
  });

  it.each([
    ['an unknown linkId', 'E_999', [answer('E_999', yes)]],
    ['a value of the wrong type', 'E_91', [answer('E_91', { valueString: 'yes' })]],
    ['a value that is not offered', 'E_130', [answer('E_129', yes), answer('E_130', coded('V_89'))]],
    ['a number out of range', 'E_56', [answer('E_53', yes), answer('E_56', { valueInteger: 11 })]],
    [
      'an answer to what was not asked',
      'E_55',
      [answer('E_53', { valueBoolean: false }), answer('E_55', coded('V_89'))],
    ],
    ['two answers where one is taken', 'E_91', [answer('E_91', yes), answer('E_91', { valueBoolean: false })]],
    ['an answer to a group', 'pain', [answer('pain', yes)]],
  ])('is refused for %s, naming %s', async (_what, linkId, items) => {
    const issue = await refused(...items);
    expect(issue.expression).toEqual([at(linkId)]);
    expect(issue.diagnostics).toContain(`QuestionnaireResponse/q1: ${linkId} `);
  });

  it('has every item at fault named, and never what was answered', async () => {
    const issue = await refused(
      answer('E_91', { valueString: 'since Quijano came' }),
      answer('E_999', yes),
      answer('señora Quijano', yes),
    );
    expect(issue.expression).toEqual([at('E_91'), at('E_999'), 'QuestionnaireResponse.item[2].linkId']);
    expect(JSON.stringify(issue)).not.toContain('Quijano');
  });

  it('is read whatever its faults when it was entered in error or answers another form', async () => {
    for (const members of [{ status: 'entered-in-error' }, { questionnaire: 'https://example.org/phq-9' }]) {
      const { status } = await ask(bundleOf(patient('p1'), response([answer('E_999', yes)], members)));
      expect(status).toBe(200);
    }
  });

  it('fails its own patient and no other', async () => {
    const { status, resource } = await ask(bundleOf(patient('p1'), patient('p2'), response([answer('E_999', yes)])));
    expect(status).toBe(200);
    const outcome = resource.entry?.find(({ resource: entry }) => entry?.resourceType === 'OperationOutcome')?.resource;
    expect((outcome as OperationOutcome).issue[0]).toMatchObject({
      severity: 'error',
      expression: [at('E_999')],
      diagnostics: expect.stringContaining('Patient/p1'),
    });
  });
});
