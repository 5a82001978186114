import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { isObject, type JsonObject, objectOf, stringOf } from './json.ts';
import type { StructureIssue } from './structure-issue.ts';

/** One resource of a Bundle with the place where it stood. */
export interface BundleEntry {
  readonly resource: JsonObject & { readonly resourceType: string };
  /** Identity of the entry, to which `urn:uuid:` and absolute references point. */
  readonly fullUrl: string | undefined;
  readonly expression: string;
}

export interface BundleRead {
  readonly type: string;
  /** What the Bundle is about: every resource that is not an outcome of the search. */
  readonly entries: readonly BundleEntry[];
  /** The resources of `entries`. */
  readonly resources: readonly BundleEntry['resource'][];
  /** OperationOutcomes, whether marked by `search.mode` or not: warnings of the server that answered. */
  readonly outcomes: readonly BundleEntry[];
  /** Whether a `next` link says that this is only a page of the answer. */
  readonly truncated: boolean;
  readonly issues: readonly StructureIssue[];
}

/**
 * Takes a Bundle of any type apart: collection, searchset, batch, transaction and their responses.
 * A resource without an id whose fullUrl is a UUID gets that UUID as its id, so that findings can point to it.
 * @param expression place of the Bundle in the caller's input, for messages
 * @throws HoofbeatsError FHIR_INVALID when it is not a JSON object or `entry` is not a list; RESOURCE_TYPE when it is
 *   another resource. Everything wrong with single entries is an issue.
 */
export function readBundle(json: unknown, expression = 'Bundle'): BundleRead {
  if (!isObject(json)) {
    throw new HoofbeatsError('FHIR_INVALID', `${expression} is not a JSON object.`, { expression: [expression] });
  }
  if (json.resourceType !== 'Bundle') {
    throw new HoofbeatsError('RESOURCE_TYPE', `${expression} is not a Bundle.`, {
      expression: [`${expression}.resourceType`],
    });
  }
  if (json.entry !== undefined && json.entry !== null && !Array.isArray(json.entry)) {
    throw new HoofbeatsError('FHIR_INVALID', `${expression}.entry is not a list.`, {
      expression: [`${expression}.entry`],
    });
  }
  const entries: BundleEntry[] = [];
  const outcomes: BundleEntry[] = [];
  const issues: StructureIssue[] = [];
  for (const [index, item] of (json.entry ?? []).entries()) {
    const at = `${expression}.entry[${index}]`;
    const entry = readEntry(item, at);
    if ('code' in entry) issues.push(entry);
    else if (entry.resource.resourceType === 'OperationOutcome') outcomes.push(entry);
    else if (objectOf(objectOf(item).search).mode !== 'outcome') entries.push(entry);
  }
  return {
    type: stringOf(json.type) ?? 'unknown',
    entries,
    resources: entries.map(({ resource }) => resource),
    outcomes,
    truncated: hasNextLink(json.link),
    issues,
  };
}

function readEntry(item: unknown, at: string): BundleEntry | StructureIssue {
  const { resource, fullUrl } = objectOf(item);
  if (!isObject(resource)) {
    return {
      severity: 'warning',
      code: 'entry-without-resource',
      text: `${at} holds no resource and was skipped.`,
      expression: `${at}.resource`,
    };
  }
  const resourceType = stringOf(resource.resourceType);
  if (resourceType === undefined) {
    return {
      severity: 'warning',
      code: 'resource-without-type',
      text: `${at}.resource has no resourceType and was skipped.`,
      expression: `${at}.resource.resourceType`,
    };
  }
  const url = stringOf(fullUrl);
  const uuid = url !== undefined && stringOf(resource.id) === undefined ? uuidOf(url) : undefined;
  const expression = `${at}.resource`;
  // Nearly always the resource can stay as it is, and copies of all of them cost more than reading them.
  if (uuid === undefined && resource.resourceType === resourceType)
    return { resource: resource as BundleEntry['resource'], fullUrl: url, expression };
  return {
    resource: uuid === undefined ? { ...resource, resourceType } : { ...resource, resourceType, id: uuid },
    fullUrl: url,
    expression,
  };
}

const uuidOf = (url: string) => /^urn:uuid:(.+)$/i.exec(url)?.[1];

function hasNextLink(links: unknown): boolean {
  return Array.isArray(links) && links.some((link) => objectOf(link).relation === 'next');
}
