/** A sparse row of model input. */
export interface SparseRow {
  /** T distinct nodes. */
  readonly nodes: Int32Array;
  /** T × channels coefficients, node by node. */
  readonly coefficients: Float32Array;
}
