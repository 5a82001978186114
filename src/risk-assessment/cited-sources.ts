import type { EvidenceContribution } from '../inference/differential.ts';

type Source = EvidenceContribution['sources'][number];

/** Sources that an answer names for one finding: a term may rest on thousands of results, and the newest tell most. */
export const mostSources = 5;

/** The newest sources of a finding (they come newest first), and how many are left out. */
export function citedSources(sources: readonly Source[]): { readonly cited: readonly Source[]; readonly more: number } {
  const cited = sources.slice(0, mostSources);
  return { cited, more: sources.length - cited.length };
}
