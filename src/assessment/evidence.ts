import type { Issue } from '../clinical/issue.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { BundleEntry } from '../fhir/bundle.ts';
import type { JsonObject } from '../fhir/json.ts';
import { withLoinc } from '../fhir/local-codes.ts';
import { groupByPatient, type PatientGroup } from '../fhir/patient-compartment.ts';
import type { NotObtained } from './assessment.ts';
import type { HookRequest } from './assessor.ts';
import { enteredConditions } from './entered-conditions.ts';
import type { Prefetch } from './prefetch.ts';

/** The resources of one patient that a case is made of, as they came: their insides are not to be trusted. */
export interface Evidence {
  readonly patient: JsonObject;
  readonly observations: readonly JsonObject[];
  readonly conditions: readonly JsonObject[];
  readonly questionnaireResponses: readonly JsonObject[];
  readonly notObtained: readonly NotObtained[];
  readonly issues: readonly Issue[];
  /** Bytes of the call that it came in, all of it. */
  readonly body?: Uint8Array;
}

/** What a case was made of, for its digest. */
export const inputOf = ({ patient, observations, conditions, questionnaireResponses }: Evidence): unknown => [
  patient,
  observations,
  conditions,
  ...(questionnaireResponses.length > 0 ? [questionnaireResponses] : []),
];

/**
 * The evidence of a CDS Hooks call.
 * @throws HoofbeatsError EVIDENCE_MISSING when the Patient, or everything but the Patient, was not obtained
 *   (CDS Hooks 2.0 §Prefetch: 412 when the service cannot get the data that it needs); FHIR_INVALID when it was sent and
 *   is no FHIR.
 */
export function hookEvidence(
  prefetch: Prefetch,
  { patientId, entered: bundle, loincOf }: Pick<HookRequest, 'patientId' | 'entered' | 'loincOf'>,
): Evidence {
  const entered = enteredConditions(bundle);
  const entries = [...prefetch.entries, ...entered];
  const patient = patientOf(entries, patientId);
  const obtained = prefetch.obtained.some((value) => value.entries.length === 0 || !value.entries.every(isPatient));
  if (!patient || !(obtained || entered.length > 0)) throw missing(prefetch, patient !== undefined);
  const grouping = groupByPatient(entries.filter((entry) => !isPatient(entry) || entry.resource.id === patientId));
  const { observations, ...sorted } = sort(patient.resource, grouping.groups[0]?.resources ?? []);
  return {
    ...sorted,
    observations: loincOf ? observations.map((observation) => withLoinc(observation, loincOf)) : observations,
    notObtained: prefetch.notObtained,
    issues: [...prefetch.issues, ...grouping.issues],
  };
}

/** @throws HoofbeatsError REQUEST_INVALID when there are Patients, and not the one of the call. */
function patientOf(entries: readonly BundleEntry[], patientId: string): BundleEntry | undefined {
  const patients = entries.filter(isPatient);
  const patient = patients.find(({ resource }) => resource.id === patientId);
  if (patient || patients.length === 0) return patient;
  throw new HoofbeatsError('REQUEST_INVALID', 'The Patient in prefetch is not the one that context.patientId names.', {
    expression: patients.map(({ expression }) => `${expression}.id`),
  });
}

function missing({ notObtained, malformed }: Prefetch, hasPatient: boolean): HoofbeatsError {
  const keys = notObtained.filter(({ reason }) => reason !== 'truncated').map(({ what }) => what);
  const needed = hasPatient ? keys : [...new Set(['patient', ...keys])];
  const spoilt = hasPatient ? malformed.length > 0 : malformed.includes('patient');
  return new HoofbeatsError(
    spoilt ? 'FHIR_INVALID' : 'EVIDENCE_MISSING',
    `Not obtained and needed: prefetch ${needed.join(', ')}.`,
    { expression: needed.map((key) => `prefetch.${key}`) },
  );
}

/** $differential and screening have found out whose resources they are, and answer for what they left out. */
export function resourceEvidence({ patient, resources }: PatientGroup): Evidence {
  return { ...sort(patient, resources), notObtained: [], issues: [] };
}

const isPatient = ({ resource }: BundleEntry) => resource.resourceType === 'Patient';

function sort(patient: BundleEntry['resource'], resources: readonly BundleEntry['resource'][]) {
  const ofType = (type: string) => resources.filter(({ resourceType }) => resourceType === type);
  return {
    patient,
    observations: ofType('Observation'),
    conditions: ofType('Condition'),
    questionnaireResponses: ofType('QuestionnaireResponse'),
  };
}
