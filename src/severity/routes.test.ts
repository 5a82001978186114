import type { CodeSystem, OperationOutcome } from 'fhir/r4.js';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import codeSystem from '../../fhir-profiles/CodeSystem-severity-states.json' with { type: 'json' };
import { problemsOf } from '../../test/fixtures/fhir-judge.ts';
import { testServer } from '../../test/fixtures/test-server.ts';
import { loadTerminology } from '../terminology/load.ts';
import { publishedExamples } from './published-examples.fixture.ts';
import { stateSystem, states } from './state.ts';
import type { triageAnswer } from './triage-answer.ts';

type Answer = ReturnType<typeof triageAnswer> & OperationOutcome;

const terminology = loadTerminology();
const { app, log } = await testServer(
  { assess: () => Promise.reject(new Error('triage asks no model')) },
  { terminology },
);

async function ask(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await request(app)
    .post('/triage')
    .set(headers)
    .send(body as object);
  return { status: response.status, answer: response.body as Answer, headers: response.headers };
}
const asList = (ratings: Readonly<Record<string, number>>) =>
  Object.entries(ratings).map(([name, severity]) => ({ name, severity }));
const three = [
  { name: 'fever', severity: 3 },
  { name: 'headache', severity: 3 },
  { name: 'cough', severity: 5 },
];

describe('POST /triage', () => {
  it.each(publishedExamples)('answers the published example %j with %s', async (ratings, state) => {
    for (const symptoms of [asList(ratings), ratings]) {
      const { status, answer } = await ask({ symptoms });
      expect(status).toBe(200);
      expect(answer.labels.es.toUpperCase()).toBe(state);
      expect(answer.state).toMatchObject({ system: stateSystem, display: answer.labels.en });
    }
  });

  it('answers in the language of the body, or else of Accept-Language, or else in English', async () => {
    const spanish = { 'Accept-Language': 'es-CO,es;q=0.9,en;q=0.5' };
    const asked = await ask({ symptoms: three }, spanish);
    expect(asked.headers['content-language']).toBe('es');
    expect(asked.answer.state.display).toBe('Molestias leves');
    expect(asked.answer.reasons[0]?.text).toBe(
      'Los tres síntomas más intensos promedian 3,7 de 10 (tos 5, fiebre 3, dolor de cabeza 3).',
    );
    expect((await ask({ symptoms: three, language: 'en' }, spanish)).answer.state.display).toBe('Mild discomfort');
    expect((await ask({ symptoms: three }, { 'Accept-Language': 'fr' })).answer.language).toBe('en');
  });

  it('takes codes, durations, vital signs and red flags', async () => {
    const { answer } = await ask({
      symptoms: [
        { coding: { system: 'http://snomed.info/sct', code: '267036007' }, severity: 6, durationDays: 2 },
        { coding: { system: 'urn:oid:2.16.840.1.113883.6.339', code: 'HP:0012735' }, severity: 4 },
        { name: 'HP:0001945', severity: 5 },
      ],
      vitals: { oxygenSaturation: 93, respiratoryRate: 26 },
      redFlags: ['cannot-complete-sentences'],
      age: 71,
    });
    expect(answer.state.code).toBe('acute-illness');
    expect(answer.symptoms.map(({ code }) => code)).toEqual(['HP:0002094', 'HP:0012735', 'HP:0001945']);
    expect(answer.news2).toEqual({ points: 5, complete: false });
    expect(answer.reasons.map(({ rule }) => rule)).toEqual(['red-flag', 'early-warning-score', 'symptom-score']);
  });

  it.each([
    [{}, 'symptoms'],
    [{ symptoms: three.slice(1) }, 'symptoms'],
    [{ symptoms: { fever: 3, cough: 2 } }, 'symptoms'],
    [{ symptoms: [three[0], { name: 'cough', severity: 11 }, three[1]] }, 'symptoms[1].severity'],
    [{ symptoms: [three[0], { name: 'cough', severity: '5' }, three[1]] }, 'symptoms[1].severity'],
    [{ symptoms: [three[0], { name: 'cough' }, three[1]] }, 'symptoms[1].severity'],
    [{ symptoms: [three[0], { name: 'Quijano', severity: 5 }, three[1]] }, 'symptoms[1].name'],
    [{ symptoms: [three[0], { severity: 5 }, three[1]] }, 'symptoms[1]'],
    [{ symptoms: [...three, { name: 'fiebre', severity: 5 }] }, 'symptoms[3]'],
    [{ symptoms: [...three, { coding: { system: 'x', code: 'y' }, severity: 5 }] }, 'symptoms[3].coding'],
    [{ symptoms: three.map((symptom) => ({ ...symptom, durationDays: -1 })) }, 'symptoms[0].durationDays'],
    [{ symptoms: three, vitals: { temperature: 98.6 } }, 'vitals.temperature'],
    [{ symptoms: three, vitals: { pulse: 70 } }, 'vitals'],
    [{ symptoms: three, redFlags: ['none of these'] }, 'redFlags[0]'],
    [{ symptoms: three, language: 'fr' }, 'language'],
  ])('refuses %j and names %s', async (body, expression) => {
    const { status, answer } = await ask(body);
    expect(status).toBe(400);
    expect(problemsOf(answer)).toEqual([]);
    expect(answer.issue[0]?.expression).toContain(expression);
    expect(JSON.stringify(answer) + log()).not.toContain('Quijano');
  });

  it('refuses what is no object', async () => {
    expect((await ask([1, 2, 3])).status).toBe(400);
    expect((await request(app).get('/triage')).status).toBe(405);
  });
});

describe('the published code system', () => {
  it('is the table of states', () => {
    const { concept, url } = codeSystem as CodeSystem;
    expect(url).toBe(stateSystem);
    expect(problemsOf(codeSystem)).toEqual([]);
    expect(
      Object.fromEntries(
        (concept ?? []).map(({ code, display, designation }) => [code, { en: display, es: designation?.[0]?.value }]),
      ),
    ).toEqual(states);
  });
});
