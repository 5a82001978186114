import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { isLoopback } from './loopback.ts';

/**
 * Signature algorithms of CDS clients. CDS Hooks 2.0 §Trusting CDS Clients recommends ES384 and RS384; `none` and
 * everything symmetric (HS256 …) have no place here, so no entry can allow them.
 */
const algorithms = ['ES384', 'RS384', 'RS256', 'ES256'] as const;

/** How an EHR deviates from the specification. */
const dialects = ['standard', 'epic', 'oracle'] as const;

const text = z.string().min(1);

/** Production data travels encrypted (CDS Hooks 2.0 §Security and Safety); plain HTTP never leaves this machine. */
const secureUrl = z.url().refine((value) => {
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}, 'must be https, or http on loopback');

const cidr = z.union([z.cidrv4(), z.cidrv6()]);

/** RFC 7517 public key with what jose needs to choose it. Private and symmetric members have no business in a registry. */
const publicJwk = z
  .looseObject({ kty: z.enum(['RSA', 'EC']), kid: text })
  .refine((jwk) => !('d' in jwk) && !('k' in jwk), 'holds a private key; register the public half');

const ehrSchema = z
  .strictObject({
    issuer: text.describe('`iss` of its tokens, exactly; Epic uses its FHIR base URL.'),
    algorithms: z
      .array(z.enum(algorithms))
      .min(1)
      .default(['ES384', 'RS384'])
      .describe('Signature algorithms it may use.'),
    jku: z.array(secureUrl).default([]).describe('URLs of its JWK Sets; a `jku` header must equal one of them.'),
    jwks: z
      .strictObject({ keys: z.array(publicJwk).min(1) })
      .optional()
      .describe('Its public keys, when they are not to be fetched.'),
    audiences: z
      .array(text)
      .default([])
      .describe('Values of `aud` beside the URL that is called, for hand-configured EHRs.'),
    tenants: z.array(text).default([]).describe('Values of `tenant` that are served; when empty, any or none.'),
    fhirServers: z.array(secureUrl).default([]).describe('FHIR base URLs that its calls may name as `fhirServer`.'),
    privateNetworks: z
      .array(cidr)
      .default([])
      .describe('CIDR blocks of private addresses in which these FHIR servers may lie, e.g. `10.20.0.0/16`.'),
    crosswalk: text
      .optional()
      .describe('ConceptMap file from local laboratory codes to LOINC, relative to the registry.'),
    prefetchKeys: z
      .record(text, text)
      .default({})
      .describe('Our prefetch key → the key under which the site sends it.'),
    orderKeys: z
      .record(text, text)
      .optional()
      .describe('LOINC code → key of the site’s preference list, by which Epic orders the test.'),
    dialect: z.enum(dialects).default('standard').describe('How its calls and cards deviate from the specification.'),
  })
  .refine(({ jku, jwks }) => jku.length > 0 || jwks, { path: ['jku'], message: 'or jwks is required' });

/** The file that EHR_REGISTRY names: every EHR that may call, and what it may do. */
export const ehrRegistrySchema = z
  .strictObject({ ehrs: z.array(ehrSchema).min(1) })
  .superRefine(({ ehrs }, context) => {
    for (const [at, { issuer }] of ehrs.entries())
      if (ehrs.findIndex((other) => other.issuer === issuer) < at)
        context.addIssue({ code: 'custom', path: ['ehrs', at, 'issuer'], message: 'is registered twice' });
  });

/** One EHR of the registry. */
export type EhrEntry = Readonly<z.infer<typeof ehrSchema>>;
export type Dialect = (typeof dialects)[number];

/**
 * Reads the registry of EHRs. File names in it become absolute.
 * @throws HoofbeatsError CONFIG_INVALID that names every wrong element.
 */
export function loadEhrRegistry(path: string): readonly EhrEntry[] {
  const parsed = ehrRegistrySchema.safeParse(readJson(path));
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  return parsed.data.ehrs.map(({ crosswalk, ...ehr }) =>
    Object.freeze({ ...ehr, ...(crosswalk && { crosswalk: resolve(dirname(path), crosswalk) }) }),
  );
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw invalid('the file cannot be read as JSON.', cause);
  }
}

const invalid = (problem: string, cause?: unknown) =>
  new HoofbeatsError('CONFIG_INVALID', `EHR_REGISTRY: ${problem}`, { cause });
