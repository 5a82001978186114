/** A matrix, row by row. */
export type Numbers = Float32Array;

/**
 * How likely a record is under each diagnosis, supposing evidences independent given the diagnosis and, for a follow-up,
 * given its parent. Everything is in nats.
 */
export interface LikelihoodWeights {
  /** K: ln of the share of patients. */
  readonly prior: Numbers;
  /** width × K: what an active column adds. */
  readonly evidence: Numbers;
  /** S × K: what the silence of a listed record about all evidences says, for S shares of evidence left out. */
  readonly silence: Numbers;
  /** 2E × (S × K): what a present or absent column takes back from it, as the record is not silent about that evidence. */
  readonly spoken: Numbers;
}

/** A perceptron with one hidden layer of H rectified units and K outputs. */
export interface NetworkWeights {
  /** width × H and H. */
  readonly input: Numbers;
  readonly inputBias: Numbers;
  /** H × K and K. */
  readonly output: Numbers;
  readonly outputBias: Numbers;
}

/** What the scores of the two families are multiplied with before they are added up. */
export interface PoolWeights {
  readonly likelihood: number;
  readonly network: number;
}

/** The numbers of a common-disease model. K diagnoses. */
export interface CommonWeights {
  readonly diagnoses: number;
  readonly width: number;
  readonly evidences: number;
  readonly likelihood: LikelihoodWeights;
  /** Learned on top of the likelihood: its outputs are added to the likelihood's scores. */
  readonly network: NetworkWeights;
  /** Its sigmoids say of each diagnosis whether it belongs to the differential. */
  readonly differential: NetworkWeights;
  /** For records that say what is unknown, and for listed ones. */
  readonly pool: { readonly answered: PoolWeights; readonly listed: PoolWeights };
}
