/** One diagnosis of the ranked list: its place in the package's labels and its rank among those not left out. */
export interface RankedDiagnosis {
  readonly diagnosis: number;
  /** 1 for the highest. */
  readonly rank: number;
}

export interface RankOptions {
  /** Diagnoses that are not to be suggested, e.g. those already on the problem list. */
  readonly exclude?: ReadonlySet<number>;
  readonly top: number;
}

/** The `top` highest diagnoses, highest first; ties go to the smaller index, so that results replay. */
export function rankDiagnoses(scores: Float32Array, { exclude, top }: RankOptions): readonly RankedDiagnosis[] {
  const order: number[] = [];
  for (let i = 0; i < scores.length; i++) if (!exclude?.has(i)) order.push(i);
  order.sort((a, b) => scores[b]! - scores[a]! || a - b);
  return order.slice(0, top).map((diagnosis, place) => ({ diagnosis, rank: place + 1 }));
}

/** Rank of one diagnosis over the full list. Ties count against it: it stands behind all of its equals. */
export function pessimisticRank(scores: Float32Array, diagnosis: number): number {
  const own = scores[diagnosis]!;
  let rank = 0;
  for (const score of scores) if (score >= own) rank += 1;
  return rank;
}
