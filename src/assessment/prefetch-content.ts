import type { BundleEntry } from '../fhir/bundle.ts';
import { readConcepts } from '../fhir/coding.ts';

/** What a prefetch key of ours asks for: a type of resource, and its category where the query names one. */
interface Content {
  readonly type: string;
  readonly category?: string;
  /** What a clinician calls it. */
  readonly name: string;
}

/** Key → content, as the prefetch templates of cds-services/ ask for it. */
export const prefetchContents: Readonly<Record<string, Content>> = {
  patient: { type: 'Patient', name: 'patient' },
  problems: { type: 'Condition', category: 'problem-list-item', name: 'problem list' },
  encounterDx: { type: 'Condition', category: 'encounter-diagnosis', name: 'encounter diagnoses' },
  labs: { type: 'Observation', category: 'laboratory', name: 'laboratory results' },
  vitals: { type: 'Observation', category: 'vital-signs', name: 'vital signs' },
};

/** A prefetch key in a clinician's words; a key of the site's own as it is. */
export const contentName = (key: string): string =>
  Object.hasOwn(prefetchContents, key) ? prefetchContents[key]!.name : key;

/**
 * Whether a resource that came under another key is what `key` asks for. Its category decides; a resource without one
 * tells only when a site sent it under a key of its own (`uncategorised`).
 */
export function isContentOf(key: string, { resource }: BundleEntry, uncategorised: boolean): boolean {
  const content = prefetchContents[key];
  if (!content || resource.resourceType !== content.type) return false;
  if (content.category === undefined) return true;
  const categories = readConcepts(resource.category).flatMap(({ codings }) => codings.map(({ code }) => code));
  return categories.length === 0 ? uncategorised : categories.includes(content.category);
}
