import type { Response } from 'express';
import type { FhirResource } from 'fhir/r4.js';

/** Answers with a resource in FHIR's own media type (FHIR R4 §2.1.0.6). */
export function fhirJson(response: Response, resource: FhirResource): void {
  response.type('application/fhir+json').json(resource);
}
