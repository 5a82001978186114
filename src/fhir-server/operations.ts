import { auditKinds } from '../audit/record.ts';
import { canonicalOf } from '../config/canonical.ts';
import { fhir } from '../http/openapi/body.ts';
import type { Operation } from '../http/openapi/operation.ts';

const tag = 'FHIR R4';
const riskAssessmentProfile = canonicalOf('StructureDefinition', 'differential-risk-assessment');
const condition = (id: string, code: string, text: string) => ({
  resource: {
    resourceType: 'Condition',
    id,
    code: { coding: [{ system: 'http://snomed.info/sct', code }], text },
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
    },
    subject: { reference: 'Patient/milo' },
  },
});
const record = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id: 'milo', gender: 'male', birthDate: '2005-11-02' } },
    condition('c1', '74969002', 'Ectopia lentis'),
    condition('c2', '251036003', 'Dilated aortic root'),
    condition('c3', '62250003', 'Arachnodactyly'),
  ],
};
const parameters = {
  resourceType: 'Parameters',
  parameter: [
    { name: 'bundle', resource: record },
    { name: 'top', valueInteger: 3 },
  ],
};

/** Of `$differential`, at either of its levels. */
export const differentialOperation = (level: 'system' | 'type'): Operation => ({
  id: level === 'system' ? 'differential' : 'differentialOfPatients',
  tag,
  summary: 'The differential of each patient of a Bundle, as a RiskAssessment with its evidence.',
  description: `Defined by ${canonicalOf('OperationDefinition', 'differential')}. Up to 200 patients a call.`,
  request: [
    {
      type: 'application/fhir+json',
      name: 'DifferentialInput',
      shape: {
        type: 'object',
        description: 'Bundle, or Parameters as the OperationDefinition has them',
        properties: { resourceType: { enum: ['Bundle', 'Parameters'] } },
        required: ['resourceType'],
      },
      examples: { 'a Bundle': record, 'Parameters with the number of predictions': parameters },
    },
  ],
  answer: [
    {
      type: 'application/fhir+json',
      name: 'Differentials',
      shape: {
        type: 'object',
        description: `Bundle: RiskAssessments of the profile ${riskAssessmentProfile}, and an OperationOutcome where the data gave rise to it`,
        properties: {
          resourceType: { const: 'Bundle' },
          type: { const: 'collection' },
          entry: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                fullUrl: { type: 'string' },
                resource: {
                  type: 'object',
                  properties: { resourceType: { enum: ['RiskAssessment', 'OperationOutcome'] } },
                  required: ['resourceType'],
                },
              },
              required: ['resource'],
            },
          },
        },
        required: ['resourceType', 'type', 'entry'],
        externalDocs: { url: riskAssessmentProfile },
      },
    },
  ],
  refusals: [
    'FHIR_INVALID',
    'RESOURCE_TYPE',
    'PATIENT_MISSING',
    'PATIENT_AMBIGUOUS',
    'MODEL_UNAVAILABLE',
    'OVERLOADED',
    'STORE_UNAVAILABLE',
  ],
});

/** Of a conformance resource that is served as it is. */
export const publishedOperation = ({ resourceType, id }: { readonly resourceType: string; readonly id: string }) =>
  ({
    id: `read${resourceType}_${id.replaceAll('-', '_')}`,
    tag: 'Conformance resources',
    summary: `${resourceType} ${id}.`,
    answer: [fhir(resourceType)],
  }) satisfies Operation;

/** What the document says of the rest of the FHIR side. */
export const operations = {
  metadata: {
    id: 'metadata',
    tag: 'Conformance resources',
    summary: 'CapabilityStatement of this instance.',
    answer: [fhir('CapabilityStatement')],
  },
  searchAudit: {
    id: 'searchAuditEvents',
    tag,
    summary: 'The audit log, newest first.',
    admission: 'auditor',
    parameters: [
      { name: 'patient', in: 'query', description: 'Id of a patient; kept as a pseudonym.', example: 'milo' },
      { name: 'client', in: 'query', description: 'Issuer within whose patients the id is unique.' },
      { name: 'tenant', in: 'query', description: 'Tenant of that issuer.' },
      { name: 'subtype', in: 'query', description: 'Kind of record.', shape: { enum: [...auditKinds] } },
      {
        name: 'date',
        in: 'query',
        description: 'Day or instant, with eq, ge, gt, le, lt; may be repeated.',
        example: 'ge2026-01-01',
      },
      {
        name: 'before',
        in: 'query',
        description: 'Number of a record: those before it, as `next` links have it.',
        shape: { type: 'integer' },
      },
      {
        name: '_count',
        in: 'query',
        description: 'Most records, 50 unless given.',
        shape: { type: 'integer', minimum: 1, maximum: 500 },
        example: '10',
      },
    ],
    answer: [fhir('Bundle')],
    refusals: ['REQUEST_INVALID', 'RECORD_ALTERED', 'STORE_UNAVAILABLE'],
  },
  readAudit: {
    id: 'readAuditEvent',
    tag,
    summary: 'One record of the audit log.',
    admission: 'auditor',
    parameters: [{ name: 'id', in: 'path', description: 'Number of the record.', example: '1' }],
    answer: [fhir('AuditEvent')],
    refusals: ['RECORD_UNKNOWN', 'RECORD_ALTERED', 'STORE_UNAVAILABLE'],
  },
} as const satisfies Record<string, Operation>;
