import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { assessorOf, marfan } from '../../test/fixtures/marfan-assessment.ts';
import { testServer } from '../../test/fixtures/test-server.ts';
import { loadConfig } from '../config/load.ts';
import { cdsServicesDir } from '../config/paths.ts';
import { loadServices } from './load-services.ts';

const path = '/cds-services/differential-diagnosis';
const call = {
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { userId: 'Practitioner/u1', patientId: 'p1' },
  prefetch: { patient: { resourceType: 'Patient', id: 'p1' }, problems: null },
};
const feedback = [{ card: 'c', outcome: 'overridden', outcomeTimestamp: '2024-05-19T19:44:04Z' }];
const off = loadConfig({ DISABLED_SERVICES: 'differential-diagnosis' });
const disabledFile = (await loadServices(cdsServicesDir)).map((service) => ({ ...service, enabled: false }));

describe('a service that is switched off', () => {
  it.each([
    ['by a setting', { config: off }],
    ['in its file', { services: disabledFile }],
  ])('%s is not discovered, assesses nobody and answers {"cards":[]}', async (_, overrides) => {
    const assessor = assessorOf(marfan);
    const { app, metrics } = await testServer(assessor, overrides);
    expect((await request(app).get('/cds-services')).body).toEqual({ services: [] });
    expect((await request(app).post(path).send(call)).body).toEqual({ cards: [] });
    expect(assessor.requests).toEqual([]);
    expect(await metrics.registry.metrics()).toContain(
      'hoofbeats_silent_calls_total{service="differential-diagnosis",hook="patient-view",reason="disabled"} 1',
    );
  });

  it('F7 still takes feedback about the cards of before', async () => {
    const { app } = await testServer(assessorOf(marfan), { config: off });
    expect((await request(app).post(`${path}/feedback`).send({ feedback })).status).toBe(200);
  });
});

describe('in open mode', () => {
  it('nothing is a repeat: whoever calls could speak in another’s name', async () => {
    const assessor = assessorOf(marfan);
    const { app } = await testServer(assessor);
    for (const _ of [1, 2]) expect((await request(app).post(path).send(call)).body.cards).toHaveLength(1);
    for (const asked of assessor.requests) expect(asked).not.toHaveProperty('showing');
  });

  it('F1 F10 feedback is answered 200 and refused with an OperationOutcome', async () => {
    const { app, metrics } = await testServer(assessorOf(marfan));
    const post = (body: object, to = path) => request(app).post(`${to}/feedback`).send(body);
    expect(await post({ feedback })).toMatchObject({ status: 200, text: '' });
    expect(await metrics.registry.metrics()).toContain(
      'hoofbeats_feedback_total{service="differential-diagnosis",outcome="overridden",reason="none"} 1',
    );
    expect(await post({ feedback: [] })).toMatchObject({ status: 400, body: { resourceType: 'OperationOutcome' } });
    expect((await post({ feedback }, '/cds-services/unknown')).status).toBe(404);
  });
});
