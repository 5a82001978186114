import { isObject, type JsonObject, listOf, objectOf, stringOf } from './json.ts';

const loinc = 'http://loinc.org';

/** LOINC codes for a code of a site's own. */
export type LoincLookup = (system: string, code: string) => readonly string[];

/**
 * An Observation with the LOINC codings that the site's crosswalk knows for its local codes, its components' too, after its
 * own codings. The same object when there is nothing to add: a LOINC code that the site itself sends is never doubted.
 */
export function withLoinc(observation: JsonObject, loincOf: LoincLookup): JsonObject {
  const code = translated(observation.code, loincOf);
  const components = listOf(observation.component);
  const mapped = components.map((component) =>
    isObject(component) ? withTranslatedCode(component, loincOf) : component,
  );
  const changed = mapped.some((component, at) => component !== components[at]);
  if (code === undefined && !changed) return observation;
  return { ...observation, ...(code && { code }), ...(changed && { component: mapped }) };
}

function withTranslatedCode(element: JsonObject, loincOf: LoincLookup): JsonObject {
  const code = translated(element.code, loincOf);
  return code === undefined ? element : { ...element, code };
}

/** The concept with the codings added; undefined when there are none to add. */
function translated(concept: unknown, loincOf: LoincLookup): JsonObject | undefined {
  const codings = listOf(objectOf(concept).coding).map(objectOf);
  if (codings.some(({ system }) => system === loinc)) return undefined;
  const codes = codings.flatMap(({ system, code }) => loincOf(stringOf(system) ?? '', stringOf(code) ?? ''));
  if (codes.length === 0) return undefined;
  return {
    ...objectOf(concept),
    coding: [...codings, ...[...new Set(codes)].map((code) => ({ system: loinc, code }))],
  };
}
