import type { Case } from '../clinical/case.ts';
import type { EhrReader } from '../fhir/client/ehr-reader.ts';
import type { JsonObject } from '../fhir/json.ts';
import type { LoincLookup } from '../fhir/local-codes.ts';
import type { PatientGroup } from '../fhir/patient-compartment.ts';
import type { Assessment } from './assessment.ts';
import type { Prepared } from './prepared.ts';
import type { ShowThresholds } from './shown-diagnoses.ts';

/** On whose behalf an assessment is made, for the audit log. Never a token. */
export interface Caller {
  /** Tenant of the EHR, as the registry names it. */
  readonly tenant?: string;
  /** The client program: the issuer of its token. */
  readonly client?: string;
  /** Relative reference of the person, e.g. `Practitioner/abc`. */
  readonly user?: string;
  /** Ties the records of one request together. */
  readonly requestId?: string;
}

interface Called {
  /** Absent on the command line. */
  readonly caller?: Caller;
}

/** A CDS Hooks call: what the EHR sent along, unread. */
export interface HookRequest extends Called {
  readonly entrance: 'hook';
  /** Logical id from `context.patientId`, without `Patient/`. */
  readonly patientId: string;
  /** `prefetch` as it came: a key may be absent, null, a resource, a Bundle, an OperationOutcome, or nonsense. */
  readonly prefetch: Readonly<Record<string, unknown>>;
  /** What the first steps have found out already, on another thread; then `prefetch` is not looked at. */
  readonly prepared?: Prepared;
  /** The whole call as its bytes came; absent when only the parsed call is at hand. */
  readonly body?: Uint8Array;
  /** Prefetch key that the service advertises → its query for this patient, e.g. `Patient/123`. */
  readonly queries: Readonly<Record<string, string>>;
  /** Bundle of Conditions that the hook's context brings. */
  readonly entered?: JsonObject;
  /** Where what is missing may be read; absent when the call gives no access. */
  readonly ehr?: EhrReader;
  /** What the site's own laboratory codes mean. */
  readonly loincOf?: LoincLookup;
  /** Model family to ask, e.g. `rare-disease`. */
  readonly model: string;
  /** How the entrance chooses what to show; absent when it shows a result as often as it is asked. */
  readonly showing?: {
    /** Id of the CDS service. */
    readonly service: string;
    readonly thresholds: ShowThresholds;
    /** For how long the same is not shown again. */
    readonly cooldownMs: number;
  };
}

/** A `$differential` call: the resources of one patient, already taken out of their Bundle. */
export interface OperationRequest extends PatientGroup, Called {
  readonly entrance: 'operation';
  readonly model: string;
}

/** One patient of a batch run. Diagnoses are ranked only where a rare disease is likely: a hospital's patients are many. */
export interface ScreeningRequest extends PatientGroup, Called {
  readonly entrance: 'screening';
  readonly model: string;
}

/** A case that did not come as FHIR, e.g. a phenopacket. */
export interface CaseRequest extends Called {
  readonly entrance: 'case';
  readonly case: Case;
  readonly model: string;
}

/**
 * One patient of a batch run whose record was read in brief (`clinical/brief`): what it comes to, up to the triage. Nothing
 * is ranked or explained.
 */
export interface TriageRequest extends Called {
  readonly entrance: 'triage';
  readonly case: Case;
  readonly model: string;
}

export type AssessmentRequest = HookRequest | OperationRequest | ScreeningRequest | TriageRequest | CaseRequest;

/** The same assessor, on somebody's behalf. */
export const onBehalfOf = (assessor: Assessor, caller: Caller): Assessor => ({
  assess: (request) => assessor.assess({ ...request, caller }),
});

/** The assessment pipeline, as the entrances see it. */
export interface Assessor {
  /**
   * Runs every step for one patient.
   * @throws HoofbeatsError EVIDENCE_MISSING when what is essential was neither sent nor to be read, PATIENT_MISSING, FHIR_INVALID,
   *   MODEL_UNAVAILABLE. Everything doubtful about the data is an issue in the result instead.
   */
  assess(request: AssessmentRequest): Promise<Assessment>;
}
