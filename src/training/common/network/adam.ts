/** Decay of the running means of gradient and squared gradient, as Kingma & Ba 2015 recommend. */
const [decay, squareDecay] = [0.9, 0.999];
const tiny = 1e-8;

/** A block of parameters with its gradient. The gradient is summed up from outside and cleared by each step. */
export interface AdamBlock {
  readonly gradient: Float32Array;
  /** Moves the parameters `from` ≤ i < `to` against their gradient. */
  step(rate: number, time: number, from?: number, to?: number): void;
}

/** Adam with decoupled weight decay (Loshchilov & Hutter 2019). Rows that a batch did not touch may be left out of its step. */
export function adamBlock(parameters: Float32Array, weightDecay: number): AdamBlock {
  const gradient = new Float32Array(parameters.length);
  const mean = new Float32Array(parameters.length);
  const square = new Float32Array(parameters.length);
  return {
    gradient,
    step(rate, time, from = 0, to = parameters.length) {
      const scale = (rate * Math.sqrt(1 - squareDecay ** time)) / (1 - decay ** time);
      const shrink = 1 - rate * weightDecay;
      for (let at = from; at < to; at++) {
        const slope = gradient[at]!;
        const m = decay * mean[at]! + (1 - decay) * slope;
        const v = squareDecay * square[at]! + (1 - squareDecay) * slope * slope;
        mean[at] = m;
        square[at] = v;
        parameters[at] = shrink * parameters[at]! - (scale * m) / (Math.sqrt(v) + tiny);
        gradient[at] = 0;
      }
    },
  };
}
