import type { Config } from '../config/schema.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type AccessSource, backendServices } from '../fhir/backend-services/access-tokens.ts';
import { loadSigningKeys } from '../fhir/backend-services/signing-key.ts';
import { crawlSource } from '../screening/crawl-source.ts';
import { exportSource } from '../screening/export-source.ts';
import { folderSource } from '../screening/folder-source.ts';
import type { ScreeningSource } from '../screening/source.ts';
import { wholeNumber } from './whole-number.ts';

/** Options that say what is screened. */
export const sourceOptions = {
  ndjson: { type: 'string' },
  fhir: { type: 'string' },
  group: { type: 'string' },
  patients: { type: 'string' },
  'per-minute': { type: 'string' },
  'partial-manifests': { type: 'boolean', default: false },
} as const;

interface SourceValues {
  readonly ndjson?: string | undefined;
  readonly fhir?: string | undefined;
  readonly group?: string | undefined;
  readonly patients?: string | undefined;
  readonly 'per-minute'?: string | undefined;
  readonly 'partial-manifests'?: boolean | undefined;
}

const mostPerMinute = 60_000;

/** @throws HoofbeatsError USAGE for options that do not name one source, CONFIG_INVALID for keys that cannot be used. */
export async function sourceOf(
  { ndjson, fhir, group, patients, 'per-minute': perMinute, 'partial-manifests': partialManifests }: SourceValues,
  config: Config,
): Promise<ScreeningSource> {
  if (perMinute !== undefined && patients === undefined)
    throw new HoofbeatsError('USAGE', '--per-minute belongs to --patients FILE.');
  if (partialManifests && (fhir === undefined || patients !== undefined))
    throw new HoofbeatsError('USAGE', '--partial-manifests belongs to an export: --fhir URL, --group ID.');
  if (ndjson !== undefined) {
    if (fhir ?? group ?? patients) throw new HoofbeatsError('USAGE', '--ndjson DIR stands alone.');
    return folderSource(ndjson);
  }
  if (fhir === undefined) throw new HoofbeatsError('USAGE', 'Say what to screen: --ndjson DIR, or --fhir URL.');
  if (group !== undefined && patients !== undefined)
    throw new HoofbeatsError('USAGE', '--group or --patients, not both.');
  const server = fhir.replace(/\/+$/, '');
  const access = await accessTo(server, config);
  if (patients !== undefined)
    return crawlSource({
      server,
      patients,
      ...(access && { access }),
      ...(perMinute !== undefined && { perMinute: wholeNumber(perMinute, '--per-minute', mostPerMinute) }),
    });
  return exportSource({
    server,
    ...(group !== undefined && { group }),
    ...(access && { access }),
    ...(partialManifests && { partialManifests }),
  });
}

/** Without a client id the server is taken for an open one. */
export async function accessTo(
  server: string,
  { BACKEND_CLIENT_ID, BACKEND_KEYS, BACKEND_JKU, BACKEND_SCOPE }: Config,
): Promise<AccessSource | undefined> {
  if (BACKEND_CLIENT_ID === undefined) return undefined;
  if (BACKEND_KEYS === undefined) throw new HoofbeatsError('CONFIG_INVALID', 'BACKEND_CLIENT_ID needs BACKEND_KEYS.');
  const keys = await loadSigningKeys(BACKEND_KEYS);
  const jku = BACKEND_JKU !== undefined && { jku: BACKEND_JKU };
  return backendServices({ clientId: BACKEND_CLIENT_ID, keys, ...jku })(server, BACKEND_SCOPE);
}
