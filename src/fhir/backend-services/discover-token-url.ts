import { isLoopback } from '../../config/loopback.ts';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { listOf, objectOf, stringOf } from '../json.ts';

const patienceMs = 30_000;
const oauthUris = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris';

/**
 * Asks a FHIR server where its tokens are issued: by `.well-known/smart-configuration` (SMART App Launch 2.2 §Discovery),
 * or by the older extension of its CapabilityStatement.
 * @throws HoofbeatsError ACCESS_REFUSED when it does not say, or names an address to which no secret may travel
 */
export async function discoverTokenUrl(base: string, fetch: typeof globalThis.fetch): Promise<string> {
  const wellKnown = await readJson(`${base}/.well-known/smart-configuration`, fetch);
  const url = stringOf(objectOf(wellKnown).token_endpoint) ?? fromCapability(await readJson(`${base}/metadata`, fetch));
  if (url === undefined) throw refused('The FHIR server does not say where its access tokens are issued.');
  if (!isConfidential(url)) throw refused('The FHIR server names a token URL that is not https.');
  return url;
}

async function readJson(url: string, fetch: typeof globalThis.fetch): Promise<unknown> {
  try {
    const response = await fetch(url, {
      headers: { Accept: 'application/json, application/fhir+json' },
      signal: AbortSignal.timeout(patienceMs),
    });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

function fromCapability(statement: unknown): string | undefined {
  const [rest] = listOf(objectOf(statement).rest);
  const uris = listOf(objectOf(objectOf(rest).security).extension).find((one) => objectOf(one).url === oauthUris);
  const token = listOf(objectOf(uris).extension).find((one) => objectOf(one).url === 'token');
  return stringOf(objectOf(token).valueUri);
}

/** Whether nobody on the way can read along. */
export function isConfidential(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

const refused = (message: string) => new HoofbeatsError('ACCESS_REFUSED', message);
