import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import type { Bundle, Resource } from 'fhir/r4.js';
import request from 'supertest';
import { loadConfig } from '../../src/config/load.ts';
import { fhirProfilesDir } from '../../src/config/paths.ts';
import { openTrust } from '../../src/http/trust/trust.ts';
import { createLogger } from '../../src/monitoring/logger.ts';
import { openServing } from '../../src/serving.ts';
import { loadReverseMaps } from '../../src/terminology/reverse-maps.ts';
import { testServer } from '../fixtures/test-server.ts';
import { publicUrl, servicePath, tenantIssuer, trustedEhr } from '../fixtures/trusted-ehr.ts';

/** JSON as it came over the wire: nothing is known of it. */
// biome-ignore lint/suspicious/noExplicitAny: rules look into members that may not be there.
export type Json = any;

/** An answer of the service, with who asked and how. */
export interface Answer {
  readonly client: string;
  readonly hook: string;
  readonly example: string;
  readonly status: number;
  readonly body: Json;
}

const examplesDir = join(fhirProfilesDir, 'examples');
const readExample = (name: string) => JSON.parse(readFileSync(join(examplesDir, `${name}.json`), 'utf8'));
export const examples: readonly string[] = readExample('index').examples.map(({ id }: { readonly id: string }) => id);
/** The record of an example, as R4 resources. */
export const resourcesOf = (example: string): readonly Resource[] =>
  ((readExample(example) as Bundle).entry ?? []).flatMap(({ resource }) => resource ?? []);

const searchset = (resources: readonly Resource[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(resources.length > 0 && { entry: resources.map((resource) => ({ resource })) }),
});
const newCondition = (patient: string) => ({
  resourceType: 'Condition',
  code: { text: 'Fatigue', coding: [{ system: 'http://snomed.info/sct', code: '84229001' }] },
  subject: { reference: `Patient/${patient}` },
});

/** What hooks add to the context of patient-view. */
const contexts: Readonly<Record<string, (patient: string) => object>> = {
  'patient-view': () => ({}),
  'encounter-discharge': () => ({ encounterId: 'e1' }),
  'problem-list-item-create': (patient) => ({
    conditions: { resourceType: 'Bundle', entry: [{ resource: newCondition(patient) }] },
  }),
};

/** The call that an EHR makes about an example, with all that discovery asks to be prefetched. */
export function callAbout(example: string, hook = 'patient-view') {
  const resources = resourcesOf(example);
  const patient = resources.find(({ resourceType }) => resourceType === 'Patient');
  const id = patient?.id ?? '';
  const of = (type: string) => searchset(resources.filter(({ resourceType }) => resourceType === type));
  return {
    hook,
    hookInstance: '3f2b4c1e-7a55-4b2c-9a38-0d2f0c7f9b11',
    context: { userId: 'Practitioner/1', patientId: id, ...contexts[hook]?.(id) },
    prefetch: { patient, problems: of('Condition'), encounterDx: null, labs: of('Observation'), vitals: null },
  };
}

/** Where a client calls, and the header by which it is known. */
interface Client {
  readonly app: Express;
  readonly authorization?: () => string;
}

/**
 * The whole server with the shipped models, in open mode and as a trusted EHR of each dialect meets it; and what it
 * answers to every hook about every example.
 */
export async function openConformanceServer() {
  const ehr = await trustedEhr({ dialect: 'oracle' });
  const settings = { PUBLIC_URL: publicUrl, APP_URL: 'https://ddx.example/launch', DEADLINE_MS: '20000' };
  const config = loadConfig({ ...settings, EHR_REGISTRY: ehr.registry });
  const reverseMaps = loadReverseMaps();
  const trust = await openTrust(config, { logger: createLogger({ level: 'error' }) });
  const serving = await openServing(config);
  const open = await testServer(serving.assessor, { config: loadConfig(settings), reverseMaps });
  const guarded = await testServer(serving.assessor, { config, trust, reverseMaps });
  const epic = { iss: tenantIssuer, tenant: 'north-clinic' };
  const clients: Readonly<Record<string, Client>> = {
    standard: { app: open.app },
    oracle: { app: guarded.app, authorization: () => `Bearer ${ehr.token()}` },
    epic: { app: guarded.app, authorization: () => `Bearer ${ehr.token({ claims: epic })}` },
  };

  async function ask(client: string, example: string, hook: string): Promise<Answer> {
    const { app, authorization } = clients[client]!;
    const sent = request(app).post(servicePath);
    if (authorization) sent.set('Authorization', authorization());
    const { status, body } = await sent.send(callAbout(example, hook));
    return { client, hook, example, status, body };
  }

  return {
    app: open.app,
    async answers(): Promise<readonly Answer[]> {
      const all: Answer[] = [];
      for (const client of Object.keys(clients))
        for (const example of examples)
          for (const hook of Object.keys(contexts)) all.push(await ask(client, example, hook));
      return all;
    },
    async close() {
      await serving.close();
      await trust.close();
      await ehr.close();
    },
  };
}
