import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Bundle } from 'fhir/r4.js';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { fhirProfilesDir } from '../../src/config/paths.ts';
import { openServing, type Serving } from '../../src/serving.ts';
import { type EhrServer, openEhr } from '../fixtures/ehr-server.ts';
import { openMisbehavingEhr } from '../fixtures/ehr-server-misbehaving.ts';
import { problemsOf } from '../fixtures/fhir-judge.ts';
import { testServer } from '../fixtures/test-server.ts';

const resourcesOf = (example: string) => {
  const bundle: Bundle = JSON.parse(readFileSync(join(fhirProfilesDir, 'examples', `${example}.json`), 'utf8'));
  return (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
};
const karim = resourcesOf('slurred-speech-tremor');
const token = 's3cr3t-t0ken';

let serving: Serving;
beforeAll(async () => {
  // A card bears the id of its assessment, held still here.
  serving = await openServing(loadConfig({}), { newId: () => '00000000-0000-4000-8000-000000000000' });
});
afterAll(() => serving.close());

const open: EhrServer[] = [];
afterEach(async () => {
  for (const ehr of open.splice(0)) await ehr.close();
});
async function opened<T extends EhrServer>(ehr: Promise<T>): Promise<T> {
  open.push(await ehr);
  return ehr;
}

/** The server, with patience: test machines are busy. */
function serverFor({ base }: EhrServer, settings: Readonly<Record<string, string>> = {}) {
  const patient = { FHIR_SERVERS: base, DEADLINE_MS: '20000', FHIR_DEADLINE_MS: '8000', FHIR_PAGES: '50' };
  const config = loadConfig({ PUBLIC_URL: 'https://ddx.example', ...patient, ...settings });
  return testServer(serving.assessor, { config });
}

type Server = Awaited<ReturnType<typeof serverFor>>;
const failures = ({ metrics }: Server) =>
  metrics.registry.getSingleMetricAsString('hoofbeats_fhir_read_failures_total');
const path = '/cds-services/differential-diagnosis';

const callOf = (ehr: EhrServer, prefetch?: object, patientId = 'karim') => ({
  hook: 'patient-view',
  hookInstance: '3f2b4c1e-7a55-4b2c-9a38-0d2f0c7f9b11',
  fhirServer: ehr.base,
  fhirAuthorization: {
    access_token: token,
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'patient/*.rs',
    subject: 'ddx',
  },
  context: { userId: 'Practitioner/1', patientId },
  ...(prefetch && { prefetch }),
});

async function post(server: Server, body: object, status = 200): Promise<string> {
  const response = await request(server.app).post(path).send(body);
  expect(response.status, response.text).toBe(status);
  return response.text;
}

const keys = ['patient', 'problems', 'encounterDx', 'labs', 'vitals'] as const;
type Key = (typeof keys)[number];

/** What the EHR itself answers to the queries that discovery lists, with or without the following pages. */
async function prefetchFrom(server: Server, ehr: EhrServer, patientId = 'karim') {
  const { body } = await request(server.app).get('/cds-services');
  const templates: Record<string, string> = body.services[0].prefetch;
  const answers = Object.entries(templates).map(async ([key, template]) => {
    const url = `${ehr.base}/${template.replace('{{context.patientId}}', patientId)}`;
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
    return [key, await answer.json()] as const;
  });
  return Object.fromEntries(await Promise.all(answers)) as Record<Key, Bundle>;
}

/** The same Bundle as a client without fullUrls would write it. */
const bare = ({ entry, link: _, ...bundle }: Bundle): Bundle => ({
  ...bundle,
  ...(entry && { entry: entry.map(({ resource }) => ({ resource: resource! })) }),
});

describe('evidence by prefetch and by FHIR', () => {
  it('C12 C13 C21 the same patient gets byte-identical cards with prefetch, without it, and page by page', async () => {
    for (const example of ['slurred-speech-tremor', 'tall-boy-lens', 'burning-hands-no-sweat']) {
      const resources = resourcesOf(example);
      const { id = '' } = resources.find(({ resourceType }) => resourceType === 'Patient')!;
      const ehr = await opened(openEhr(resources, { token }));
      const paging = await opened(openEhr(resources, { token, pageSize: 2 }));
      const server = await serverFor(ehr);
      const prefetch = await prefetchFrom(server, ehr, id);
      const expected = await post(server, callOf(ehr, prefetch, id));
      expect(JSON.parse(expected).cards).toHaveLength(1);
      expect(expected).not.toContain('Not obtained');
      expect(await post(server, callOf(ehr, undefined, id))).toBe(expected);
      expect(await post(server, callOf(ehr, {}, id))).toBe(expected);
      expect(await post(await serverFor(paging), callOf(paging, undefined, id))).toBe(expected);
      expect(paging.requests.length).toBeGreaterThan(ehr.requests.length / 3);
    }
  });

  it('C6 C11 C21 C22 however its prefetch is cut up, renamed and paged, the card is the same', async () => {
    const ehr = await opened(openEhr(karim, { token, pageSize: 3 }));
    const whole = await opened(openEhr(karim, { token }));
    const server = await serverFor(ehr);
    const pages = await prefetchFrom(server, ehr);
    const full = await prefetchFrom(server, whole);
    const expected = await post(server, callOf(ehr, full));
    /** What may become of a key on its way, none of which changes what is known in the end. */
    const fates: Readonly<Record<string, (key: Key) => object>> = {
      sent: (key) => ({ [key]: full[key] }),
      'without fullUrls': (key) => ({ [key]: key === 'patient' ? full[key] : bare(full[key]) }),
      absent: () => ({}),
      'first page': (key) => ({ [key]: pages[key] }),
      renamed: (key) => ({ [`-${key}`]: full[key] }),
    };
    const fate = fc.constantFrom(...Object.keys(fates));
    await fc.assert(
      fc.asyncProperty(fc.tuple(fate, fate, fate, fate, fate), async (drawn) => {
        const prefetch = Object.assign({}, ...keys.map((key, at) => fates[drawn[at]!]!(key)));
        expect(await post(server, callOf(ehr, prefetch)), drawn.join()).toBe(expected);
      }),
      { numRuns: 25 },
    );
  });

  it('C18 a card says what could not be read, and what was never sent', async () => {
    const resources = resourcesOf('tall-boy-lens');
    const holder = await opened(openEhr(resources, { token }));
    const broken = await opened(openMisbehavingEhr('internal error', 'http://elsewhere.example'));
    const server = await serverFor(broken);
    const { patient, problems, encounterDx } = await prefetchFrom(await serverFor(holder), holder, 'milo');
    const call = callOf(broken, { patient, problems, encounterDx }, 'milo');
    const gaps = async (body: object) =>
      /Not obtained: .*/.exec(JSON.parse(await post(server, body)).cards[0].detail)?.[0];
    expect(await gaps(call)).toBe(
      'Not obtained: laboratory results (could not be read), vital signs (could not be read)',
    );
    expect(await gaps({ ...call, fhirServer: undefined, fhirAuthorization: undefined })).toBe(
      'Not obtained: laboratory results (not sent), vital signs (not sent)',
    );
  });

  it('C11 a card says what was cut short when there are more pages than may be read', async () => {
    const ehr = await opened(openEhr(resourcesOf('tall-boy-lens'), { token, pageSize: 4 }));
    const server = await serverFor(ehr, { FHIR_PAGES: '2' });
    const [card] = JSON.parse(await post(server, callOf(ehr, undefined, 'milo'))).cards;
    expect(card.detail).toMatch(/Not obtained: .*\(cut short\)/);
  });

  it('C13 C14 C17 what cannot be had is refused with 412 naming the keys, and no word of the token', async () => {
    const ehr = await opened(openEhr(karim, { token: 'another' }));
    const server = await serverFor(ehr);
    const text = await post(server, callOf(ehr), 412);
    const outcome = JSON.parse(text);
    expect(problemsOf(outcome)).toEqual([]);
    expect(outcome.issue[0].expression).toEqual(keys.map((key) => `prefetch.${key}`));
    expect(ehr.requests.map(({ authorization }) => authorization)).toEqual(Array(5).fill(`Bearer ${token}`));
    const lines = server.log();
    expect(lines).toMatch(/"reason":"status","status":401,.*"type":"Observation"/);
    for (const secret of [token, 'karim', ehr.base]) expect(lines + text).not.toContain(secret);
  });

  it('C15 C16 a server that is not listed is never contacted', async () => {
    const ehr = await opened(openEhr(karim, { token }));
    const server = await serverFor(ehr, { FHIR_SERVERS: 'https://other.example/fhir' });
    await post(server, callOf(ehr), 412);
    expect(ehr.requests).toEqual([]);
    expect(server.log()).toContain('"reason":"not-listed"');
    expect(await failures(server)).toContain('{reason="not-listed"} 1');
  });

  it('C15 an open server needs no token', async () => {
    const ehr = await opened(openEhr(karim));
    const call = { ...callOf(ehr), fhirAuthorization: undefined };
    expect(JSON.parse(await post(await serverFor(ehr), call)).cards).toHaveLength(1);
  });

  it('C13 C20 one deadline holds for everything that is read', async () => {
    const ehr = await opened(openMisbehavingEhr('trickling', 'http://elsewhere.example'));
    const server = await serverFor(ehr, { FHIR_DEADLINE_MS: '150' });
    const started = performance.now();
    const { cards } = JSON.parse(await post(server, callOf(ehr, undefined, 'p1')));
    expect(performance.now() - started).toBeLessThan(2000);
    expect(cards).toEqual([]);
    expect(server.log()).toContain('"reason":"timeout"');
    expect(await failures(server)).toContain('{reason="timeout"}');
  });
});

describe('the hooks under one id', () => {
  const conditions = {
    resourceType: 'Bundle',
    entry: [
      {
        resource: {
          resourceType: 'Condition',
          category: [{ coding: [{ code: 'problem-list-item' }] }],
          code: { coding: [{ system: 'http://snomed.info/sct', code: '74969002' }], text: 'Ectopia lentis' },
          subject: { reference: 'Patient/milo' },
        },
      },
    ],
  };
  const milo = resourcesOf('tall-boy-lens').filter(({ id }) => id !== 'milo-c1');

  it('D9 C4 encounter-discharge answers as patient-view does', async () => {
    const ehr = await opened(openEhr(milo, { token }));
    const server = await serverFor(ehr);
    const call = callOf(ehr, undefined, 'milo');
    const discharge = { ...call, hook: 'encounter-discharge', context: { ...call.context, encounterId: 'e1' } };
    expect(await post(server, discharge)).toBe(await post(server, call));
  });

  it('D9 C4 problem-list-item-create reads the Conditions being entered as provisional evidence', async () => {
    const ehr = await opened(openEhr(milo, { token }));
    const server = await serverFor(ehr);
    const call = callOf(ehr, undefined, 'milo');
    const entering = { ...call, hook: 'problem-list-item-create', context: { ...call.context, conditions } };
    const before = JSON.parse(await post(server, call)).cards[0].detail;
    const after = JSON.parse(await post(server, entering)).cards[0].detail;
    expect(before).not.toContain('Ectopia lentis');
    expect(after).toMatch(/Ectopia lentis.*provisional/);
  });
});
