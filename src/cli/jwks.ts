import { loadConfig } from '../config/load.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { makeSigningKeys } from '../fhir/backend-services/new-signing-keys.ts';
import { publicJwks } from '../fhir/backend-services/signing-key.ts';
import { readArguments } from './arguments.ts';

/** Prints the public half of the keys by which `hoofbeats screen` proves who it is: a JWK Set, to be registered or published. */
export async function jwks(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { new: { type: 'string' } });
  const path = values.new ?? loadConfig(process.env).BACKEND_KEYS;
  if (path === undefined) throw new HoofbeatsError('USAGE', 'Set BACKEND_KEYS, or make new keys with --new FILE.');
  if (values.new !== undefined) await makeSigningKeys(values.new);
  console.log(JSON.stringify(await publicJwks(path), null, 2));
  return 0;
}
