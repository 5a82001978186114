import type { Body, JsonSchema, Shape } from './operation.ts';

/** A JSON body, listed under a name. */
export const json = (name: string, shape: Shape, examples?: Body['examples']): Body => ({
  type: 'application/json',
  name,
  shape,
  ...(examples && { examples }),
});

/** A FHIR R4 resource: what it may hold is said by its definition, or by a profile where there is one. */
export function fhir(type: string, profile?: string, examples?: Body['examples']): Body {
  return {
    type: 'application/fhir+json',
    shape: resource(type, profile),
    ...(examples && { examples }),
  };
}

const resource = (type: string, profile?: string): JsonSchema => ({
  type: 'object',
  description: profile
    ? `FHIR R4 ${type} of the profile ${profile}`
    : `FHIR R4 ${type}, http://hl7.org/fhir/StructureDefinition/${type}`,
  properties: { resourceType: { const: type } },
  required: ['resourceType'],
  externalDocs: { url: profile ?? `https://hl7.org/fhir/R4/${type.toLowerCase()}.html` },
});
