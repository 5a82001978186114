import type { CommonInference } from './common-inference.ts';
import { pooledScores, scoreFamilies } from './reference-scorer.ts';
import type { CommonWeights } from './weights.ts';

/** The port on plain arithmetic, for models that are not yet a graph. */
export function referenceInference(weights: CommonWeights): CommonInference {
  const { diagnoses } = weights;
  return {
    diagnoses,
    async score(rows) {
      const table = () => new Float32Array(rows.length * diagnoses);
      const output = { scores: table(), probabilities: table(), differential: table() };
      rows.forEach((columns, row) => {
        const families = scoreFamilies(columns, weights);
        const scores = pooledScores(families, columns, weights);
        output.scores.set(scores, row * diagnoses);
        output.probabilities.set(scores.map(Math.exp), row * diagnoses);
        output.differential.set(families.differential, row * diagnoses);
      });
      return output;
    },
    close: async () => {},
  };
}
