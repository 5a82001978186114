import type { Triage } from '../../../registry/triage.ts';
import { mulberry32 } from '../../random.ts';
import { groupBy } from '../evaluation/metrics.ts';

/** A patient's triage probability, from a fit that has not seen him. */
export interface TriageOutcome {
  readonly probability: number;
  /** Number of most specific present findings. */
  readonly findings: number;
  /** The publication, or the patient himself: what an interval is drawn over. */
  readonly group: string;
}

type Comparison = Triage['evaluation'][number];
type Statistic = (positives: readonly TriageOutcome[], negatives: readonly TriageOutcome[]) => number;

const rounds = 200;
const specificity = 0.9;

/** How well patients with a rare disease are told from others, with 95 % percentile intervals over resampled groups. */
export function compareTriage(
  name: string,
  positives: readonly TriageOutcome[],
  negatives: readonly TriageOutcome[],
): Comparison {
  const interval = (statistic: Statistic) => withInterval(statistic, positives, negatives);
  return {
    name,
    positives: positives.length,
    negatives: negatives.length,
    auroc: interval(auroc),
    aurocOfEqualLength: interval(aurocOfEqualLength),
    sensitivityAt90: interval(sensitivityAtSpecificity),
    aurocOfLengthAlone: round(auroc(positives.map(lengthAlone), negatives.map(lengthAlone))),
  };
}

const lengthAlone = (outcome: TriageOutcome): TriageOutcome => ({ ...outcome, probability: outcome.findings });

/** How often a patient with a rare disease is put above one without, ties counted half (Mann and Whitney). */
export function auroc(positives: readonly TriageOutcome[], negatives: readonly TriageOutcome[]): number {
  return wins(positives, negatives) / (positives.length * negatives.length);
}

/** The same among pairs of patients with equally many findings: what is left when length can tell nothing. */
export function aurocOfEqualLength(positives: readonly TriageOutcome[], negatives: readonly TriageOutcome[]): number {
  const others = groupBy(negatives, ({ findings }) => findings);
  let [won, pairs] = [0, 0];
  for (const [findings, own] of groupBy(positives, (outcome) => outcome.findings)) {
    const opposite = others.get(findings) ?? [];
    won += wins(own, opposite);
    pairs += own.length * opposite.length;
  }
  return won / pairs;
}

/** Share of the patients with a rare disease above the threshold that 90 % of the others stay below. */
export const sensitivityAtSpecificity: Statistic = (positives, negatives) => {
  const others = sorted(negatives);
  const threshold = others[Math.ceil(specificity * others.length) - 1]!;
  return positives.filter(({ probability }) => probability > threshold).length / positives.length;
};

function wins(positives: readonly TriageOutcome[], negatives: readonly TriageOutcome[]): number {
  const others = sorted(negatives);
  let total = 0;
  for (const { probability } of positives) {
    const below = countBelow(others, (value) => value < probability);
    total += (below + countBelow(others, (value) => value <= probability)) / 2;
  }
  return total;
}

const sorted = (outcomes: readonly TriageOutcome[]) =>
  Float64Array.from(outcomes, ({ probability }) => probability).sort();

/** How many of the sorted values hold the condition, which is true of a head of the list. */
function countBelow(values: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(values[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withInterval(
  statistic: Statistic,
  positives: readonly TriageOutcome[],
  negatives: readonly TriageOutcome[],
): Comparison['auroc'] {
  const random = mulberry32(11);
  const resampler = (outcomes: readonly TriageOutcome[]) => {
    const groups = [...groupBy(outcomes, ({ group }) => group).values()];
    return () => groups.flatMap(() => groups[Math.floor(random() * groups.length)]!);
  };
  const [some, others] = [resampler(positives), resampler(negatives)];
  const draws = Array.from({ length: rounds }, () => statistic(some(), others())).sort((a, b) => a - b);
  return {
    value: round(statistic(positives, negatives)),
    low: round(draws[Math.floor(0.025 * rounds)]!),
    high: round(draws[Math.ceil(0.975 * rounds) - 1]!),
  };
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
