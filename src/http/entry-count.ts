import { isObject, listOf, objectOf } from '../fhir/json.ts';

/**
 * Number of Bundle entries in a request body, wherever our entrances look for Bundles: the body itself, the values of a CDS
 * Hooks call's `prefetch` and `context`, and the resources of a Parameters body.
 */
export function entryCount(body: unknown): number {
  const { prefetch, context, parameter } = objectOf(body);
  return [
    body,
    ...Object.values(objectOf(prefetch)),
    ...Object.values(objectOf(context)),
    ...listOf(parameter).map((item) => objectOf(item).resource),
  ].reduce<number>((sum, candidate) => sum + ownEntries(candidate), 0);
}

const ownEntries = (value: unknown) => (isObject(value) && Array.isArray(value.entry) ? value.entry.length : 0);
