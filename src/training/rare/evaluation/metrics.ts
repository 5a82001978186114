import type { CaseOutcome } from './outcome.ts';

/** DESIGN §5: shares from 0 to 1. */
export interface RankMetrics {
  readonly cases: number;
  readonly candidates: number;
  readonly reachable: number;
  readonly top1: number;
  readonly top3: number;
  readonly top5: number;
  readonly top10: number;
  readonly top50: number;
  /** Unreachable cases count as ranked last. */
  readonly medianRank: number;
  /** Mean over diseases of the disease's own share; unreachable cases count as misses. */
  readonly macroTop1: number;
  readonly macroTop10: number;
  readonly reachableTop1: number;
  readonly reachableTop10: number;
  /** Expected calibration error of the first entry, ten bins of equal width, over reachable cases. */
  readonly ece: number;
  /** Over reachable cases: no set of candidates can hold what is not one. */
  readonly conformal: { readonly coverage: number; readonly meanSize: number };
}

export function rankMetrics(outcomes: readonly CaseOutcome[], candidates: number): RankMetrics {
  const reachable = outcomes.filter(({ rank }) => rank !== undefined);
  const diseases = shareByDisease(outcomes);
  const top = (limit: number) => share(outcomes, within(limit));
  const covered = ({ rank, conformalSize }: CaseOutcome) => rank !== undefined && rank <= conformalSize;
  return {
    cases: outcomes.length,
    candidates,
    reachable: reachable.length,
    top1: top(1),
    top3: top(3),
    top5: top(5),
    top10: top(10),
    top50: top(50),
    medianRank: median(outcomes.map(({ rank }) => rank ?? candidates)),
    macroTop1: mean(diseases.map(({ top1 }) => top1)),
    macroTop10: mean(diseases.map(({ top10 }) => top10)),
    reachableTop1: share(reachable, within(1)),
    reachableTop10: share(reachable, within(10)),
    ece: calibrationError(reachable),
    conformal: {
      coverage: share(reachable, covered),
      meanSize: mean(reachable.map(({ conformalSize }) => conformalSize)),
    },
  };
}

/** How often a disease's own cases are found. */
export interface DiseaseShare {
  readonly disease: string;
  readonly top1: number;
  readonly top10: number;
}

export function shareByDisease(outcomes: readonly CaseOutcome[]): readonly DiseaseShare[] {
  return [...groupBy(outcomes, ({ disease }) => disease)].map(([disease, own]) => ({
    disease,
    top1: share(own, within(1)),
    top10: share(own, within(10)),
  }));
}

const within = (limit: number) => (outcome: CaseOutcome) => (outcome.rank ?? Number.POSITIVE_INFINITY) <= limit;

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function calibrationError(outcomes: readonly CaseOutcome[]): number {
  const bins = groupBy(outcomes, ({ topProbability }) => Math.min(9, Math.floor(topProbability * 10)));
  let error = 0;
  for (const bin of bins.values()) {
    const confidence = mean(bin.map(({ topProbability }) => topProbability));
    const accuracy = share(bin, ({ rank }) => rank === 1);
    error += (bin.length / outcomes.length) * Math.abs(confidence - accuracy);
  }
  return error;
}

export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
