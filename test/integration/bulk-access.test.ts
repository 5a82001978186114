import { writeFileSync } from 'node:fs';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { backendServices } from '../../src/fhir/backend-services/access-tokens.ts';
import { loadSigningKeys, publicJwks } from '../../src/fhir/backend-services/signing-key.ts';
import { exportBulk } from '../../src/screening/bulk/export-bulk.ts';
import {
  type BulkServer,
  type BulkServerOptions,
  openBulkServer,
  patient,
  testClock,
} from '../fixtures/bulk-server.ts';
import { temporaryFile, temporaryFolder } from '../fixtures/temporary-file.ts';

const opened: BulkServer[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => server.close())));

async function keyFile(alg: string): Promise<string> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const path = temporaryFile('keys.json', []);
  writeFileSync(path, JSON.stringify({ keys: [{ ...(await exportJWK(privateKey)), kid: 'k1', alg }] }));
  return path;
}

/** A Bulk Data server with an authorisation server in front, whose tokens are good for so many requests. */
async function guarded(jwks: JSONWebKeySet, requestsPerToken: number, options: BulkServerOptions) {
  const issued: string[] = [];
  const used = new Set<string>();
  const left = new Map<string, number>();
  const server = await openBulkServer({
    ...options,
    deviate: async ({ path, method, headers, body }, _, { base }) => {
      if (path === '/fhir/.well-known/smart-configuration')
        return { status: 200, body: { token_endpoint: `${base}/token` } };
      if (path === '/fhir/token' && method === 'POST') {
        const form = new URLSearchParams(body);
        const { payload } = await jwtVerify(form.get('client_assertion')!, createLocalJWKSet(jwks), {
          audience: `${base}/token`,
          issuer: 'hoofbeats',
          subject: 'hoofbeats',
          algorithms: ['RS384', 'ES384'],
          maxTokenAge: '5 minutes',
        });
        if (used.has(payload.jti!)) return { status: 400, body: { error: 'invalid_client' } };
        used.add(payload.jti!);
        const token = `token-${issued.length}-${form.get('scope')}`;
        issued.push(token);
        left.set(`Bearer ${token}`, requestsPerToken);
        return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: 300 } };
      }
      const remaining = left.get(headers.authorization ?? '') ?? 0;
      left.set(headers.authorization ?? '', remaining - 1);
      return remaining > 0 ? undefined : { status: 401 };
    },
  });
  opened.push(server);
  return { server, issued };
}

describe('an export by SMART Backend Services', () => {
  it.each(['RS384', 'ES384'])('signs with %s, and asks for a new token whenever one is refused', async (alg) => {
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
  });

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
