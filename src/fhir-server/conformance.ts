import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CapabilityStatement, CodeSystem, FhirResource } from 'fhir/r4.js';
import { codeVersion } from '../config/version.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { errorTable } from '../errors/table.ts';
import { errorCodeSystem } from '../http/operation-outcome.ts';

/** A conformance resource that the server publishes under `/fhir/{type}/{id}`. */
export type Published = FhirResource & { readonly id: string };

/**
 * Reads the conformance resources at the top of fhir-profiles/, and adds those that are made from tables of the program.
 * @throws HoofbeatsError CONFIG_INVALID naming a file that is no resource with an id.
 */
export async function loadConformance(dir: string): Promise<readonly Published[]> {
  const names = (await readdir(dir, { withFileTypes: true })).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.json'),
  );
  const resources = await Promise.all(names.map(({ name }) => readResource(join(dir, name), name)));
  return [...resources, errorCodes()];
}

async function readResource(path: string, name: string): Promise<Published> {
  const resource = JSON.parse(await readFile(path, 'utf8'));
  if (name !== `${resource.resourceType}-${resource.id}.json`)
    throw new HoofbeatsError(
      'CONFIG_INVALID',
      `fhir-profiles/${name} is not named for the type and id of its resource.`,
    );
  return Object.freeze(resource);
}

/** The statement as this instance speaks it: with the version of the code and the address under which it is reached. */
export function capabilityStatement(published: readonly Published[], url: string): CapabilityStatement {
  const statement = published.find((resource) => resource.resourceType === 'CapabilityStatement');
  if (!statement) throw new HoofbeatsError('CONFIG_INVALID', 'fhir-profiles/ holds no CapabilityStatement.');
  return {
    ...statement,
    software: { name: 'Hoofbeats', ...statement.software, version: codeVersion },
    implementation: { description: 'This server', ...statement.implementation, url },
  };
}

/** The codes in `OperationOutcome.issue.details`, from the one table of errors. */
function errorCodes(): CodeSystem & { readonly id: string } {
  return {
    resourceType: 'CodeSystem',
    id: 'error-codes',
    url: errorCodeSystem,
    version: codeVersion,
    name: 'HoofbeatsErrorCodes',
    title: 'Errors of Hoofbeats',
    status: 'active',
    content: 'complete',
    caseSensitive: true,
    concept: Object.entries(errorTable).map(([code, { mend }]) => ({ code, definition: mend })),
  };
}
