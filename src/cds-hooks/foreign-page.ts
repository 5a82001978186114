import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '../http/trust/principal.ts';
import type { FhirAccess } from './fhir-access.ts';

/**
 * Whether a call would have us read for a web page what the page may not read itself. In open mode any page that somebody
 * on this machine has open may call (CDS Hooks 2.0 §Cross-Origin Resource Sharing), and could otherwise see through our
 * cards into a FHIR server beside us that asks for no token. With a token the page can read there without us.
 * @param ours - URL under which clients reach this server, whose own page may
 */
export function isBorrowed(
  { token }: FhirAccess,
  { ehr }: Pick<Principal, 'ehr'>,
  { origin, host }: IncomingHttpHeaders,
  ours: string,
): boolean {
  // Programs that are no browser send no Origin.
  if (ehr || token || origin === undefined) return false;
  const page = URL.canParse(origin) ? new URL(origin).host : undefined;
  return page === undefined || (page !== host && page !== new URL(ours).host);
}
