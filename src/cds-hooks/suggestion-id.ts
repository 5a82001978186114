import { createHash } from 'node:crypto';

/** What a card offers, each at most once. */
export const suggestionKinds = ['test', 'diagnosis'] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

/**
 * UUID of a suggestion, the same at every run for the same assessment: feedback that names it can be understood without a
 * table of what was sent.
 */
export const suggestionId = (assessment: string, kind: SuggestionKind) => derivedUuid(`${assessment}/${kind}`);

/** What the suggestion of this UUID offered; undefined when it was none of this assessment's. */
export const kindOfSuggestion = (uuid: string, assessment: string): SuggestionKind | undefined =>
  suggestionKinds.find((kind) => suggestionId(assessment, kind) === uuid.toLowerCase());

/** A UUID that follows from a text. Version 8, RFC 9562 §5.8: all bits but those of version and variant are ours to fill. */
export function derivedUuid(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
