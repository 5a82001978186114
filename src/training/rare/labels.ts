import type { Diagnosis } from '../../registry/labels.ts';
import type { Ontology } from '../../terminology/ontology.ts';
import type { DiseaseEntity } from './entities.ts';

/**
 * Labels of the entities. No source names diseases in Spanish; where a disease is called exactly as an HPO term is
 * ("Keratoconus"), the term's published translation serves.
 */
export function diagnosisLabels(entities: readonly DiseaseEntity[], ontology: Ontology): readonly Diagnosis[] {
  const spanish = new Map<string, string>();
  for (const { label, labelEs } of ontology.terms.values()) if (labelEs) spanish.set(label.toLowerCase(), labelEs);
  return entities.map(({ id, ids, label, flags }) => {
    const labelEs = spanish.get(label.toLowerCase());
    return { id, ids: [...ids], label, ...(labelEs === undefined ? {} : { labelEs }), flags: [...flags] };
  });
}
