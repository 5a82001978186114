/** One diagnosis of the ranked list: its place in the package's labels and its rank among those not left out. */
export interface RankedDiagnosis {
  readonly diagnosis: number;
  /** 1 for the highest. */
  readonly rank: number;
}

export interface RankOptions {
  /** Diagnoses that are not to be suggested, e.g. those already on the problem list; asked of candidates for the top only. */
  readonly exclude?: Pick<ReadonlySet<number>, 'has'>;
  readonly top: number;
}

/** The `top` highest diagnoses, highest first; ties go to the smaller index, so that results replay. */
export function rankDiagnoses(scores: Float32Array, { exclude, top }: RankOptions): readonly RankedDiagnosis[] {
  // A list kept in order while the scores pass once: sorting all ten thousand for the first ten would take milliseconds.
  const best: number[] = [];
  for (let diagnosis = 0; diagnosis < scores.length; diagnosis++) {
    const score = scores[diagnosis]!;
    if (best.length === top && !(score > scores[best[top - 1]!]!)) continue;
    if (exclude?.has(diagnosis)) continue;
    let place = best.length;
    while (place > 0 && score > scores[best[place - 1]!]!) place--;
    best.splice(place, 0, diagnosis);
    if (best.length > top) best.pop();
  }
  return best.map((diagnosis, place) => ({ diagnosis, rank: place + 1 }));
}

/** Rank of one diagnosis over the full list. Ties count against it: it stands behind all of its equals. */
export function pessimisticRank(scores: Float32Array, diagnosis: number): number {
  const own = scores[diagnosis]!;
  let rank = 0;
  for (const score of scores) if (score >= own) rank += 1;
  return rank;
}
