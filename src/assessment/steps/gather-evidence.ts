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
 *   (CDS Hooks 2.0 §Prefetch: 412 when the service cannot get the data that it needs); FHIR_INVALID when it was sent and
 *   is no FHIR.
 */
function fromPrefetch({ prefetch, expectedKeys, patientId }: HookRequest): Evidence {
  const { entries, notObtained, issues, malformed, obtained } = readPrefetch(prefetch, expectedKeys);
  const patients = entries.filter(isPatient);
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
  const besidePatient = obtained.filter((value) => value.entries.length === 0 || !value.entries.every(isPatient));
  if (!patient || besidePatient.length === 0) {
    const missing = notObtained.filter(({ reason }) => reason !== 'truncated').map(({ what }) => what);
    const needed = patient ? missing : [...new Set(['patient', ...missing])];
    const spoilt = patient ? malformed.length > 0 : malformed.includes('patient');
    throw new HoofbeatsError(
      spoilt ? 'FHIR_INVALID' : 'EVIDENCE_MISSING',
      `Not obtained and needed: prefetch ${needed.join(', ')}.`,
      {
        expression: needed.map((key) => `prefetch.${key}`),
      },
    );
  }
  const grouping = groupByPatient(entries.filter((entry) => !isPatient(entry) || entry.resource.id === patientId));
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

const isPatient = ({ resource }: BundleEntry) => resource.resourceType === 'Patient';

function sort(patient: BundleEntry['resource'], resources: readonly BundleEntry['resource'][]) {
  const ofType = (type: string) => resources.filter(({ resourceType }) => resourceType === type);
  return { patient, observations: ofType('Observation'), conditions: ofType('Condition') };
}
