import type { Issue } from '../clinical/issue.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type BundleEntry, readBundle } from '../fhir/bundle.ts';
import { isObject, type JsonObject } from '../fhir/json.ts';
import type { NotObtained } from './assessment.ts';

/** What one prefetch value turned out to be. */
interface PrefetchRead {
  readonly entries: readonly BundleEntry[];
  readonly notObtained: readonly NotObtained[];
  readonly issues: readonly Issue[];
}

const nothing: PrefetchRead = { entries: [], notObtained: [], issues: [] };

/**
 * Tells apart what CDS Hooks lets a prefetch value be (2.0 §Prefetch): null is "no data" and is known to be empty, an
 * OperationOutcome is a failed attempt, a Bundle with a next link is only a page.
 * @throws HoofbeatsError FHIR_INVALID for a value that is no FHIR resource at all.
 */
export function readPrefetchValue(key: string, value: unknown): PrefetchRead {
  const expression = `prefetch.${key}`;
  if (value === null) return nothing;
  if (!isObject(value) || typeof value.resourceType !== 'string') {
    throw new HoofbeatsError('FHIR_INVALID', `${expression} is neither null nor a FHIR resource.`, {
      expression: [expression],
    });
  }
  if (value.resourceType === 'OperationOutcome') return { ...nothing, notObtained: [{ what: key, reason: 'failed' }] };
  if (value.resourceType !== 'Bundle') {
    return { ...nothing, entries: [{ resource: value as BundleEntry['resource'], fullUrl: undefined, expression }] };
  }
  const { entries, truncated, issues } = readBundle(value, expression);
  return { entries, issues, notObtained: truncated ? [{ what: key, reason: 'truncated' }] : [] };
}

/** Reads all prefetch values. A site may rename keys, so resources count by what they are, whatever their key. */
export function readPrefetch(prefetch: JsonObject, expectedKeys: readonly string[]): PrefetchRead {
  const given = Object.entries(prefetch).map(([key, value]) => readPrefetchValue(key, value));
  const unexpected = Object.keys(prefetch).some((key) => !expectedKeys.includes(key));
  const absent = expectedKeys
    .filter((key) => !(key in prefetch))
    .map((key): NotObtained => ({ what: key, reason: 'absent' }));
  return {
    entries: given.flatMap(({ entries }) => entries),
    issues: given.flatMap(({ issues }) => issues),
    // With keys of the site's own there is no telling which of ours they stand for.
    notObtained: [...given.flatMap(({ notObtained }) => notObtained), ...(unexpected ? [] : absent)],
  };
}
