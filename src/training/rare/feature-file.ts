import type { FeatureFile } from '../../registry/feature-file.ts';
import type { Ontology } from '../../terminology/ontology.ts';
import type { DiseaseMatrix } from './disease-matrix.ts';
import { channels } from './potentials.ts';

/** `features.json` of the package. Numbers are rounded to what a reader can use; the model's own tables are not here. */
export function featureFile(matrix: DiseaseMatrix, ontology: Ontology): FeatureFile {
  const significant = (value: number) => Number(value.toPrecision(3));
  return {
    vocabulary: 'HPO',
    version: ontology.version,
    channels: [...channels],
    ids: matrix.ids.map((id) => Number(id.slice('HP:'.length))),
    labels: matrix.ids.map((id) => ontology.terms.get(id)?.label ?? id),
    parents: matrix.parents.map((parents) => [...parents]),
    informationContent: Array.from(matrix.informationContent, significant),
    background: Array.from(matrix.background, significant),
  };
}
