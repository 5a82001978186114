import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { BundleEntry } from '../../fhir/bundle.ts';
import { groupByPatient } from '../../fhir/patient-compartment.ts';
import type { HookRequest, OperationRequest } from '../assessor.ts';
import type { Draft } from '../draft.ts';
import type { Evidence } from '../evidence.ts';
import { readPrefetch } from '../prefetch.ts';

/** Takes the patient's resources out of what the caller sent, and notes what was not obtained. */
export function gatherEvidence(draft: Draft): Draft {
  const { request } = draft;
  switch (request.entrance) {
    case 'hook':
      return { ...draft, evidence: fromPrefetch(request) };
    case 'operation':
      return { ...draft, evidence: fromResources(request) };
    case 'case':
      return draft;
  }
}

/**
 * @throws HoofbeatsError EVIDENCE_MISSING when the Patient, or everything but the Patient, was not sent
 *   (CDS Hooks 2.0 §Prefetch: 412 when the service cannot get the data that it needs).
 */
function fromPrefetch({ prefetch, expectedKeys, patientId }: HookRequest): Evidence {
  const { entries, notObtained, issues } = readPrefetch(prefetch, expectedKeys);
  const patients = entries.filter(({ resource }) => resource.resourceType === 'Patient');
  const patient = patients.find(({ resource }) => resource.id === patientId);
  if (!patient && patients.length > 0) {
    throw new HoofbeatsError(
      'REQUEST_INVALID',
      'The Patient in prefetch is not the one that context.patientId names.',
      {
        expression: patients.map(({ expression }) => `${expression}.id`),
      },
    );
  }
  const missing = notObtained.filter(({ reason }) => reason !== 'truncated').map(({ what }) => what);
  if (!patient || missing.length >= expectedKeys.length - 1) {
    const needed = patient ? missing : [...new Set(['patient', ...missing])];
    throw new HoofbeatsError('EVIDENCE_MISSING', `Not obtained and needed: prefetch ${needed.join(', ')}.`, {
      expression: needed.map((key) => `prefetch.${key}`),
    });
  }
  const grouping = groupByPatient(
    entries.filter(({ resource }) => resource.resourceType !== 'Patient' || resource.id === patientId),
  );
  return {
    ...sort(patient.resource, grouping.groups[0]?.resources ?? []),
    notObtained,
    issues: [...issues, ...grouping.issues],
  };
}

/** $differential has found out whose resources they are, and answers for what it left out. */
function fromResources({ patient, resources }: OperationRequest): Evidence {
  return { ...sort(patient, resources), notObtained: [], issues: [] };
}

function sort(patient: BundleEntry['resource'], resources: readonly BundleEntry['resource'][]) {
  const ofType = (type: string) => resources.filter(({ resourceType }) => resourceType === type);
  return { patient, observations: ofType('Observation'), conditions: ofType('Condition') };
}
