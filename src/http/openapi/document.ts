import { z } from 'zod';
import type { ErrorCode } from '../../errors/table.ts';
import type { Admission, Body, Described, JsonSchema, Parameter, Shape } from './operation.ts';
import { admissionOf, refusalSchema, refusalsOf } from './refusals.ts';

export interface DocumentOptions {
  /** Version of the code. */
  readonly version: string;
  /** URL under which clients reach the server, without a final slash. */
  readonly url: string;
}

/** Names of the tags are those of the rooms' standards; the text stands above their operations. */
const about = [
  'Decision support for health professionals, not a diagnosis, and not cleared by any authority.',
  'With a registry of EHRs (`EHR_REGISTRY`) every operation that lists the security scheme `ehr` needs a token; without one the server answers on loopback only and asks for none.',
  'Every path also answers OPTIONS, and other methods with 405 METHOD_NOT_ALLOWED and `Allow`; each GET answers HEAD.',
].join(' ');

const securitySchemes = {
  ehr: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'CDS Hooks 2.0 §Trusting CDS Clients: a JWT that the EHR signs for each call (ES384 or RS384; `aud` is the URL that is called; `jti` used once).',
  },
  auditor: {
    type: 'http',
    scheme: 'bearer',
    description: 'AUDIT_TOKEN. Without one, the audit log is served on loopback only, in open mode.',
  },
  source: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Hub-Signature',
    description:
      'HMAC-SHA256 of the body, in this header or another, or a secret in a header of its own: as NOTIFICATION_SOURCES says of the source.',
  },
} as const;

const security: Readonly<Record<Admission, readonly object[]>> = {
  anybody: [],
  ehr: [{ ehr: [] }, {}],
  auditor: [{ auditor: [] }, {}],
  source: [{ source: [] }],
};

/** The OpenAPI 3.1 document of a table of routes. Rows that say nothing of themselves are left out. */
export function openApiDocument(routes: readonly Described[], { version, url }: DocumentOptions): JsonSchema {
  const parts: Parts = { schemas: { Refusal: refusalSchema }, responses: {} };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    if (!route.operation) continue;
    const path = templateOf(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationObject(route, parts) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Hoofbeats',
      version,
      description: about,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    paths,
    components: { securitySchemes, ...parts },
  };
}

/** `/models/:id` as `/models/{id}`. */
export const templateOf = (path: string) => path.replace(/:(\w+)/g, '{$1}');

/** What several operations share, by name. */
interface Parts {
  readonly schemas: Record<string, JsonSchema>;
  readonly responses: Record<string, JsonSchema>;
}

function operationObject(route: Described, { schemas, responses }: Parts) {
  const { id, tag, summary, description, parameters = [], request, status = 200, answer, otherwise } = route.operation!;
  const content = (bodies: readonly Body[], io: 'input' | 'output') =>
    Object.fromEntries(bodies.map((body) => [body.type, mediaType(body, io, schemas)]));
  const refused = [...refusalsOf(route)].map(([code, codes]) => [code, refusal(codes, route.path, responses)] as const);
  const others = Object.entries(otherwise ?? {}).map(
    ([code, { description, body }]) =>
      [code, { description, ...(body && { content: content([body], 'output') }) }] as const,
  );
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    ...(parameters.length > 0 && { parameters: parameters.map(parameterObject) }),
    ...(request && { requestBody: { required: true, content: content(request, 'input') } }),
    responses: Object.fromEntries([
      [status, { description: 'As asked.', ...(answer && { content: content(answer, 'output') }) }],
      ...refused,
      ...others,
    ]),
    security: security[admissionOf(route)],
  };
}

function mediaType({ shape, name, examples }: Body, io: 'input' | 'output', schemas: Record<string, JsonSchema>) {
  const schema = schemaOf(shape, io);
  if (name !== undefined) schemas[name] = schema;
  return {
    schema: name === undefined ? schema : { $ref: `#/components/schemas/${name}` },
    ...(examples && {
      examples: Object.fromEntries(Object.entries(examples).map(([label, value]) => [label, { value }])),
    }),
  };
}

const parameterObject = ({ name, in: place, description, shape, example }: Parameter) => ({
  name,
  in: place,
  description,
  required: place === 'path',
  schema: shape ? schemaOf(shape, 'input') : { type: 'string' },
  ...(example !== undefined && { example }),
});

function schemaOf(shape: Shape, io: 'input' | 'output'): JsonSchema {
  if (!(shape instanceof z.ZodType)) return shape;
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any', override: withKnownFormat });
  return schema;
}

/** zod names a format of its own beside the pattern that says the same. */
function withKnownFormat({ jsonSchema }: { readonly jsonSchema: { format?: string | undefined } }): void {
  if (jsonSchema.format === 'starts_with') delete jsonSchema.format;
}

/** A refusal by its codes, listed once however many routes have it. */
function refusal(codes: readonly ErrorCode[], path: string, responses: Record<string, JsonSchema>) {
  // CDS Hooks best practices: a 401 says nothing.
  const silent = codes.includes('UNAUTHENTICATED');
  const ofFhir = path.startsWith('/fhir/');
  const name = [...codes, ...(ofFhir && !silent ? ['fhir'] : [])].join('.');
  const type = ofFhir ? 'application/fhir+json' : 'application/json';
  responses[name] = {
    description: codes.join(', '),
    ...(!silent && { content: { [type]: { schema: { $ref: '#/components/schemas/Refusal' } } } }),
  };
  return { $ref: `#/components/responses/${name}` };
}
