import { isObject, type JsonObject, listOf, objectOf, stringOf } from './json.ts';

/** One code of a CodeableConcept, with empty strings for what is missing. */
export interface CodingRead {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

/** A CodeableConcept as it was found: every coding that has a code or a display, and the text. */
export interface ConceptRead {
  readonly codings: readonly CodingRead[];
  readonly text: string | undefined;
}

// LOINC's own long names carry zero-width spaces in some exports ("[Mass/\u200bvolume]").
const zeroWidth = /[\u200B-\u200D\u2060\uFEFF]/g;

function words(value: unknown): string {
  return (stringOf(value) ?? '').replace(zeroWidth, '');
}

/**
 * Reads a CodeableConcept of any shape: missing parts, null codings and a bare coding instead of a list are tolerated.
 * A plain string is taken for the text.
 */
export function readConcept(value: unknown): ConceptRead {
  if (typeof value === 'string') return { codings: [], text: stringOf(value) };
  const concept = objectOf(value);
  const codings: CodingRead[] = [];
  for (const item of listOf(concept.coding)) {
    if (!isObject(item)) continue;
    const coding = { system: words(item.system), code: words(item.code), display: words(item.display) };
    if (coding.code !== '' || coding.display !== '') codings.push(coding);
  }
  return { codings, text: stringOf(words(concept.text)) };
}

/** All concepts of a repeating CodeableConcept. */
export function readConcepts(value: unknown): readonly ConceptRead[] {
  return (typeof value === 'string' ? [value] : listOf(value)).map(readConcept);
}

/** How a concept is called: its text, else the first display, else the first code. */
export function conceptName(concept: ConceptRead): string | undefined {
  return concept.text ?? concept.codings.find(({ display }) => display !== '')?.display ?? concept.codings[0]?.code;
}

/** Lower-case codes of a required-binding element such as `clinicalStatus`, without their systems. */
export function statusCodes(value: unknown): readonly string[] {
  const concept = readConcept(value);
  const codes = concept.codings.map(({ code }) => code.toLowerCase());
  return codes.length > 0 ? codes : concept.text === undefined ? [] : [concept.text.toLowerCase()];
}

/** `Type/id`, or `Type` alone when the resource has no id. */
export function resourceReference(resource: JsonObject): string {
  const type = stringOf(resource.resourceType) ?? 'Resource';
  const id = stringOf(resource.id);
  return id === undefined ? type : `${type}/${id}`;
}
