import type { Diagnosis } from '../../../registry/labels.ts';
import type { Ontology } from '../../../terminology/ontology.ts';
import type { Candidate } from '../candidates/candidates.ts';

/**
 * Labels of the candidates. No source names diseases in Spanish; where a disease is called exactly as an HPO term is
 * ("Keratoconus"), the term's published translation serves.
 */
export function diagnosisLabels(candidates: readonly Candidate[], ontology: Ontology): readonly Diagnosis[] {
  const spanish = new Map<string, string>();
  for (const { label, labelEs } of ontology.terms.values()) if (labelEs) spanish.set(label.toLowerCase(), labelEs);
  return candidates.map(({ id, ids, label, flags }) => {
    const labelEs = spanish.get(label.toLowerCase());
    return { id, ids: [...ids], label, ...(labelEs === undefined ? {} : { labelEs }), flags: [...flags] };
  });
}
