import { loadEhrRegistry } from '../config/ehr-registry.ts';
import type { Config } from '../config/schema.ts';
import { fhirBase } from '../fhir/server-guard.ts';
import { openPrincipal } from '../http/trust/principal.ts';
import { realmOf } from '../subscriptions/server/realm.ts';

/**
 * Realms that may hear that a source has been screened: everybody in open mode, otherwise the EHR whose FHIR server it is.
 * @param server base URL; undefined for a folder, of which nobody can say whose patients are in it
 */
export function screeningAudience(
  server: string | undefined,
  { EHR_REGISTRY }: Pick<Config, 'EHR_REGISTRY'>,
): readonly string[] {
  if (EHR_REGISTRY === undefined) return [realmOf({ client: openPrincipal([]).issuer })];
  if (server === undefined) return [];
  return loadEhrRegistry(EHR_REGISTRY)
    .filter(({ fhirServers }) => fhirServers.some((each) => fhirBase(each) === fhirBase(server)))
    .map(({ issuer }) => realmOf({ client: issuer }));
}
