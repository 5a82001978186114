/** How large the pieces of a run's work are, in bytes of input. */
export interface WorkSizes {
  readonly sliceBytes: number;
  readonly bucketBytes: number;
}

/**
 * Large enough that a piece's own costs do not count; small enough to be done again after a crash, and to be held in
 * memory: a slice's used lines, a bucket's lines, for each thread.
 */
export const usualSizes: WorkSizes = { sliceBytes: 64 * 1024 * 1024, bucketBytes: 16 * 1024 * 1024 };
