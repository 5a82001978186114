import { buildTermVector, type SparseRow } from '../../features/term-vector.ts';
import type { InputVocabulary } from '../../features/vocabulary.ts';
import type { SolvedCase } from './cases.ts';
import type { DiseaseMatrix } from './disease-matrix.ts';
import { type FitCase, fitWeights } from './fit.ts';
import { combine, fixedWeights, type Potentials } from './potentials.ts';
import type { ReportProgress } from './progress.ts';
import type { RealWeights } from './weights.ts';

/** A tuning case with the entity that is right. */
export interface LabelledCase extends SolvedCase {
  readonly right: number;
  /** (number of cases of its disease)^−½: three genes must not own the loss. */
  readonly weight: number;
}

/** Keeps the cases whose disease is a candidate, and weighs them. */
export function label(
  cases: readonly SolvedCase[],
  entities: ReadonlyMap<string, readonly number[]>,
): readonly LabelledCase[] {
  const reachable = cases.flatMap((solved) => {
    const [right] = solved.diseases.flatMap((id) => entities.get(id) ?? []);
    return right === undefined ? [] : [{ ...solved, right }];
  });
  const counts = new Map<number, number>();
  for (const { right } of reachable) counts.set(right, (counts.get(right) ?? 0) + 1);
  return reachable.map((solved) => ({ ...solved, weight: counts.get(solved.right)! ** -0.5 }));
}

const ridge = 0.5;

/** Name → weight of every potential: fitted on the tuning cases, except for those that are set by hand. */
export function fitPotentials(
  potentials: Potentials,
  matrix: DiseaseMatrix,
  vocabulary: InputVocabulary,
  tuning: readonly LabelledCase[],
  onProgress?: ReportProgress,
): ReadonlyMap<string, number> {
  const names = [...potentials.findings, ...potentials.priors].map(({ name }) => name);
  const fitted = names.filter((name) => !Object.hasOwn(fixedWeights, name));
  const evidence = new Set(potentials.findings.map(({ name }) => name));
  const alone = fitted.map((name) => combine(potentials, matrix, (other) => (other === name ? 1 : 0)));
  const given = combine(potentials, matrix, (name) => fixedWeights[name] ?? 0);
  const cases: FitCase[] = tuning.map(({ case: found, right, weight }, index) => {
    const row = buildTermVector(found.findings, vocabulary);
    const values = new Float32Array(fitted.length * matrix.diseases);
    alone.forEach((weights, i) => {
      addScores(row, weights, values.subarray(i * matrix.diseases, (i + 1) * matrix.diseases));
    });
    const offset = new Float32Array(matrix.diseases);
    addScores(row, given, offset);
    onProgress?.({ phase: 'computing potentials', done: index + 1, total: tuning.length });
    return { values, offset, right, weight };
  });
  const weights = fitWeights(cases, {
    ridge,
    // A potential is evidence: it may be found useless, but not turned on its head.
    nonNegative: fitted.map((name) => evidence.has(name)),
    onStep: (step) => onProgress?.({ phase: 'fitting weights', done: step }),
  });
  return new Map(names.map((name) => [name, fixedWeights[name] ?? weights[fitted.indexOf(name)]!]));
}

function addScores(row: SparseRow, weights: RealWeights, scores: Float32Array): void {
  const { start, column, value, channels, prior } = weights;
  for (let d = 0; d < scores.length; d++) scores[d]! += prior[d]!;
  row.nodes.forEach((node, place) => {
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      let sum = 0;
      for (let k = 0; k < channels; k++) sum += row.coefficients[place * channels + k]! * value[at * channels + k]!;
      scores[column[at]!]! += sum;
    }
  });
}
