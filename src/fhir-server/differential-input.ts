import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type BundleEntry, readBundle } from '../fhir/bundle.ts';
import { isObject, stringOf } from '../fhir/json.ts';
import { type ParameterRead, readParameters } from '../fhir/parameters.ts';
import { groupByPatient, type PatientGroup } from '../fhir/patient-compartment.ts';
import type { StructureIssue } from '../fhir/structure-issue.ts';

/** What `$differential` was asked: patients with their resources, and how many predictions for each. */
export interface DifferentialInput {
  readonly patients: readonly PatientGroup[];
  readonly top: number;
  readonly issues: readonly StructureIssue[];
}

interface Evidence {
  readonly entries: readonly BundleEntry[];
  readonly issues: readonly StructureIssue[];
}

/** The pipeline keeps ten explained diagnoses. */
const mostPredictions = 10;
/** A call is answered in one piece; more patients are a matter for batch screening. */
const mostPatients = 200;

/**
 * Reads a Bundle, or Parameters as fhir-profiles/OperationDefinition-differential.json defines them.
 * @throws HoofbeatsError FHIR_INVALID, RESOURCE_TYPE, PATIENT_MISSING, PATIENT_AMBIGUOUS, REQUEST_INVALID, naming the element.
 */
export function readDifferentialInput(body: unknown): DifferentialInput {
  const parameters = isObject(body) && body.resourceType === 'Parameters' ? readParameters(body) : undefined;
  const evidence = parameters ? fromParameters(parameters.parameters) : fromBundle(body);
  const grouping = groupByPatient(evidence.entries);
  const patients = grouping.groups;
  const root = parameters ? 'Parameters.parameter' : 'Bundle.entry';
  if (patients.length === 0)
    throw new HoofbeatsError('PATIENT_MISSING', `${root} holds no Patient.`, { expression: [root] });
  if (patients.length > mostPatients)
    throw new HoofbeatsError(
      'REQUEST_INVALID',
      `${root} holds ${patients.length} patients; a call takes ${mostPatients}.`,
      {
        expression: [root],
      },
    );
  return {
    patients,
    top: readTop(parameters?.parameters ?? []),
    issues: [...(parameters?.issues ?? []), ...evidence.issues, ...grouping.issues],
  };
}

/** FHIR R4 §3.2.0.4: an operation with one resource parameter may be given that resource as its body. */
function fromBundle(body: unknown): Evidence {
  if (!isObject(body)) throw new HoofbeatsError('FHIR_INVALID', 'The body is not a FHIR resource.');
  const type = stringOf(body.resourceType);
  if (type === undefined)
    throw new HoofbeatsError('FHIR_INVALID', 'The body has no resourceType.', { expression: ['resourceType'] });
  if (type !== 'Bundle')
    throw new HoofbeatsError('RESOURCE_TYPE', 'The operation takes a Bundle or Parameters.', {
      expression: ['resourceType'],
    });
  return readBundle(body);
}

/** Parameter name → whether its resource is evidence. */
const resourceParameters: ReadonlySet<string> = new Set(['bundle', 'resource', 'patient']);
const parameterNames: ReadonlySet<string> = new Set([...resourceParameters, 'top']);

function fromParameters(parameters: readonly ParameterRead[]): Evidence {
  const read = parameters.filter(({ name }) => resourceParameters.has(name)).map(fromParameter);
  const unknown = parameters
    .filter(({ name }) => !parameterNames.has(name))
    .map(
      ({ expression }): StructureIssue => ({
        severity: 'warning',
        code: 'parameter-unknown',
        text: `${expression} has a name that the operation does not know, so it was not used.`,
        expression: `${expression}.name`,
      }),
    );
  return {
    entries: read.flatMap(({ entries }) => entries),
    issues: [...unknown, ...read.flatMap(({ issues }) => issues)],
  };
}

function fromParameter({ name, resource, expression }: ParameterRead): Evidence {
  const at = `${expression}.resource`;
  const resourceType = stringOf(resource?.resourceType);
  if (!resource || resourceType === undefined)
    throw new HoofbeatsError('FHIR_INVALID', `Parameter ${name} holds no resource.`, { expression: [at] });
  if (resourceType === 'Bundle') return readBundle(resource, at);
  if (name === 'bundle' || (name === 'patient' && resourceType !== 'Patient'))
    throw new HoofbeatsError('RESOURCE_TYPE', `Parameter ${name} holds another type of resource.`, {
      expression: [at],
    });
  return { entries: [{ resource: { ...resource, resourceType }, fullUrl: undefined, expression: at }], issues: [] };
}

function readTop(parameters: readonly ParameterRead[]): number {
  const given = parameters.find(({ name }) => name === 'top');
  if (!given) return mostPredictions;
  const { value, expression } = given;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > mostPredictions)
    throw new HoofbeatsError('REQUEST_INVALID', `Parameter top is an integer from 1 to ${mostPredictions}.`, {
      expression: [`${expression}.valueInteger`],
    });
  return value;
}
