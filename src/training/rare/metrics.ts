/** What became of one case. */
export interface CaseOutcome {
  readonly disease: string;
  readonly publication: string;
  /** Best rank of an entity with one of the case's ids, ties counted against it; undefined when none is a candidate. */
  readonly rank?: number;
  /** Probability of the first entry. */
  readonly topProbability: number;
  /** Entries in the conformal set. */
  readonly conformalSize: number;
}

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
  const within = (limit: number) => (outcome: CaseOutcome) => (outcome.rank ?? Number.POSITIVE_INFINITY) <= limit;
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
    macroTop1: macro(outcomes, within(1)),
    macroTop10: macro(outcomes, within(10)),
    reachableTop1: share(reachable, within(1)),
    reachableTop10: share(reachable, within(10)),
    ece: calibrationError(reachable),
    conformal: {
      coverage: share(reachable, covered),
      meanSize: mean(reachable.map(({ conformalSize }) => conformalSize)),
    },
  };
}

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

function macro(outcomes: readonly CaseOutcome[], hit: (outcome: CaseOutcome) => boolean): number {
  return mean([...groupBy(outcomes, ({ disease }) => disease).values()].map((group) => share(group, hit)));
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
