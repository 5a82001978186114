import type { SparseRow } from '../../../features/term-vector.ts';
import type { ModelPackage } from '../../../registry/model-package.ts';
import type { RankerWeights } from '../../../registry/ranker-weights.ts';
import { diseaseOf, factsOf } from '../candidates/candidates.ts';
import { noCandidate } from '../graph/weights.ts';
import { columnOf } from '../ranker/columns.ts';
import { channels } from '../ranker/potentials.ts';

/**
 * Scores that a case's own publication must not have helped: a published case may be among the support of the package
 * that ranks it. The scores of the diagnoses that the publication supports are replaced, in place, by those of
 * prototypes without its patients.
 */
export function withoutPublication(
  { support, profiles, diagnoses, vocabulary }: ModelPackage,
  weights: RankerWeights,
): (row: SparseRow, publication: string, scores: Float32Array) => void {
  return (row, publication, scores) => {
    for (const diagnosis of support.diagnosesOf(publication)) {
      const others = support.casesOf(diagnosis).filter((each) => each.publication !== publication);
      const disease = diseaseOf(profiles.get(diagnosis), diagnoses[diagnosis]!.flags, vocabulary);
      if (disease.kind === 'supported' && others.length === 0) {
        scores[diagnosis] = noCandidate;
        continue;
      }
      const { nodes, prior } = columnOf(factsOf(disease, others, vocabulary), weights);
      let score = prior[1];
      row.nodes.forEach((node, place) => {
        const own = nodes.get(node);
        for (let k = 0; own && k < channels.length; k++)
          score += own[k]! * row.coefficients[place * channels.length + k]!;
      });
      scores[diagnosis] = score;
    }
  };
}
