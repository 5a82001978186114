import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from 'fhir/r4.js';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isBorrowed } from '../../src/cds-hooks/foreign-page.ts';
import { loadConfig } from '../../src/config/load.ts';
import { fhirProfilesDir } from '../../src/config/paths.ts';
import { openServing, type Serving } from '../../src/serving.ts';
import { type EhrServer, openEhr } from '../fixtures/ehr-server.ts';
import { testServer } from '../fixtures/test-server.ts';

const bundle: Bundle = JSON.parse(
  readFileSync(join(fhirProfilesDir, 'examples', 'slurred-speech-tremor.json'), 'utf8'),
);
const karim = (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
const path = '/cds-services/differential-diagnosis';
const publicUrl = 'http://127.0.0.1:3000';

describe('a page of another origin, in open mode', { timeout: 60_000 }, () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await openServing(loadConfig({}));
  });
  afterAll(() => serving.close());
  const open: EhrServer[] = [];
  afterEach(async () => {
    for (const ehr of open.splice(0)) await ehr.close();
  });

  /** What the page is answered, and whether the FHIR server of this machine was asked. */
  async function answered(origin: string | undefined, token?: string) {
    const ehr = await openEhr(karim, token ? { token } : {});
    open.push(ehr);
    const settings = { PUBLIC_URL: publicUrl, FHIR_SERVERS: ehr.base, DEADLINE_MS: '20000', FHIR_DEADLINE_MS: '8000' };
    const { app, metrics } = await testServer(serving.assessor, { config: loadConfig(settings) });
    const { status, body } = await request(app)
      .post(path)
      .set({ Host: '127.0.0.1:3000', ...(origin !== undefined && { Origin: origin }) })
      .send({
        hook: 'patient-view',
        hookInstance: '3f2b4c1e-7a55-4b2c-9a38-0d2f0c7f9b11',
        fhirServer: ehr.base,
        ...(token && {
          fhirAuthorization: { access_token: token, token_type: 'Bearer', expires_in: 300, scope: 'user/*.rs' },
        }),
        context: { userId: 'Practitioner/u', patientId: 'karim' },
      });
    const refused = await metrics.registry.getSingleMetricAsString('hoofbeats_fhir_read_failures_total');
    return {
      status,
      cards: body.cards?.length,
      asked: ehr.requests.length > 0,
      counted: /foreign-page"} 1/.test(refused),
    };
  }

  it('cannot have an open FHIR server of this machine read for it', async () => {
    // Without a record there is nothing to be said: the service has no evidence, and no card.
    for (const origin of ['https://evil.example', 'http://127.0.0.1:8000', 'null'])
      expect(await answered(origin)).toMatchObject({ asked: false, counted: true });
    expect((await answered('https://evil.example')).cards ?? 0).toBe(0);
  });

  it('is served what it could read itself, with a token', async () => {
    expect(await answered('https://sandbox.example', 't0ken')).toEqual({
      ...{ status: 200, cards: 1, asked: true, counted: false },
    });
  });

  it('does not keep programs and the own page from reading', async () => {
    for (const origin of [undefined, publicUrl])
      expect(await answered(origin)).toEqual({ status: 200, cards: 1, asked: true, counted: false });
  });
});

it('a registered EHR proves itself, whatever page its call comes from', () => {
  const access = { server: 'https://ehr.example/r4', lifeMs: 1 };
  const headers = { origin: 'https://evil.example', host: 'ddx.example' };
  const ehr = { issuer: 'https://ehr.example' } as never;
  expect(isBorrowed(access, { ehr }, headers, publicUrl)).toBe(false);
  expect(isBorrowed(access, {}, headers, publicUrl)).toBe(true);
});
