import type { Case } from '../clinical/case.ts';
import type { PatientGroup } from '../fhir/patient-compartment.ts';
import type { Assessment } from './assessment.ts';

/** A CDS Hooks call: what the EHR sent along, unread. */
export interface HookRequest {
  readonly entrance: 'hook';
  /** Logical id from `context.patientId`, without `Patient/`. */
  readonly patientId: string;
  /** `prefetch` as it came: a key may be absent, null, a resource, a Bundle, an OperationOutcome, or nonsense. */
  readonly prefetch: Readonly<Record<string, unknown>>;
  /** Prefetch keys that the service advertises. */
  readonly expectedKeys: readonly string[];
  /** Model family to ask, e.g. `rare-disease`. */
  readonly model: string;
}

/** A `$differential` call: the resources of one patient, already taken out of their Bundle. */
export interface OperationRequest extends PatientGroup {
  readonly entrance: 'operation';
  readonly model: string;
}

/** A case that did not come as FHIR, e.g. a phenopacket. */
export interface CaseRequest {
  readonly entrance: 'case';
  readonly case: Case;
  readonly model: string;
}

export type AssessmentRequest = HookRequest | OperationRequest | CaseRequest;

/** The assessment pipeline, as the entrances see it. */
export interface Assessor {
  /**
   * Runs every step for one patient.
   * @throws HoofbeatsError EVIDENCE_MISSING when what is essential was not sent, PATIENT_MISSING, FHIR_INVALID,
   *   MODEL_UNAVAILABLE. Everything doubtful about the data is an issue in the result instead.
   */
  assess(request: AssessmentRequest): Promise<Assessment>;
}
