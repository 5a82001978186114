import { createHash } from 'node:crypto';
import type { Identifier } from 'fhir/r4.js';
import { canonicalOf } from '../../config/canonical.ts';
import type { PatientResult } from '../patient-result.ts';

/** System of the identifiers by which an EHR knows that it has a result already. */
export const resultSystem = canonicalOf('NamingSystem', 'screening-result');

/** Name of a thing, made of what makes it the same: 64 hexadecimal digits, which is a FHIR id. It tells nothing of the parts. */
export const stableId = (...parts: readonly unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * Id of a result. The same patient with the same model and the same list has the same id on every day, so that a daily run
 * says something only when there is something new.
 */
export function resultId({ patient, versions, triage, entries }: PatientResult): string {
  const list = entries.map(({ id, probability }) => [id, probability.toPrecision(4)]);
  return stableId('result', patient, versions.model, triage?.probability.toPrecision(4) ?? null, list);
}

export const resultIdentifier = (value: string): Identifier => ({ system: resultSystem, value });
