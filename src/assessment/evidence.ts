import type { Issue } from '../clinical/issue.ts';
import type { JsonObject } from '../fhir/json.ts';
import type { NotObtained } from './assessment.ts';

/** The resources of one patient that a case is made of, as they came: their insides are not to be trusted. */
export interface Evidence {
  readonly patient: JsonObject;
  readonly observations: readonly JsonObject[];
  readonly conditions: readonly JsonObject[];
  readonly questionnaireResponses: readonly JsonObject[];
  readonly notObtained: readonly NotObtained[];
  readonly issues: readonly Issue[];
}
