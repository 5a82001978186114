import type { Case } from '../clinical/case.ts';
import type { JsonObject } from '../fhir/json.ts';

/** A CDS Hooks call as its bytes came, to be read again elsewhere. */
export interface UnreadCall {
  /** The body, JSON in UTF-8. It has been parsed before, and its prefetch found to be good. */
  readonly body: Uint8Array;
  /** Logical id of the patient. */
  readonly patientId: string;
  /** Bundle of Conditions that the hook's context brings. */
  readonly entered?: JsonObject;
}

/** What a call's resources say. */
export interface ReadCall {
  readonly case: Case;
}
