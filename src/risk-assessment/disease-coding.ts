import type { CodeableConcept, Coding } from 'fhir/r4.js';
import { codeSystems } from '../terminology/terminology.ts';

/** Prefix of a disease id → its FHIR code system, and whether the prefix is part of the code there. */
const systems: Readonly<Record<string, { readonly system: string; readonly prefixed: boolean }>> = {
  OMIM: { system: codeSystems.omim, prefixed: false },
  ORPHA: { system: codeSystems.orphanet, prefixed: false },
  // OBO ontologies write their codes as CURIEs (https://terminology.hl7.org/MONDO.html).
  MONDO: { system: codeSystems.mondo, prefixed: true },
};

/** A disease entity as a concept: a coding for every id whose system has a FHIR name, and the label as text. */
export function diseaseConcept(ids: readonly string[], label: string): CodeableConcept {
  const coding = ids.flatMap((id): readonly Coding[] => {
    const [prefix = '', local = ''] = id.split(':');
    const entry = systems[prefix];
    return entry ? [{ system: entry.system, code: entry.prefixed ? id : local }] : [];
  });
  return { ...(coding.length > 0 && { coding }), text: label };
}
