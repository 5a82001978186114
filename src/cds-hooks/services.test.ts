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
import { templateProblems } from './prefetch-template.ts';
import { serviceJsonSchema } from './service-schema.ts';

const shipped = JSON.parse(await readFile(join(cdsServicesDir, 'differential-diagnosis.json'), 'utf8'));

describe('GET /cds-services', () => {
  it('D1 D2 D3 D4 D5 D6 D7 lists the services with every field that the specification names, and no other', async () => {
    const { app } = await testServer(assessorOf(marfan));
    const response = await request(app).get('/cds-services');
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    const { id, hook, title, description, usageRequirements, prefetch } = shipped;
    expect(response.body).toEqual({
      services: [{ id, hook, title, description, usageRequirements, prefetch, version: '2.0.1' }],
    });
  });

  it('T3 holds nothing empty', async () => {
    const { app } = await testServer(assessorOf(marfan));
    expect(emptyPaths((await request(app).get('/cds-services')).body)).toEqual([]);
  });

  it('D2 is an empty list without services', async () => {
    const { app } = await testServer(assessorOf(marfan), { services: [] });
    expect((await request(app).get('/cds-services')).body).toEqual({ services: [] });
  });

  it('T6 D11 answers the preflight of a browser', async () => {
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
    ['a hook that is unknown', { hook: 'patient-greet' }, /hook/],
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
    await expect(loading(shipped, shipped)).rejects.toThrow('Two files of cds-services/ define differential-diagnosis');
  });

  it('are refused when they are not JSON', async () => {
    await writeFile(join(dir, 's0.json'), '{');
    await expect(loadServices(dir)).rejects.toThrow('cds-services/s0.json: it is not JSON');
  });
});

describe('prefetch templates', () => {
  it('D12 D13 D14 of the shipped service are within what every EHR resolves', () => {
    for (const template of Object.values<string>(shipped.prefetch))
      expect(templateProblems(template, 'patient-view')).toEqual([]);
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
});
