import { writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, type JSONWebKeySet } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { backendServices } from '../../src/fhir/backend-services/access-tokens.ts';
import { loadSigningKeys, publicJwks } from '../../src/fhir/backend-services/signing-key.ts';
import { exportBulk } from '../../src/screening/bulk/export-bulk.ts';
import { type BulkServer, patient, testClock } from '../fixtures/bulk-server.ts';
import { openGuardedBulkServer } from '../fixtures/guarded-bulk-server.ts';
import { temporaryFile, temporaryFolder } from '../fixtures/temporary-file.ts';

const opened: BulkServer[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => server.close())));

async function keyFile(alg: string): Promise<string> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const path = temporaryFile('keys.json', []);
  writeFileSync(path, JSON.stringify({ keys: [{ ...(await exportJWK(privateKey)), kid: 'k1', alg }] }));
  return path;
}

async function guarded(...options: Parameters<typeof openGuardedBulkServer>) {
  const opening = await openGuardedBulkServer(...options);
  opened.push(opening.server);
  return opening;
}

describe('an export by SMART Backend Services', () => {
  it.each(['RS384', 'ES384'])(
    'BS1, BS2, BS3: signs with %s, and asks for a new token whenever one is refused',
    async (alg) => {
      const path = await keyFile(alg);
      const output = Array.from({ length: 6 }, (_, at) => ({
        name: `${at}.Patient.ndjson`,
        type: 'Patient',
        lines: [patient(`p${at}`)],
      }));
      const { server, issued } = await guarded((await publicJwks(path)) as JSONWebKeySet, 3, { output, polls: 1 });
      const access = backendServices({ clientId: 'hoofbeats', keys: await loadSigningKeys(path) });
      const input = await exportBulk({
        server: server.base,
        access: access(server.base, 'system/Patient.read'),
        work: temporaryFolder(),
        clock: testClock(),
        atOnce: 1,
      });
      expect(input.files).toHaveLength(6);
      // Kick-off, two polls, six files and the deletion: ten requests.
      expect(issued).toEqual([0, 1, 2, 3].map((nth) => `token-${nth}-system/Patient.read`));
    },
  );

  it('gives up when the authorisation server refuses', async () => {
    const path = await keyFile('ES384');
    const { server } = await guarded((await publicJwks(path)) as JSONWebKeySet, 0, {});
    const access = backendServices({ clientId: 'hoofbeats', keys: await loadSigningKeys(path) });
    const options = { server: server.base, work: temporaryFolder(), clock: testClock() };
    await expect(exportBulk({ ...options, access: access(server.base, 's') })).rejects.toMatchObject({
      code: 'ACCESS_REFUSED',
      message: 'The FHIR server refused the export with 401.',
    });
  });
});
