import { isObject, type JsonObject, listOf, numberOf, objectOf, stringOf } from '../../fhir/json.ts';

/** What a file of an export is about. */
export type FileRole = 'output' | 'deleted' | 'outcome';

/** One file that a manifest names. */
export interface ManifestFile {
  readonly role: FileRole;
  /** Place in its list. Bulk Data §In-Progress Status: a manifest SHALL NOT be altered, so places are stable. */
  readonly index: number;
  /** Absolute. */
  readonly url: string;
  /** Resource type; absent when output is organised by patient. */
  readonly type?: string;
  /** Number of resources. */
  readonly count?: number;
  /** The file where the last block goes on, by URL or, as some servers write it, by its name alone. */
  readonly continuesIn?: string;
}

/** The manifest of an export, in either shape. */
export interface Manifest {
  /** FHIR instant; undefined when missing or malformed. */
  readonly transactionTime: string | undefined;
  readonly requiresAccessToken: boolean;
  readonly organisedBy: string | undefined;
  readonly files: readonly ManifestFile[];
  /** URL of the manifest with further files. */
  readonly next: string | undefined;
}

/**
 * Reads a manifest: STU2 and STU3 (`error`), and the STU4 ballot (`outcome`, no `request`). Unknown members, `extension`
 * as an object or as a list, and empty lists are no trouble; entries without a URL are left out.
 * @param at URL that the manifest came from; relative URLs start there
 * @returns undefined when the value is no manifest
 */
export function readManifest(value: unknown, at: string): Manifest | undefined {
  if (!isObject(value) || !('output' in value || 'transactionTime' in value)) return undefined;
  const { transactionTime, requiresAccessToken, outputOrganizedBy } = value;
  const next = listOf(value.link).find((link) => objectOf(link).relation === 'next');
  const outcomes = [...listOf(value.error), ...listOf(value.outcome)];
  return {
    transactionTime: instantOf(transactionTime),
    // Without a word from the server the token is sent, as it was to get here.
    requiresAccessToken: requiresAccessToken !== false,
    organisedBy: stringOf(outputOrganizedBy),
    files: [
      ...readFiles('output', listOf(value.output), at),
      ...readFiles('deleted', listOf(value.deleted), at),
      ...readFiles('outcome', outcomes, at),
    ],
    next: absolute(objectOf(next).url, at),
  };
}

function readFiles(role: FileRole, list: readonly unknown[], at: string): readonly ManifestFile[] {
  return list.flatMap((item, index) => {
    const entry = objectOf(item);
    const url = absolute(entry.url, at);
    return url === undefined ? [] : [{ role, index, url, ...details(entry) }];
  });
}

function details({ type, count, continuesInFile }: JsonObject) {
  const name = stringOf(type);
  const number = numberOf(count);
  const continuesIn = stringOf(continuesInFile);
  return {
    ...(name !== undefined && { type: name }),
    ...(number !== undefined && { count: number }),
    ...(continuesIn !== undefined && { continuesIn }),
  };
}

function absolute(url: unknown, at: string): string | undefined {
  const text = stringOf(url);
  return text !== undefined && URL.canParse(text, at) ? new URL(text, at).href : undefined;
}

/** FHIR R4 instant: to the second at least, with a time zone. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function instantOf(value: unknown): string | undefined {
  const text = stringOf(value);
  return text !== undefined && instant.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

/** The last part of a URL's path, or the text itself when it is a bare file name. */
export function fileName(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : (url.split(/[?#]/)[0] ?? '');
  return path.slice(path.lastIndexOf('/') + 1);
}
