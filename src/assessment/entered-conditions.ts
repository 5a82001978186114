import { type BundleEntry, readBundle } from '../fhir/bundle.ts';
import type { JsonObject } from '../fhir/json.ts';

/** http://terminology.hl7.org/CodeSystem/condition-ver-status: a tentative diagnosis, still under consideration. */
const provisional = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'provisional' }],
};

/**
 * The Conditions that a clinician is entering, from the hook's context (https://cds-hooks.hl7.org/hooks/problem-list-item-create/).
 * One that does not say how certain it is counts as provisional: what is being written is not yet what is known. One that
 * says so is taken at its word, or a diagnosis just confirmed would be suggested back.
 * @throws HoofbeatsError FHIR_INVALID when the Bundle's entries are no list
 */
export function enteredConditions(bundle: JsonObject | undefined): readonly BundleEntry[] {
  if (!bundle) return [];
  return readBundle(bundle, 'context.conditions')
    .entries.filter(({ resource }) => resource.resourceType === 'Condition')
    .map((entry) => ({ ...entry, resource: certain(entry.resource) }));
}

const certain = (resource: BundleEntry['resource']) => ({
  ...resource,
  verificationStatus: resource.verificationStatus ?? provisional,
});
