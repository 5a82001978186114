import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cdsServicesDir } from '../config/paths.ts';
import { json } from '../http/openapi/body.ts';
import type { Operation, Parameter } from '../http/openapi/operation.ts';
import { feedbackBodySchema } from './feedback-body.ts';
import { discoverySchema, responseSchema } from './response-schema.ts';
import { callSchemas } from './service-call.ts';

const tag = 'CDS Hooks 2.0.1';
/** Of cds-services/examples: the tests send the requests, and compare what is answered. */
const example = (name: string): unknown =>
  JSON.parse(readFileSync(join(cdsServicesDir, 'examples', `${name}.json`), 'utf8'));

const service: Parameter = {
  name: 'id',
  in: 'path',
  description: 'Id of a service that discovery lists.',
  example: 'differential-diagnosis',
};

/** What the document says of the routes of CDS Hooks. */
export const operations = {
  discovery: {
    id: 'discoverServices',
    tag,
    summary: 'The services, with their hooks and prefetch templates.',
    answer: [json('Discovery', discoverySchema)],
  },
  call: {
    id: 'callService',
    tag,
    summary: 'Calls a service for a hook; the answer is at most one card.',
    description:
      'Answers within DEADLINE_MS, if need be with no card. What prefetch leaves out is read from `fhirServer`, where that is allowed.',
    parameters: [service],
    request: [json('ServiceCall', z.union(callSchemas), { 'patient-view with prefetch': example('patient-view') })],
    answer: [json('ServiceResponse', responseSchema, { 'one card': example('patient-view.answer') })],
    refusals: [
      'SERVICE_UNKNOWN',
      'HOOK_MISMATCH',
      'EVIDENCE_MISSING',
      'MODEL_UNAVAILABLE',
      'OVERLOADED',
      'STORE_UNAVAILABLE',
    ],
  },
  feedback: {
    id: 'reportFeedback',
    tag,
    summary: 'Takes what became of cards, one by one or in batches; what was reported before changes nothing.',
    parameters: [service],
    request: [json('Feedback', feedbackBodySchema, { 'overridden and accepted': example('feedback') })],
    refusals: ['SERVICE_UNKNOWN', 'STORE_UNAVAILABLE', 'OVERLOADED'],
  },
} as const satisfies Record<string, Operation>;
