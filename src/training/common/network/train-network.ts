import type { NetworkWeights } from '../../../inference/common/weights.ts';
import { adamBlock } from './adam.ts';
import { initialNetwork } from './network.ts';

/** A row to learn from. */
export interface NetworkRow<T> {
  /** Active input columns. */
  readonly columns: Int32Array;
  readonly target: T;
}

/** Turns the outputs into the slopes of the loss by them, in place. */
export type LossSlopes<T> = (outputs: Float32Array, target: T) => void;

export interface NetworkRequest<T> {
  readonly rows: number;
  /** A row as it is seen this time: with other evidence hidden each time. */
  readonly draw: (row: number, random: () => number) => NetworkRow<T>;
  readonly width: number;
  readonly outputs: number;
  readonly lossSlopes: LossSlopes<T>;
  readonly random: () => number;
  readonly onEpoch?: (done: number, total: number) => void;
  readonly settings?: Partial<NetworkSettings>;
}

export interface NetworkSettings {
  readonly hidden: number;
  readonly epochs: number;
  readonly batch: number;
  /** Highest step of Adam: reached after a warm-up, left along a cosine. */
  readonly rate: number;
  readonly weightDecay: number;
}

export const networkSettings: NetworkSettings = {
  hidden: 192,
  epochs: 14,
  batch: 64,
  rate: 2e-3,
  weightDecay: 1e-3,
};

const warmUpSteps = 200;

/** Fits a network by stochastic gradient descent. The same request gives the same weights, bit for bit. */
export function trainNetwork<T>(request: NetworkRequest<T>): NetworkWeights {
  const { rows, draw, width, outputs, lossSlopes, random, onEpoch } = request;
  const settings = { ...networkSettings, ...request.settings };
  const { hidden, epochs, batch, rate, weightDecay } = settings;
  const weights = initialNetwork({ width, hidden, outputs }, random);
  const input = adamBlock(weights.input, weightDecay);
  const others = [
    adamBlock(weights.inputBias, 0),
    adamBlock(weights.output, weightDecay),
    adamBlock(weights.outputBias, 0),
  ] as const;
  const [inputBias, output, outputBias] = others;
  const gradients = [input.gradient, inputBias.gradient, output.gradient, outputBias.gradient] as const;
  const pass = backpropagation(weights, gradients, settings, lossSlopes);
  const order = Uint32Array.from({ length: rows }, (_, at) => at);
  const touched = new Uint8Array(width);
  const steps = Math.floor(rows / batch) * epochs;
  let time = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (let start = 0; start + batch <= rows; start += batch) {
      for (let at = start; at < start + batch; at++) {
        const row = draw(order[at]!, random);
        pass(row);
        for (const column of row.columns) touched[column] = 1;
      }
      time += 1;
      const pace = rate * Math.min(1, time / warmUpSteps) * 0.5 * (1 + Math.cos((Math.PI * time) / steps));
      for (const block of others) block.step(pace, time);
      for (let column = 0; column < width; column++) {
        if (touched[column] === 1) input.step(pace, time, column * hidden, (column + 1) * hidden);
        touched[column] = 0;
      }
    }
    onEpoch?.(epoch + 1, epochs);
  }
  return weights;
}

type Gradients = readonly [
  input: Float32Array,
  inputBias: Float32Array,
  output: Float32Array,
  outputBias: Float32Array,
];

/** One row forward and back: adds its part of the batch's gradient. */
function backpropagation<T>(
  weights: NetworkWeights,
  [inputSlope, inputBiasSlope, outputSlope, outputBiasSlope]: Gradients,
  { hidden, batch }: NetworkSettings,
  lossSlopes: LossSlopes<T>,
) {
  const { input, inputBias, output, outputBias } = weights;
  const count = outputBias.length;
  const activity = new Float32Array(hidden);
  const outputs = new Float32Array(count);
  const slopes = new Float32Array(hidden);
  return ({ columns, target }: NetworkRow<T>): void => {
    activity.set(inputBias);
    for (const column of columns) {
      const start = column * hidden;
      for (let unit = 0; unit < hidden; unit++) activity[unit]! += input[start + unit]!;
    }
    outputs.set(outputBias);
    for (let unit = 0; unit < hidden; unit++) {
      const a = activity[unit]!;
      if (a <= 0) continue;
      const start = unit * count;
      for (let at = 0; at < count; at++) outputs[at]! += a * output[start + at]!;
    }
    lossSlopes(outputs, target);
    for (let at = 0; at < count; at++) {
      outputs[at]! /= batch;
      outputBiasSlope[at]! += outputs[at]!;
    }
    for (let unit = 0; unit < hidden; unit++) {
      const a = activity[unit]!;
      slopes[unit] = 0;
      if (a <= 0) continue;
      const start = unit * count;
      let slope = 0;
      for (let at = 0; at < count; at++) {
        const head = outputs[at]!;
        slope += output[start + at]! * head;
        outputSlope[start + at]! += a * head;
      }
      slopes[unit] = slope;
      inputBiasSlope[unit]! += slope;
    }
    for (const column of columns) {
      const start = column * hidden;
      for (let unit = 0; unit < hidden; unit++) inputSlope[start + unit]! += slopes[unit]!;
    }
  };
}

/** Fisher and Yates. */
function shuffle(order: Uint32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const held = order[at]!;
    order[at] = order[other]!;
    order[other] = held;
  }
}
