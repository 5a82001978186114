import type { Operation, Parameter } from '../../http/openapi/operation.ts';

const source: Parameter = { name: 'source', in: 'path', description: '`path` of a source of NOTIFICATION_SOURCES.' };
const place: readonly Parameter[] = [
  { name: 'type', in: 'path', description: 'Type of the resource that is sent to its place.' },
  { name: 'id', in: 'path', description: 'Its id.' },
];

/** Of what an EHR sends to, by path and method. Mounted where NOTIFICATION_SOURCES is set. */
export function intakeOperation(path: string, method: 'POST' | 'PUT'): Operation {
  const one = path.includes(':id');
  return {
    id: `${method === 'POST' ? 'notify' : 'put'}${one ? 'Resource' : 'Notification'}`,
    tag: 'FHIR Subscriptions',
    summary: 'Takes a notification in; 200 when it is durable.',
    description:
      'In the dialect of the source: R4 criteria (the body may be empty), Backport, R4B, R5 or athenahealth.',
    admission: 'source',
    parameters: [source, ...(one ? place : [])],
    request: [{ type: 'application/fhir+json', shape: { type: 'object' } }],
    refusals: ['ROUTE_UNKNOWN', 'FHIR_INVALID', 'OVERLOADED', 'STORE_UNAVAILABLE'],
  };
}
