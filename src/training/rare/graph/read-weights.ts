import { readConstants } from '../../../registry/onnx-constants.ts';
import { blockLength, codePlace } from './row-blocks.ts';
import type { Weights } from './weights.ts';

/**
 * The weights that `rankingGraph` wrote into an ONNX file, so that a prototype can change without training. Entries
 * whose codes are all 0 say nothing and are not restored; `quantise` makes none.
 * @throws RangeError when the file is not one of our own.
 */
export function readWeights(model: Uint8Array): Weights {
  const constants = readConstants(model);
  const tensor = <T>(name: string): T => {
    const found = constants.get(name);
    if (!found) throw new RangeError(`the model has no constant ${name}`);
    return found.data as T;
  };
  const numbers = (name: string) => Int32Array.from(tensor<BigInt64Array>(name), Number);
  const channels = Number(tensor<BigInt64Array>('channels')[0]);
  const diagnoses = Number(tensor<BigInt64Array>('diagnoses')[0]);
  const priors = tensor<Float32Array>('prior');
  const columns = priors.length / 2 - 1;
  const scale = tensor<Float32Array>('scale').slice(0, -channels);
  const choice = numbers('choice').map((column) => (column === columns ? -1 : column));
  const placeOf = numbers('densePlaceOf');
  const dense = placeOf.at(-1)!;
  const denseCode = tensor<Int8Array>('denseCode');
  const [first, count] = [numbers('firstBlock'), numbers('blockCount')];
  const [blockColumn, blockCode] = [tensor<Uint16Array>('column'), tensor<Int8Array>('code')];

  const nodes = placeOf.length - 1;
  const most = blockColumn.length + dense * columns;
  const start = new Int32Array(nodes + 1);
  const column = new Uint16Array(most);
  const code = new Int8Array(most * channels);
  let entries = 0;
  const keep = (of: number, codeOf: (channel: number) => number) => {
    let something = 0;
    for (let k = 0; k < channels; k++) something |= code[entries * channels + k] = codeOf(k);
    if (something !== 0) column[entries++] = of;
  };
  for (let node = 0; node < nodes; node++) {
    const row = placeOf[node]! * channels;
    if (placeOf[node]! < dense) {
      for (let c = 0; c < columns; c++) keep(c, (k) => denseCode[(row + k) * (columns + 1) + c]!);
    } else {
      const from = first[node]! * blockLength;
      for (let place = from; place < from + count[node]! * blockLength; place++) {
        keep(blockColumn[place]!, (k) => blockCode[codePlace(place, k, channels)]!);
      }
    }
    start[node + 1] = entries;
  }
  return {
    columns,
    channels,
    start,
    column: column.slice(0, entries),
    code: code.slice(0, entries * channels),
    scale,
    prior: [priors.slice(0, columns), priors.slice(columns + 1, -1)],
    choice: [choice.slice(0, diagnoses), choice.slice(diagnoses)],
  };
}
