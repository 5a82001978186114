import type { TensorData } from '../registry/onnx-constants.ts';

/** The tables that the ranking graph holds (src/training/rare/graph lays them out). */
export interface RankingTables {
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

/**
 * The tables of a graph.
 * @returns undefined when the graph is of another kind
 */
export function rankingTables(constants: ReadonlyMap<string, TensorData>): RankingTables | undefined {
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
