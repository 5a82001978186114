import type { Issue } from '../clinical/issue.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type BundleEntry, readBundle } from '../fhir/bundle.ts';
import { isObject, type JsonObject } from '../fhir/json.ts';
import type { NotObtained } from './assessment.ts';
import { isContentOf } from './prefetch-content.ts';

/** What prefetch values turned out to be. */
interface PrefetchRead {
  readonly entries: readonly BundleEntry[];
  readonly notObtained: readonly NotObtained[];
  readonly issues: readonly Issue[];
  /** Keys whose value is no FHIR; they are among `notObtained` too. */
  readonly malformed: readonly string[];
}

/** All prefetch values of a call, and which of them hold something, were it only the word that there is nothing. */
export interface Prefetch extends PrefetchRead {
  readonly obtained: readonly { readonly key: string; readonly entries: readonly BundleEntry[] }[];
  /** Whether some of it was read from the EHR's FHIR server. */
  readonly completed?: boolean;
}

const nothing: PrefetchRead = { entries: [], notObtained: [], issues: [], malformed: [] };

/**
 * Tells apart what CDS Hooks lets a prefetch value be (2.0 §Prefetch): null is "no data" and is known to be empty, an
 * OperationOutcome is a failed attempt, a Bundle with a next link is only a page. What is no FHIR at all failed as well.
 */
export function readPrefetchValue(key: string, value: unknown): PrefetchRead {
  const expression = `prefetch.${key}`;
  if (value === null) return nothing;
  if (!isObject(value) || typeof value.resourceType !== 'string')
    return malformed(key, expression, `${expression} is neither null nor a FHIR resource.`);
  if (value.resourceType === 'OperationOutcome') return { ...nothing, notObtained: [{ what: key, reason: 'failed' }] };
  if (value.resourceType !== 'Bundle') {
    return { ...nothing, entries: [{ resource: value as BundleEntry['resource'], fullUrl: undefined, expression }] };
  }
  try {
    const { entries, truncated, issues } = readBundle(value, expression);
    return { ...nothing, entries, issues, notObtained: truncated ? [{ what: key, reason: 'truncated' }] : [] };
  } catch (thrown) {
    if (!(thrown instanceof HoofbeatsError)) throw thrown;
    return malformed(key, thrown.expression[0] ?? expression, thrown.message);
  }
}

const malformed = (key: string, expression: string, what: string): PrefetchRead => ({
  ...nothing,
  notObtained: [{ what: key, reason: 'failed' }],
  issues: [
    {
      severity: 'warning',
      code: 'prefetch-malformed',
      text: `${what.replace(/\.$/, '')}, so it was not used.`,
      expression,
    },
  ],
  malformed: [key],
});

/**
 * Reads all prefetch values. A site may rename keys, so resources count by what they are, whatever their key; an expected
 * key is absent when neither it nor its content came.
 */
export function readPrefetch(prefetch: JsonObject, expectedKeys: readonly string[]): Prefetch {
  const given = Object.entries(prefetch).map(([key, value]) => ({ key, ...readPrefetchValue(key, value) }));
  const cameElsewhere = (key: string) =>
    given.some(({ key: other, entries }) =>
      entries.some((entry) => isContentOf(key, entry, !expectedKeys.includes(other))),
    );
  const absent = expectedKeys
    .filter((key) => !Object.hasOwn(prefetch, key) && !cameElsewhere(key))
    .map((key): NotObtained => ({ what: key, reason: 'absent' }));
  return {
    entries: given.flatMap(({ entries }) => entries),
    issues: given.flatMap(({ issues }) => issues),
    malformed: given.flatMap(({ malformed }) => malformed),
    notObtained: [...given.flatMap(({ notObtained }) => notObtained), ...absent],
    obtained: given.filter(({ notObtained }) => notObtained.every(({ reason }) => reason === 'truncated')),
  };
}
