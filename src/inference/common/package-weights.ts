import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { type CommonPackage, commonPackageFiles } from '../../registry/common-package.ts';
import { readConstants as constantsIn } from '../../registry/onnx-constants.ts';
import type { CommonWeights, NetworkWeights } from './weights.ts';

/**
 * The numbers of a package, as its graph has them: explanations are made of what the model computes with.
 * @throws HoofbeatsError PACKAGE_INVALID when the graph is not of the common-disease model.
 */
export function commonWeightsOf({ model, vocabulary, diagnoses }: CommonPackage): CommonWeights {
  const constants = readConstants(model);
  const numbers = (name: string): Float32Array => {
    const data = constants.get(name)?.data;
    if (!(data instanceof Float32Array)) throw invalid(`the graph has no numbers ${name}.`);
    return data;
  };
  const network = (name: string): NetworkWeights => ({
    input: numbers(`${name}.input`),
    inputBias: numbers(`${name}.inputBias`),
    output: numbers(`${name}.output`),
    outputBias: numbers(`${name}.outputBias`),
  });
  const exponents = (family: string) => {
    const [answered, change] = [numbers(`pool.${family}.answered`)[0]!, numbers(`pool.${family}.listed`)[0]!];
    return { answered, listed: answered + change };
  };
  const [likelihood, perceptron] = [exponents('likelihood'), exponents('network')];
  return {
    diagnoses: diagnoses.length,
    width: vocabulary.columns.width,
    evidences: vocabulary.evidences.length,
    likelihood: {
      prior: numbers('likelihood.prior'),
      evidence: numbers('likelihood.evidence'),
      silence: numbers('likelihood.silence'),
      spoken: numbers('likelihood.spoken'),
    },
    network: network('network'),
    differential: network('differential'),
    pool: {
      answered: { likelihood: likelihood.answered, network: perceptron.answered },
      listed: { likelihood: likelihood.listed, network: perceptron.listed },
    },
  };
}

function readConstants(model: Uint8Array): ReturnType<typeof constantsIn> {
  try {
    return constantsIn(model);
  } catch (cause) {
    throw invalid('it is not a graph that this program has written.', cause);
  }
}

function invalid(reason: string, cause?: unknown): HoofbeatsError {
  return new HoofbeatsError('PACKAGE_INVALID', `${commonPackageFiles.model}: ${reason}`, { cause });
}
