import type { SparseRow } from '../../../features/term-vector.ts';
import type { RankerWeights } from '../../../registry/ranker-weights.ts';
import { mulberry32 } from '../../random.ts';
import { type ColumnTable, isSupported } from './columns.ts';
import { type FitCase, fitWeights } from './fit.ts';
import { channels, fixedWeights, potentials, priorPotentials, stages, weightNames } from './potentials.ts';

/** A published case as a row of model input, with what the fit needs to know of it. */
export interface TrainingCase {
  readonly row: SparseRow;
  /** The diagnosis that is right. */
  readonly right: number;
  readonly publication: string;
}

/** Exponent of the number of cases of a disease by which its cases are weighed: three genes must not own the loss. */
const diseaseExponent = -0.1;
const ridge = 0.5;
/** The best by rough weights count as they are; of the others a sample stands for all (importance sampling). */
const [nearest, sampled] = [150, 80];
/** Rough weights, by which the best are found; what they are hardly matters. */
const rough: Readonly<Record<string, number>> = {
  'unexplained-branches': 1.3,
  'resnik-query': 0.3,
  'resnik-disease': 11,
  'likelihood-ratio': 0.6,
};

/** What a stage leaves free, and the weights that it takes as they are, of columns with and without support cases. */
interface Stage {
  readonly free: Readonly<Record<Kind, readonly string[]>>;
  readonly given: Readonly<Record<Kind, Readonly<Record<string, number>>>>;
}

type Kind = 'supported' | 'unsupported';

/**
 * Weights of all potentials and priors by maximum likelihood of the right diagnosis: first with knowledge alone, then,
 * each case without the support of its own publication, of what support cases add.
 */
export function fitRanker(
  table: ColumnTable,
  cases: readonly TrainingCase[],
  onStep?: (step: number) => void,
): RankerWeights {
  const [alone, supported] = table.choice;
  const weigh = (stage: Stage, choiceOf: (each: TrainingCase) => Int32Array) =>
    fitStage(table, cases, stage, choiceOf, onStep);
  const first: Stage = {
    free: { supported: [], unsupported: stages.knowledge },
    given: { supported: {}, unsupported: fixedWeights },
  };
  const knowledge = { ...fixedWeights, ...weigh(first, () => alone).unsupported };
  const refitted = new Set<string>(stages.unsupported);
  const second: Stage = {
    free: stageNames,
    given: {
      supported: fixedWeights,
      unsupported: Object.fromEntries(Object.entries(knowledge).filter(([name]) => !refitted.has(name))),
    },
  };
  const later = weigh(second, ({ publication }) => withoutOwnPublication(table, publication, supported));
  return {
    knowledge,
    support: { ...fixedWeights, ...later.supported },
    unsupported: { umbrella: fixedWeights.umbrella!, ...later.unsupported },
  };
}

const stageNames = { supported: stages.support, unsupported: stages.unsupported };

function fitStage(
  table: ColumnTable,
  cases: readonly TrainingCase[],
  stage: Stage,
  choiceOf: (each: TrainingCase) => Int32Array,
  onStep: ((step: number) => void) | undefined,
): Readonly<Record<Kind, Readonly<Record<string, number>>>> {
  const ofDisease = new Map<number, number>();
  for (const { right } of cases) ofDisease.set(right, (ofDisease.get(right) ?? 0) + 1);
  const fitCases = cases.flatMap((each, seed) => {
    const choice = choiceOf(each);
    if (choice[each.right]! < 0) return [];
    const weight = ofDisease.get(each.right)! ** diseaseExponent;
    return [{ ...toFitCase(table, each, choice, stage, seed), weight }];
  });
  const { supported, unsupported } = stage.free;
  const fitted = fitWeights(fitCases, {
    ridge,
    // A potential is evidence: it may be found useless, but not turned on its head.
    nonNegative: [...supported, ...unsupported].map((name) => potentials.some((potential) => potential.name === name)),
    ...(onStep ? { onStep } : {}),
  });
  const named = (names: readonly string[], from: number) =>
    Object.fromEntries(names.map((name, at) => [name, significant(fitted[from + at]!)]));
  return { supported: named(supported, 0), unsupported: named(unsupported, supported.length) };
}

const significant = (value: number) => Number(value.toPrecision(6));

/** The columns that stand for the diagnoses when a publication's own cases do not count. */
export function withoutOwnPublication(table: ColumnTable, publication: string, choice: Int32Array): Int32Array {
  const diagnoses = table.support.diagnosesOf(publication);
  if (diagnoses.length === 0) return choice;
  const own = choice.slice();
  for (const diagnosis of diagnoses) own[diagnosis] = table.without(diagnosis, publication)!;
  return own;
}

/** columns × potentials: what each potential says for each column. */
function potentialScores(row: SparseRow, { columns, start, column, value }: ColumnTable): Float32Array {
  const width = potentials.length;
  const scores = new Float32Array(columns * width);
  const coefficient = new Float64Array(width);
  row.nodes.forEach((node, place) => {
    potentials.forEach(({ channel }, p) => {
      coefficient[p] = row.coefficients[place * channels.length + channel]!;
    });
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      const to = column[at]! * width;
      for (let p = 0; p < width; p++) scores[to + p]! += coefficient[p]! * value[at * width + p]!;
    }
  });
  return scores;
}

function toFitCase(
  table: ColumnTable,
  { row, right }: TrainingCase,
  choice: Int32Array,
  { free, given }: Stage,
  seed: number,
): Omit<FitCase, 'weight'> {
  const [width, priors] = [potentials.length, priorPotentials.length];
  const scores = potentialScores(row, table);
  const valueAt = (column: number, place: number) =>
    place < width ? scores[column * width + place]! : table.prior[column * priors + place - width]!;
  const sum = (column: number, weights: Readonly<Record<string, number>>) =>
    weightNames.reduce((total, name, place) => total + (weights[name] ?? 0) * valueAt(column, place), 0);
  const candidates = [...choice.keys()].filter((diagnosis) => choice[diagnosis]! >= 0);
  const roughScores = Float64Array.from(candidates, (diagnosis) => sum(choice[diagnosis]!, rough));
  const least = roughScores.toSorted().at(-nearest) ?? Number.NEGATIVE_INFINITY;
  const kept = candidates.filter((diagnosis, i) => diagnosis === right || roughScores[i]! >= least);
  const others = candidates.filter((diagnosis, i) => diagnosis !== right && roughScores[i]! < least);
  const next = mulberry32(seed);
  const sample = Array.from(
    { length: Math.min(sampled, others.length) },
    () => others[Math.floor(next() * others.length)]!,
  );
  const chosen = [...kept, ...sample];
  // The weights of columns with support first, then those of the others; each column has a part in its own only.
  const from = { supported: 0, unsupported: free.supported.length };
  const places = {
    supported: free.supported.map((name) => weightNames.indexOf(name)),
    unsupported: free.unsupported.map((name) => weightNames.indexOf(name)),
  };
  const values = new Float32Array((free.supported.length + free.unsupported.length) * chosen.length);
  const offset = new Float32Array(chosen.length).fill(Math.log(others.length / sampled), kept.length);
  chosen.forEach((diagnosis, i) => {
    const column = choice[diagnosis]!;
    const kind = isSupported(table, column) ? 'supported' : 'unsupported';
    offset[i]! += sum(column, given[kind]);
    places[kind].forEach((place, at) => {
      values[(from[kind] + at) * chosen.length + i] = valueAt(column, place);
    });
  });
  return { values, offset, right: chosen.indexOf(right) };
}
