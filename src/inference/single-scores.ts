import type { SparseRow } from '../features/term-vector.ts';
import type { TensorData } from '../registry/onnx-constants.ts';

/** Scores of rows for some diagnoses alone: rows × diagnoses, row by row. */
export type SingleScores = (
  rows: readonly SparseRow[],
  diagnoses: readonly number[],
  withoutSupport: boolean,
) => Float32Array;

/** The tables that the ranking graph holds (src/training/rare/graph lays them out), as the sums below read them. */
interface Tables {
  readonly channels: number;
  /** Number of prototypes; the tables have one column more, for what is no candidate. */
  readonly columns: number;
  /** Modes × diagnoses: the column that speaks for a diagnosis. */
  readonly choice: Int32Array;
  readonly diagnoses: number;
  /** Modes × (columns + 1). */
  readonly prior: Float32Array;
  /** Nodes × channels: what a code of 1 is worth. */
  readonly scale: Float32Array;
  /** Place of each node among the dense ones, or their number. */
  readonly densePlace: Int32Array;
  readonly dense: number;
  /** (dense + 1) × channels × (columns + 1). */
  readonly denseCode: Int8Array;
  /** First block and number of blocks of each node that is not dense. */
  readonly firstBlock: Int32Array;
  readonly blockCount: Int32Array;
  readonly blockLength: number;
  /** Blocks × blockLength, ascending within a node. */
  readonly blockColumn: Uint16Array;
  /** Blocks × channels × blockLength. */
  readonly blockCode: Int8Array;
}

/**
 * Scores without the graph. An explanation wants a dozen rows for ten of eleven thousand diagnoses; the graph would give
 * all of them. The sums are those of the graph in another order, in double precision: they differ by its rounding, and
 * their bits depend on nothing but row, mode and diagnosis.
 * @param constants of the graph
 * @returns undefined when the graph is of another kind.
 */
export function singleScores(constants: ReadonlyMap<string, TensorData>): SingleScores | undefined {
  const tables = tablesOf(constants);
  if (!tables) return undefined;
  return (rows, diagnoses, withoutSupport) => {
    const mode = withoutSupport ? 0 : 1;
    const columns = diagnoses.map((diagnosis) => tables.choice[mode * tables.diagnoses + diagnosis]!);
    const scores = new Float32Array(rows.length * columns.length);
    rows.forEach((row, place) => {
      for (const [at, column] of columns.entries())
        scores[place * columns.length + at] = scoreOf(row, column, mode, tables);
    });
    return scores;
  };
}

function scoreOf({ nodes, coefficients }: SparseRow, column: number, mode: number, tables: Tables): number {
  const { channels, columns, scale, prior, densePlace, dense, denseCode, blockCode, blockLength } = tables;
  let score = prior[mode * (columns + 1) + column]!;
  if (column === columns) return score;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    let code = denseCode;
    let first: number;
    let step: number;
    const place = densePlace[node]!;
    if (place < dense) {
      first = place * channels * (columns + 1) + column;
      step = columns + 1;
    } else {
      const entry = entryOf(node, column, tables);
      if (entry < 0) continue;
      const within = entry % blockLength;
      code = blockCode;
      first = (entry - within) * channels + within;
      step = blockLength;
    }
    for (let k = 0; k < channels; k++)
      score += coefficients[at * channels + k]! * scale[node * channels + k]! * code[first + k * step]!;
  }
  return score;
}

/** Place of a node's entry for a column in the line of all blocks, or −1. */
function entryOf(node: number, column: number, { firstBlock, blockCount, blockLength, blockColumn }: Tables): number {
  let low = firstBlock[node]! * blockLength;
  const end = low + blockCount[node]! * blockLength;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blockColumn[middle]! < column) low = middle + 1;
    else high = middle;
  }
  return low < end && blockColumn[low] === column ? low : -1;
}

const constantsRead = [
  'channels',
  'diagnoses',
  'choice',
  'prior',
  'scale',
  'densePlaceOf',
  'denseCode',
  'firstBlock',
  'blockCount',
  'column',
  'code',
] as const;

function tablesOf(constants: ReadonlyMap<string, TensorData>): Tables | undefined {
  if (!constantsRead.every((name) => constants.has(name))) return undefined;
  const data = <T>(name: (typeof constantsRead)[number]) => constants.get(name)!.data as T;
  const whole = (name: (typeof constantsRead)[number]) => Int32Array.from(data<BigInt64Array>(name), Number);
  const channels = whole('channels')[0]!;
  const prior = data<Float32Array>('prior');
  const densePlace = whole('densePlaceOf');
  return {
    channels,
    columns: prior.length / 2 - 1,
    choice: whole('choice'),
    diagnoses: whole('diagnoses')[0]!,
    prior,
    scale: data('scale'),
    densePlace,
    // The padding node stands behind the last of them.
    dense: densePlace.at(-1)!,
    denseCode: data('denseCode'),
    firstBlock: whole('firstBlock'),
    blockCount: whole('blockCount'),
    blockLength: constants.get('column')!.shape[1]!,
    blockColumn: data('column'),
    blockCode: data('code'),
  };
}
