import { onBehalfOf } from '../assessment/assessor.ts';
import { callerOf } from '../http/caller.ts';
import { fhirJson } from '../http/fhir-json.ts';
import { contextOf } from '../http/request-context.ts';
import type { Route } from '../http/routes.ts';
import { capabilityStatement, type Published } from './conformance.ts';
import { differential, type OperationPorts } from './differential-operation.ts';
import { differentialOperation, operations, publishedOperation } from './operations.ts';

export interface FhirServerPorts extends OperationPorts {
  readonly published: readonly Published[];
  /** URL under which clients reach this server, without a final slash. */
  readonly publicUrl: () => string;
}

/** The FHIR R4 side: the operation, and the conformance resources that describe it. */
export function fhirRoutes({ published, publicUrl, ...ports }: FhirServerPorts): readonly Route[] {
  return [
    // FHIR R4 §3.2.0 Operations: at system level and at type level.
    ...['/fhir/$differential', '/fhir/Patient/$differential'].map(
      (path): Route => ({
        method: 'POST',
        path,
        operation: differentialOperation(path.includes('Patient') ? 'type' : 'system'),
        handler: async (request, response) => {
          const assessor = onBehalfOf(ports.assessor, callerOf(response));
          fhirJson(response, await differential(request.body, { ...ports, assessor }, contextOf(response).report));
        },
      }),
    ),
    {
      // FHIR R4 §3.1.0.14 capabilities
      method: 'GET',
      path: '/fhir/metadata',
      open: true,
      operation: operations.metadata,
      handler: (_request, response) => fhirJson(response, capabilityStatement(published, `${publicUrl()}/fhir`)),
    },
    ...published.map(publishedRoute),
  ];
}

/** Written once: the questionnaire has 300 KB, and hooks would wait while it is written again for each caller. */
function publishedRoute(resource: Published): Route {
  let text: string | undefined;
  return {
    method: 'GET',
    path: `/fhir/${resource.resourceType}/${resource.id}`,
    open: true,
    operation: publishedOperation(resource),
    handler: (_request, response) => {
      text ??= JSON.stringify(resource);
      response.type('application/fhir+json').send(text);
    },
  };
}
