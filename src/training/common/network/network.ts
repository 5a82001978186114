import type { NetworkWeights } from '../../../inference/common/weights.ts';

/** Random weights to begin with: He et al. 2015 for the hidden layer, whose rows have some twenty active columns. */
export function initialNetwork(
  { width, hidden, outputs }: { readonly width: number; readonly hidden: number; readonly outputs: number },
  random: () => number,
): NetworkWeights {
  const activeColumns = 30;
  return {
    input: gaussians(width * hidden, Math.sqrt(2 / activeColumns), random),
    inputBias: new Float32Array(hidden),
    output: gaussians(hidden * outputs, Math.sqrt(1 / hidden), random),
    outputBias: new Float32Array(outputs),
  };
}

/** Box and Muller's normal deviates. */
function gaussians(count: number, deviation: number, random: () => number): Float32Array {
  return Float32Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return deviation * radius * Math.cos(2 * Math.PI * random());
  });
}
