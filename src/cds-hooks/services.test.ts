import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessorOf, marfan } from '../../test/fixtures/marfan-assessment.ts';
import { testServer } from '../../test/fixtures/test-server.ts';
import { cdsServicesDir } from '../config/paths.ts';
import { emptyPaths } from '../http/empty-values.ts';
import { loadServices } from './load-services.ts';
import { resolveTemplate, templateProblems } from './prefetch-template.ts';
import { serviceJsonSchema } from './service-schema.ts';

const shipped = JSON.parse(await readFile(join(cdsServicesDir, 'differential-diagnosis.json'), 'utf8'));

describe('GET /cds-services', () => {
  it('D1 D2 D3 D4 D5 D6 D7 D8 D9 lists the services with every field that the specification names, and no other', async () => {
    const { app } = await testServer(assessorOf(marfan));
    const response = await request(app).get('/cds-services');
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    const { id, title, description, usageRequirements, prefetch } = shipped;
    const same = { id, title, description, usageRequirements, prefetch, version: '2.0.1' };
    const entry = (hook: string, hookVersion: string) => ({ ...same, hook, hookVersion });
    expect(response.body).toEqual({
      services: [
        entry('patient-view', '1.0'),
        entry('encounter-discharge', '1.0'),
        entry('problem-list-item-create', '0.1.0'),
      ],
    });
  });

  it('D10 C1 lists services that answer under the same base URL, each by its id', async () => {
    const { app } = await testServer(assessorOf(marfan));
    const { services } = (await request(app).get('/cds-services')).body;
    for (const { id } of services) expect((await request(app).post(`/cds-services/${id}`).send({})).status).toBe(400);
  });

  it('T3 holds nothing empty', async () => {
    const { app } = await testServer(assessorOf(marfan));
    expect(emptyPaths((await request(app).get('/cds-services')).body)).toEqual([]);
  });

  it('D2 is an empty list without services', async () => {
    const { app } = await testServer(assessorOf(marfan), { services: [] });
    expect((await request(app).get('/cds-services')).body).toEqual({ services: [] });
  });

  it('T6 answers the preflight of a browser', async () => {
    const { app } = await testServer(assessorOf(marfan));
    const paths = ['/cds-services', '/cds-services/differential-diagnosis'];
    for (const path of paths)
      expect((await request(app).options(path)).headers['access-control-allow-origin']).toBe('*');
  });
});

describe('service files', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'cds-services-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  const loading = async (...services: readonly object[]) => {
    await Promise.all(services.map((service, at) => writeFile(join(dir, `s${at}.json`), JSON.stringify(service))));
    return loadServices(dir);
  };

  it('schema.json is the schema that the program checks', async () => {
    expect(JSON.parse(await readFile(join(cdsServicesDir, 'schema.json'), 'utf8'))).toEqual(serviceJsonSchema());
  });

  it.each([
    ['a hook that is unknown', { hooks: ['patient-greet'] }, /hooks/],
    ['more than three diagnoses on a card (R19)', { thresholds: { diagnoses: 9, probability: 0 } }, /diagnoses/],
    ['an override reason without display (R13)', { overrideReasons: [{ system: 's', code: 'c' }] }, /display/],
    ['a field of another name', { titel: 'x' }, /titel/],
    [
      'a prefetch template beyond the safe subset (D12)',
      { prefetch: { labs: 'Observation?name:exact=x' } },
      /safe subset/,
    ],
  ])('are refused at boot with %s', async (_, change, message) => {
    await expect(loading({ ...shipped, ...change })).rejects.toThrow(message);
  });

  it('D9 may share an id under different hooks only', async () => {
    await expect(loading(shipped, shipped)).rejects.toThrow(
      'The files of cds-services/ define differential-diagnosis under patient-view twice',
    );
    const services = await loading(
      { ...shipped, hooks: ['patient-view'] },
      { ...shipped, hooks: ['encounter-discharge'] },
    );
    expect(services.map(({ id, hook }) => `${id} ${hook}`)).toEqual([
      'differential-diagnosis patient-view',
      'differential-diagnosis encounter-discharge',
    ]);
  });

  it('are refused when they are not JSON', async () => {
    await writeFile(join(dir, 's0.json'), '{');
    await expect(loadServices(dir)).rejects.toThrow('cds-services/s0.json: it is not JSON');
  });
});

describe('prefetch templates', () => {
  it('D12 D13 D14 of the shipped service are within what every EHR resolves', () => {
    for (const hook of shipped.hooks)
      for (const template of Object.values<string>(shipped.prefetch))
        expect(templateProblems(template, hook)).toEqual([]);
  });

  it.each([
    ['a token of another hook (D13)', 'Patient/{{context.draftOrders}}', 'token {{context.draftOrders}}'],
    ['a nested token (D13)', 'Patient/{{context.patientId.x}}', 'token {{context.patientId.x}}'],
    ['today(), which Epic and Oracle do not resolve', 'Observation?patient=1&date=ge{{today()}}', 'token {{today()}}'],
    ['sort without underscore (D14)', 'Observation?patient=1&sort=-date', 'search parameter sort'],
    ['a chained search (D12)', 'Observation?patient.name=x', 'search parameter patient.name'],
    ['a modifier (D12)', 'Condition?code:text=x', 'modifier :text'],
    ['an operation', 'Patient/1/$everything', 'neither an instance read'],
  ])('are refused with %s', (_, template, problem) => {
    expect(templateProblems(template, 'patient-view').join()).toContain(problem);
  });

  it('D13 know no token for the resources of a context', () => {
    expect(templateProblems('Condition/{{context.conditions}}', 'problem-list-item-create')).toHaveLength(1);
  });

  const context = { userId: 'Practitioner/u-1', patientId: 'p.1' };
  it.each([
    ['Condition?patient={{context.patientId}}&encounter={{context.encounterId}}', 'Condition?patient=p.1&encounter=e1'],
    ['Observation?subject={{context.patientId}}&_count=5', 'Observation?subject=p.1&_count=5'],
    ['Practitioner/{{userPractitionerId}}', 'Practitioner/u-1'],
    ['PractitionerRole/{{userPractitionerRoleId}}', undefined],
    ['Patient/{{userPatientId}}', undefined],
  ])('D13 %s stands for %s', (template, query) => {
    expect(resolveTemplate(template, { ...context, encounterId: 'e1' })).toBe(query);
  });

  it('D13 stand for nothing where a token has no value', () => {
    expect(resolveTemplate('Condition?encounter={{context.encounterId}}', context)).toBeUndefined();
  });
});
