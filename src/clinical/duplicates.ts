import { resourceReference } from '../fhir/coding.ts';
import { type JsonObject, listOf, objectOf, stringOf } from '../fhir/json.ts';
import type { EvidenceDate } from './evidence-date.ts';

/** A resource of a record, and when its evidence is from. */
export interface DatedResource {
  readonly resource: JsonObject;
  readonly when: EvidenceDate;
}

/** Those to leave out. */
export interface Duplicates<Item> {
  /** The same resource again, or an older version of it. */
  readonly copies: ReadonlySet<Item>;
  /** Another resource with the same measurement. */
  readonly repetitions: ReadonlySet<Item>;
}

/**
 * The resources to leave out: older versions of the same resource, and repetitions of the same measurement (same code,
 * instant and value under another id, as overlapping feeds send them). Which one stays does not depend on their order.
 */
export function findDuplicates<Item extends DatedResource>(items: readonly Item[]): Duplicates<Item> {
  const copies = allButOne(items, identityOf, isNewer);
  const remaining = copies.size === 0 ? items : items.filter((item) => !copies.has(item));
  return { copies, repetitions: allButOne(alikeAtFirstSight(remaining), contentOf, hasSmallerReference) };
}

function allButOne<Item extends DatedResource>(
  items: readonly Item[],
  keyOf: (item: Item) => string | undefined,
  isBetter: (a: JsonObject, b: JsonObject) => boolean,
): ReadonlySet<Item> {
  const duplicates = new Set<Item>();
  const kept = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const other = kept.get(key);
    if (other === undefined) {
      kept.set(key, item);
    } else if (isBetter(item.resource, other.resource)) {
      kept.set(key, item);
      duplicates.add(other);
    } else {
      duplicates.add(item);
    }
  }
  return duplicates;
}

/** Those that have the instant and the name of another one: only they may be repetitions, and writing out all would be slow. */
function alikeAtFirstSight<Item extends DatedResource>(items: readonly Item[]): readonly Item[] {
  return sharing(sharing(items.filter(isInstant), startOf), sketchOf);
}

/** Two results of one day may well be equal; only an instant identifies a measurement. */
const isInstant = ({ resource, when }: DatedResource) =>
  when.date?.precision === 'time' && resource.resourceType === 'Observation';

const startOf = ({ when }: DatedResource) => when.date?.start;

/** Equal where the content is equal, and mostly only there. */
function sketchOf({ resource }: DatedResource): string {
  const { code } = objectOf(listOf(objectOf(resource.code).coding)[0]);
  const value = objectOf(resource.valueQuantity).value;
  return `${typeof code === 'string' ? code : ''} ${typeof value === 'number' ? value : ''}`;
}

/** Those whose key another one has too. */
function sharing<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): readonly Item[] {
  const first = new Map<unknown, Item>();
  const shared = new Set<Item>();
  for (const item of items) {
    const key = keyOf(item);
    const other = first.get(key);
    if (other === undefined) first.set(key, item);
    else shared.add(other).add(item);
  }
  return shared.size === 0 ? [] : items.filter((item) => shared.has(item));
}

function identityOf({ resource }: DatedResource): string | undefined {
  return stringOf(resource.id) === undefined ? undefined : resourceReference(resource);
}

function isNewer(a: JsonObject, b: JsonObject): boolean {
  const [updatedA, updatedB] = [a, b].map((resource) => String(objectOf(resource.meta).lastUpdated ?? ''));
  if (updatedA !== updatedB) return (updatedA ?? '') > (updatedB ?? '');
  return (written(a) ?? '') < (written(b) ?? '');
}

function hasSmallerReference(a: JsonObject, b: JsonObject): boolean {
  const [referenceA, referenceB] = [resourceReference(a), resourceReference(b)];
  if (referenceA !== referenceB) return referenceA < referenceB;
  return (written(a) ?? '') < (written(b) ?? '');
}

/** Code, instant, value, status: everything by which a measurement would be called the same. */
function contentOf({ resource, when }: DatedResource): string | undefined {
  const { code, status, component, interpretation, referenceRange, hasMember } = resource;
  const value = Object.keys(resource)
    .filter((key) => key.startsWith('value'))
    .map((key) => resource[key]);
  return written([code, status, when.date?.start, value, component, interpretation, referenceRange, hasMember]);
}

/** JSON of any value; undefined for what is nested so deeply that writing it would exhaust the stack. */
function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
