import type { Dialect, EhrEntry } from '../../config/ehr-registry.ts';
import type { FhirServerAllowList } from '../../fhir/server-guard.ts';
import type { LoincOf } from '../../terminology/crosswalk.ts';

/** On whose behalf a request is answered. */
export interface Principal {
  /** The EHR, by the `iss` of its tokens; `open-mode` when nobody has to prove anything. */
  readonly issuer: string;
  /** The EHR's customer, when its token names one (CDS Hooks 2.0 §Trusting CDS Clients, `tenant`). */
  readonly tenant?: string;
  /** `sub`, which is not in the specification: Epic sends its client id. */
  readonly subject?: string;
  readonly dialect: Dialect;
  /** The FHIR servers that its calls may name. */
  readonly fhirServers: FhirServerAllowList;
  /** LOINC codes for the laboratory codes of its site; absent when its entry names no crosswalk. */
  readonly loincOf?: LoincOf;
  /** Its entry in the registry; absent in open mode. */
  readonly ehr?: EhrEntry;
}

/** Where the FHIR server of a laptop or of a demonstration lies: beside us. Link-local addresses stay closed. */
const nearby = ['10.0.0.0/8', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7'];

/** Whoever calls a server that has no registry. */
export const openPrincipal = (fhirServers: readonly string[]): Principal => ({
  issuer: 'open-mode',
  dialect: 'standard',
  fhirServers: { servers: fhirServers, privateNetworks: nearby },
});

/** What a log line says of a principal: no key that the logger redacts, no credential. */
export const clientFields = ({ issuer, tenant, subject }: Principal) => ({
  issuer,
  ...(tenant !== undefined && { tenant }),
  ...(subject !== undefined && { sub: subject }),
});
