import type { Slice } from './slices.ts';

/** Every slice has a place in its index for each bucket, so there must not be too many. */
const mostBuckets = 4096;
/** FHIR compresses to a tenth or less. */
const compression = 12;

/**
 * How many buckets the patients of an input are spread over.
 * @param bytesEach raw bytes that a bucket is planned to hold: they are in memory at once, for each thread
 */
export function bucketCount(slices: readonly Slice[], bytesEach: number): number {
  const bytes = slices.reduce((sum, { start, end, file }) => sum + (end - start) * (file.gzip ? compression : 1), 0);
  return Math.min(mostBuckets, Math.max(1, Math.ceil(bytes / bytesEach)));
}

/** The bucket of a patient: FNV-1a of the id (draft-eastlake-fnv), evenly spread even where ids are numbered. */
export function bucketOf(patient: string, buckets: number): number {
  let hash = fnvBasis;
  for (let at = 0; at < patient.length; at++) hash = Math.imul(hash ^ patient.charCodeAt(at), fnvPrime);
  return place(hash, buckets);
}

/** The same, of an id in ASCII. */
export function bucketOfBytes(bytes: DataView, from: number, to: number, buckets: number): number {
  let hash = fnvBasis;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes.getUint8(at), fnvPrime);
  return place(hash, buckets);
}

const [fnvBasis, fnvPrime] = [0x811c9dc5, 0x01000193];

/** The low bits of FNV-1a of similar ids are similar; the high ones are folded in. */
const place = (hash: number, buckets: number) => ((hash ^ (hash >>> 15)) >>> 0) % buckets;
