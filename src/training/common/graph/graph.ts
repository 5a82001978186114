import type { CommonWeights } from '../../../inference/common/weights.ts';
import { type GraphPart, op } from '../../onnx/graph-part.ts';
import type { OnnxGraph } from '../../onnx/model.ts';
import { int64 } from '../../onnx/tensor.ts';

/**
 * Both families and their pool as one graph: `features` [batch, width], 0 or 1 as `activeColumns` says, gives
 * `scores` (ln of the probabilities), `probabilities`, and `differential`, the probability that each diagnosis belongs to
 * the differential. Constants are named after `CommonWeights`.
 */
export function commonGraph(weights: CommonWeights): OnnxGraph {
  const parts = [listedPart, likelihoodPart, networkPart, differentialPart, poolPart].map((part) => part(weights));
  const output = (name: string) => ({ name, type: 'float32', shape: ['batch', weights.diagnoses] }) as const;
  return {
    name: 'common-disease',
    inputs: [{ name: 'features', type: 'float32', shape: ['batch', weights.width] }],
    outputs: [output('scores'), output('probabilities'), output('differential')],
    nodes: parts.flatMap(({ nodes }) => nodes),
    constants: new Map(parts.flatMap(({ constants }) => [...constants])),
  };
}

/** `listed` [batch, 1]: the last column. */
function listedPart({ width }: CommonWeights): GraphPart {
  return {
    nodes: [op('listed', 'Slice', ['features', 'listed.from', 'listed.to', 'columns'])],
    constants: new Map([
      ['listed.from', int64([width - 1])],
      ['listed.to', int64([width])],
      ['columns', int64([1])],
    ]),
  };
}

/** `likelihood` [batch, K]: the sum over the columns and, for a listed record, the mean over what it may have left out. */
function likelihoodPart({ likelihood, diagnoses, evidences, width }: CommonWeights): GraphPart {
  const { prior, evidence, silence, spoken } = likelihood;
  const shares = silence.length / diagnoses;
  return {
    nodes: [
      op('said', 'Gemm', ['features', 'likelihood.evidence', 'likelihood.prior']),
      op('states', 'Slice', ['features', 'states.from', 'states.to', 'columns']),
      op('unsaidByShare', 'Gemm', ['states', 'likelihood.spoken', 'likelihood.silence']),
      op('unsaidCube', 'Reshape', ['unsaidByShare', 'byShare']),
      op('unsaid', 'ReduceLogSumExp', ['unsaidCube', 'columns'], { keepdims: 0 }),
      op('unsaidIfListed', 'Mul', ['unsaid', 'listed']),
      op('likelihoodSum', 'Add', ['said', 'unsaidIfListed']),
      op('likelihood', 'LogSoftmax', ['likelihoodSum'], { axis: 1 }),
    ],
    constants: new Map([
      ['likelihood.prior', { data: prior, shape: [diagnoses] }],
      ['likelihood.evidence', { data: evidence, shape: [width, diagnoses] }],
      ['likelihood.silence', { data: silence, shape: [silence.length] }],
      ['likelihood.spoken', { data: spoken, shape: [2 * evidences, silence.length] }],
      ['states.from', int64([0])],
      ['states.to', int64([2 * evidences])],
      ['byShare', int64([-1, shares, diagnoses])],
    ]),
  };
}

/** The perceptron of that name: its outputs as `<name>Outputs` [batch, K]. */
function perceptron(name: 'network' | 'differential', { [name]: network, width }: CommonWeights): GraphPart {
  const { input, inputBias, output, outputBias } = network;
  const hidden = inputBias.length;
  return {
    nodes: [
      op(`${name}Sum`, 'Gemm', ['features', `${name}.input`, `${name}.inputBias`]),
      op(`${name}Hidden`, 'Relu', [`${name}Sum`]),
      op(`${name}Outputs`, 'Gemm', [`${name}Hidden`, `${name}.output`, `${name}.outputBias`]),
    ],
    constants: new Map([
      [`${name}.input`, { data: input, shape: [width, hidden] }],
      [`${name}.inputBias`, { data: inputBias, shape: [hidden] }],
      [`${name}.output`, { data: output, shape: [hidden, outputBias.length] }],
      [`${name}.outputBias`, { data: outputBias, shape: [outputBias.length] }],
    ]),
  };
}

/** `network` [batch, K]. */
function networkPart(weights: CommonWeights): GraphPart {
  const { nodes, constants } = perceptron('network', weights);
  return { nodes: [...nodes, op('network', 'LogSoftmax', ['networkOutputs'], { axis: 1 })], constants };
}

/** The output `differential`. */
function differentialPart(weights: CommonWeights): GraphPart {
  const { nodes, constants } = perceptron('differential', weights);
  return { nodes: [...nodes, op('differential', 'Sigmoid', ['differentialOutputs'])], constants };
}

/** The outputs `scores` and `probabilities`. The exponents are those of answered records, and a change for listed ones. */
function poolPart({ pool: { answered, listed } }: CommonWeights): GraphPart {
  const weighted = (family: 'likelihood' | 'network') => [
    op(`${family}Change`, 'Mul', ['listed', `pool.${family}.listed`]),
    op(`${family}Exponent`, 'Add', [`${family}Change`, `pool.${family}.answered`]),
    op(`${family}Share`, 'Mul', [family, `${family}Exponent`]),
  ];
  const scalar = (value: number) => ({ data: Float32Array.of(value), shape: [1] });
  return {
    nodes: [
      ...weighted('likelihood'),
      ...weighted('network'),
      op('pooled', 'Add', ['likelihoodShare', 'networkShare']),
      op('scores', 'LogSoftmax', ['pooled'], { axis: 1 }),
      op('probabilities', 'Softmax', ['pooled'], { axis: 1 }),
    ],
    constants: new Map([
      ['pool.likelihood.answered', scalar(answered.likelihood)],
      ['pool.likelihood.listed', scalar(listed.likelihood - answered.likelihood)],
      ['pool.network.answered', scalar(answered.network)],
      ['pool.network.listed', scalar(listed.network - answered.network)],
    ]),
  };
}
