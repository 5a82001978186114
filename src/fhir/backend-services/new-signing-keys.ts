import { writeFile } from 'node:fs/promises';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { signingAlgorithms } from './signing-key.ts';

/** NIST SP 800-57 part 1, table 2: as strong as 128 bits, which holds beyond 2030. */
const rsaBits = 3072;

/**
 * Writes a JWK Set with a new private key for each algorithm of SMART Backend Services, readable for its owner alone. A
 * key's id is its thumbprint (RFC 7638), so that no two keys ever share one.
 * @throws HoofbeatsError USAGE when there is a file of this name: keys are not replaced by accident
 */
export async function makeSigningKeys(path: string): Promise<void> {
  const keys = await Promise.all(
    signingAlgorithms.map(async (alg) => {
      const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: rsaBits });
      const jwk = await exportJWK(privateKey);
      return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg, use: 'sig' };
    }),
  );
  await writeFile(path, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600, flag: 'wx' }).catch((cause) => {
    const why = (cause as NodeJS.ErrnoException).code === 'EEXIST' ? 'is there already' : 'cannot be written';
    throw new HoofbeatsError('USAGE', `The file ${path} ${why}.`, { cause });
  });
}
