/**
 * Base of the canonical URLs that Hoofbeats coins: profiles, extensions, code systems. A name, not an address: `.example`
 * is reserved (RFC 2606), so it can never come to mean somebody else's server.
 */
const canonicalBase = 'https://hoofbeats.example/fhir';

/** Canonical URL of a conformance resource of ours, e.g. `canonicalOf('ValueSet', 'override-reasons')`. */
export const canonicalOf = (type: string, name: string) => `${canonicalBase}/${type}/${name}`;
