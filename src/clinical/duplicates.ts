import { resourceReference } from '../fhir/coding.ts';
import { isObject, type JsonObject, listOf, objectOf, stringOf } from '../fhir/json.ts';
import { evidenceDate } from './evidence-date.ts';

/** Positions of resources to leave out. */
export interface Duplicates {
  /** The same resource again, or an older version of it. */
  readonly copies: ReadonlySet<number>;
  /** Another resource with the same measurement. */
  readonly repetitions: ReadonlySet<number>;
}

/**
 * Positions of the resources to leave out: older versions of the same resource, and repetitions of the same measurement
 * (same code, instant and value under another id, as overlapping feeds send them). Which one stays does not depend on
 * their order.
 */
export function findDuplicates(resources: readonly unknown[]): Duplicates {
  const copies = new Set<number>();
  const repetitions = new Set<number>();
  const listed = resources.flatMap((resource, position) => (isObject(resource) ? [{ resource, position }] : []));
  markAllButOne(listed, identityOf, isNewer, copies);
  const remaining = listed.filter(({ position }) => !copies.has(position));
  markAllButOne(alikeAtFirstSight(remaining), contentOf, hasSmallerReference, repetitions);
  return { copies, repetitions };
}

interface Listed {
  readonly resource: JsonObject;
  readonly position: number;
}

function markAllButOne(
  listed: readonly Listed[],
  keyOf: (resource: JsonObject) => string | undefined,
  isBetter: (a: JsonObject, b: JsonObject) => boolean,
  duplicates: Set<number>,
): void {
  const kept = new Map<string, Listed>();
  for (const item of listed) {
    const key = keyOf(item.resource);
    if (key === undefined) continue;
    const other = kept.get(key);
    if (other === undefined) {
      kept.set(key, item);
    } else if (isBetter(item.resource, other.resource)) {
      kept.set(key, item);
      duplicates.add(other.position);
    } else {
      duplicates.add(item.position);
    }
  }
}

/** Those that have the instant and the name of another one: only they may be repetitions, and writing out all would be slow. */
function alikeAtFirstSight(listed: readonly Listed[]): readonly Listed[] {
  const sketched = listed.map((item) => ({ item, sketch: sketchOf(item.resource) }));
  const counts = new Map<string, number>();
  for (const { sketch } of sketched) counts.set(sketch, (counts.get(sketch) ?? 0) + 1);
  return sketched.flatMap(({ item, sketch }) => (counts.get(sketch)! > 1 ? [item] : []));
}

/** Equal where the content is equal, and mostly only there. */
function sketchOf(resource: JsonObject): string {
  const { code } = objectOf(listOf(objectOf(resource.code).coding)[0]);
  const value = objectOf(resource.valueQuantity).value;
  return `${evidenceDate(resource).date?.start} ${typeof code === 'string' ? code : ''} ${typeof value === 'number' ? value : ''}`;
}

function identityOf(resource: JsonObject): string | undefined {
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
function contentOf(resource: JsonObject): string | undefined {
  if (resource.resourceType !== 'Observation') return undefined;
  const { date } = evidenceDate(resource);
  // Two results of one day may well be equal; only an instant identifies a measurement.
  if (date?.precision !== 'time') return undefined;
  const { code, status, component, interpretation, referenceRange, hasMember } = resource;
  const value = Object.keys(resource)
    .filter((key) => key.startsWith('value'))
    .map((key) => resource[key]);
  return written([code, status, date.start, value, component, interpretation, referenceRange, hasMember]);
}

/** JSON of any value; undefined for what is nested so deeply that writing it would exhaust the stack. */
function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
