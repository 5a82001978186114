import type { BundleEntry } from './bundle.ts';
import { isObject, listOf, objectOf } from './json.ts';
import { indexPatients } from './patient-identity.ts';
import { parseReference, type ReferenceRead } from './reference.ts';
import type { StructureIssue } from './structure-issue.ts';

type Resource = BundleEntry['resource'];

/** A Patient with the resources that are about that patient. */
export interface PatientGroup {
  readonly patient: Resource;
  readonly resources: readonly Resource[];
}

export interface Grouping {
  readonly groups: readonly PatientGroup[];
  /** Resources that name a Patient that is not there, or none while there are several. */
  readonly unassigned: readonly BundleEntry[];
  readonly issues: readonly StructureIssue[];
}

/**
 * Sorts resources by the patient that they are about (`subject`, or `patient`), resolving relative, absolute,
 * `urn:uuid:` and contained references within the Bundle, each against the server that its entry comes from. A resource
 * that names nobody belongs to the only Patient. Resources that are about no patient at all (Practitioner, Medication …)
 * are left out.
 * @throws HoofbeatsError PATIENT_AMBIGUOUS when one identity comes with two birth dates or genders.
 */
export function groupByPatient(entries: readonly BundleEntry[]): Grouping {
  const index = indexPatients(entries);
  const groups = new Map(index.patients.map((entry): [BundleEntry, Resource[]] => [entry, []]));
  // The first one counts, the resources of both belong to it.
  const issues = index.repeated.map((entry) =>
    patientIssue('duplicate-patient', entry, 'repeats a Patient; the first one was used.'),
  );
  const unassigned: BundleEntry[] = [];
  const only = groups.size === 1 ? groups.keys().next().value : undefined;
  for (const entry of entries) {
    const { resource } = entry;
    if (resource.resourceType === 'Patient') continue;
    const named = 'subject' in resource || 'patient' in resource;
    if (!named && !clinical.has(resource.resourceType)) continue;
    const reference = patientReference(resource);
    if (reference?.kind === 'resource' && reference.type !== 'Patient') continue;
    const patient = reference === undefined ? only : index.find(reference, entry);
    if (patient) {
      groups.get(patient)?.push(resource);
      continue;
    }
    unassigned.push(entry);
    issues.push(
      patientIssue(
        'patient-unresolved',
        entry,
        reference === undefined
          ? 'names no Patient, so it was not used.'
          : 'refers to a Patient that was not sent, or to no single one, so it was not used.',
      ),
    );
  }
  return {
    groups: Array.from(groups, ([{ resource }, resources]) => ({ patient: resource, resources })),
    unassigned,
    issues,
  };
}

// Types that always are about somebody, even when the reference is missing.
const clinical = new Set([
  'Observation',
  'Condition',
  'QuestionnaireResponse',
  'FamilyMemberHistory',
  'MedicationRequest',
]);

function patientReference(resource: Resource): ReferenceRead | undefined {
  const reference = parseReference(objectOf(resource.subject ?? resource.patient).reference);
  if (reference?.kind !== 'contained') return reference;
  // A contained Patient has no identity of its own (R4 §2.3.0.7): at best it names who is meant.
  const contained = listOf(resource.contained).find((item) => isObject(item) && item.id === reference.id);
  return parseReference(objectOf(objectOf(listOf(objectOf(contained).link)[0]).other).reference);
}

function patientIssue(code: string, entry: BundleEntry, what: string): StructureIssue {
  return {
    severity: 'warning',
    code,
    text: `${entry.resource.resourceType} at ${entry.expression} ${what}`,
    expression: entry.expression,
  };
}
