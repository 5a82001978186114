import { isObject, type JsonObject } from '../fhir/json.ts';

/** A patient's resources by type, as they came: every one may have any shape. */
export interface PatientRecord {
  readonly patient?: unknown;
  readonly observations?: readonly unknown[];
  readonly conditions?: readonly unknown[];
}

/** Sorts resources of one patient by type. Types that nothing is read from yet are left out. */
export function patientRecord(resources: readonly unknown[]): PatientRecord {
  const ofType = (type: string): readonly JsonObject[] =>
    resources.filter((resource): resource is JsonObject => isObject(resource) && resource.resourceType === type);
  const [patient] = ofType('Patient');
  return {
    ...(patient === undefined ? {} : { patient }),
    observations: ofType('Observation'),
    conditions: ofType('Condition'),
  };
}
