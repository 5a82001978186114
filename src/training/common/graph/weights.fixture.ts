import { evidenceVocabulary } from '../../../features/evidence-vocabulary.ts';
import type { AnswerShares } from '../../../inference/common/answer-shares.ts';
import type { CommonWeights } from '../../../inference/common/weights.ts';
import { mulberry32 } from '../../random.ts';
import { likelihoodWeights } from '../likelihood/likelihood-weights.ts';
import { initialNetwork } from '../network/network.ts';

/** Fever, pain with its place and strength, and a journey. */
export const tinyVocabulary = evidenceVocabulary(
  [
    { id: 'fever', kind: 'binary', isAntecedent: false },
    { id: 'pain', kind: 'binary', isAntecedent: false },
    { id: 'place', kind: 'multi', parent: 'pain', isAntecedent: false, values: ['head', 'chest', 'belly'] },
    { id: 'strength', kind: 'scale', parent: 'pain', isAntecedent: false, values: ['0', '1', '2'] },
    { id: 'journey', kind: 'categorical', isAntecedent: true, values: ['none', 'Asia'] },
  ],
  [0, 18, 65],
);

export const tinyDiagnoses = 4;

/** Random but possible shares of answers. */
export function randomShares(seed: number): AnswerShares {
  const random = mulberry32(seed);
  const table = (rows: number) => Float32Array.from({ length: rows * tinyDiagnoses }, () => 0.02 + 0.96 * random());
  const { evidences, columns } = tinyVocabulary;
  return {
    prior: Float32Array.of(0.4, 0.3, 0.2, 0.1),
    present: table(evidences.length),
    values: table(columns.age - columns.values),
    ages: table(columns.sex - columns.age),
    female: table(1),
  };
}

/** A model with random numbers, of the full shape. */
export function randomWeights(seed: number): CommonWeights {
  const random = mulberry32(seed);
  const { width } = tinyVocabulary.columns;
  return {
    diagnoses: tinyDiagnoses,
    width,
    evidences: tinyVocabulary.evidences.length,
    likelihood: likelihoodWeights(randomShares(seed), tinyVocabulary),
    network: initialNetwork({ width, hidden: 7, outputs: tinyDiagnoses }, random),
    differential: initialNetwork({ width, hidden: 5, outputs: tinyDiagnoses }, random),
    pool: { answered: { likelihood: 0.7, network: 0.4 }, listed: { likelihood: 0.55, network: 0.35 } },
  };
}
