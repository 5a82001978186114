import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { projectRoot } from '../../src/config/paths.ts';
import { emptyPaths } from '../../src/http/empty-values.ts';
import { openTrust } from '../../src/http/trust/trust.ts';
import { createLogger } from '../../src/monitoring/logger.ts';
import { openServing, type Serving } from '../../src/serving.ts';
import { testServer } from '../fixtures/test-server.ts';
import { publicUrl, servicePath, type TrustedEhr, trustedEhr } from '../fixtures/trusted-ehr.ts';

const epic = JSON.parse(readFileSync(join(projectRoot, 'test/fixtures/epic-patient-view.json'), 'utf8'));

let serving: Serving;
let ehr: TrustedEhr;
const close: (() => Promise<void>)[] = [];

/** The server for an Epic site whose entry in the registry says this. */
async function serverFor(entry: object) {
  const { iss } = epic.token.claims;
  ehr = await trustedEhr({ issuer: iss, algorithms: ['RS384'], dialect: 'epic', ...entry });
  close.push(ehr.close);
  const config = loadConfig({ PUBLIC_URL: publicUrl, EHR_REGISTRY: ehr.registry, DEADLINE_MS: '20000' });
  const trust = await openTrust(config, { logger: createLogger({ level: 'error' }) });
  return testServer(serving.assessor, { config, trust });
}
beforeAll(async () => {
  serving = await openServing(loadConfig({}));
});
afterAll(async () => {
  for (const one of close) await one();
  await serving.close();
});

function token() {
  const { claims, nbfBeforeIat, expAfterIat } = epic.token;
  const iat = Math.floor(Date.now() / 1000);
  return ehr.token({ key: ehr.rs384, claims: { ...claims, iat, nbf: iat - nbfBeforeIat, exp: iat + expAfterIat } });
}

async function call(body: object, entry: object = {}) {
  const { app, log } = await serverFor(entry);
  const response = await request(app).post(servicePath).set('Authorization', `Bearer ${token()}`).send(body);
  return { response, log };
}

describe('a patient-view request of Epic', () => {
  it('C5 C6 C9 C10 C13 T5 J8 J11 gets a valid card', async () => {
    const { response } = await call(epic.request);
    expect(response.status, response.text).toBe(200);
    const [card, ...more] = response.body.cards;
    expect(more).toEqual([]);
    expect(emptyPaths(response.body)).toEqual([]);
    expect(card.summary).toMatch(/Marfan syndrome/);
    expect([...card.summary].length).toBeLessThan(140);
    expect(card).toMatchObject({ indicator: 'info', uuid: expect.any(String), source: { label: expect.any(String) } });
  });

  const missing = async (entry: object) => {
    const { response } = await call(epic.request, entry);
    return /Not obtained: .*/.exec(response.body.cards[0].detail)?.[0];
  };

  it('C10 C22 is read by its content: keys of the site’s own, category as an object', async () => {
    // A search that found nothing has no content to tell what it was for.
    expect(await missing({})).toBe('Not obtained: encounter diagnoses (not sent), laboratory results (not sent)');
  });

  it('C10 C22 is complete when the registry knows the site’s keys: an outcome entry is neither data nor a failure', async () => {
    const prefetchKeys = {
      patient: '-pat',
      problems: '-problems',
      encounterDx: '-encdx',
      labs: '-labs',
      vitals: '-vitals',
    };
    expect(await missing({ prefetchKeys })).toBeUndefined();
  });

  it('C17 C19 is refused with 412 when Epic has stripped it of its data', async () => {
    const { prefetch: _, fhirAuthorization: __, fhirServer: ___, ...stripped } = epic.request;
    const { response } = await call(stripped);
    expect(response.status).toBe(412);
    expect(response.body.issue[0].expression).toContain('prefetch.patient');
  });

  it('C14 leaves neither of its tokens in the log', async () => {
    const { log } = await call(epic.request);
    const lines = log();
    expect(lines).toContain('/cds-services/:id');
    expect(lines).not.toContain(epic.request.fhirAuthorization.access_token);
    expect(lines).not.toMatch(/eyJ/);
  });
});
