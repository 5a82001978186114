import { InferenceSession, Tensor } from 'onnxruntime-node';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { TermVector } from '../features/term-vector.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import { packageFiles } from '../registry/model-package.ts';
import type { InferencePort } from './inference-port.ts';

/** Rows per run: bounds both the memory of a run (some 5 MB a row) and the time that it keeps the event loop. */
const rowsPerRun = 8;

/**
 * Runs the package's ONNX graph in this process. A run is synchronous inside ONNX Runtime whatever its promise says
 * (microsoft/onnxruntime#19611), so runs are queued one behind the other and the event loop breathes between them.
 * @throws HoofbeatsError PACKAGE_INVALID when the graph cannot be loaded or does not have the manifest's tensors.
 */
export async function createEmbeddedInference(pkg: ModelPackage): Promise<InferencePort> {
  const session = await openSession(pkg);
  const diagnoses = pkg.diagnoses.length;
  const width = pkg.vocabulary.channels.length;
  // The graph keeps one empty row after the last node for padding.
  const padding = pkg.vocabulary.ids.length;
  let queue: Promise<unknown> = Promise.resolve();
  let closed: Promise<void> | undefined;

  async function run(rows: readonly TermVector[]): Promise<Float32Array> {
    const { nodes, coefficients, length } = pad(rows, width, padding);
    const output = await session.run({
      nodes: new Tensor('int64', nodes, [rows.length, length]),
      coefficients: new Tensor('float32', coefficients, [rows.length, length, width]),
    });
    return output.scores!.data as Float32Array;
  }

  async function runAll(rows: readonly TermVector[]): Promise<Float32Array> {
    const scores = new Float32Array(rows.length * diagnoses);
    for (let start = 0; start < rows.length; start += rowsPerRun) {
      scores.set(await run(rows.slice(start, start + rowsPerRun)), start * diagnoses);
    }
    return scores;
  }

  return {
    diagnoses,
    score(rows) {
      if (closed) return Promise.reject(new HoofbeatsError('MODEL_UNAVAILABLE', 'The model has been shut down.'));
      const result = queue.then(() => runAll(rows));
      queue = result.catch(() => undefined);
      return result;
    },
    close() {
      closed ??= queue.then(() => session.release());
      return closed;
    },
  };
}

async function openSession(pkg: ModelPackage): Promise<InferenceSession> {
  const invalid = (reason: string, cause?: unknown) =>
    new HoofbeatsError('PACKAGE_INVALID', `${packageFiles.model}: ${reason}`, { cause });
  let session: InferenceSession;
  try {
    // One thread: these runs take about a millisecond, and a pool would only add tail latency.
    session = await InferenceSession.create(pkg.modelFile, { intraOpNumThreads: 1, logSeverityLevel: 4 });
  } catch (cause) {
    throw invalid('ONNX Runtime cannot load it.', cause);
  }
  const declared = (names: readonly { name: string }[]) => names.map(({ name }) => name).join(', ');
  const { inputs, outputs } = pkg.manifest;
  if (session.inputNames.join(', ') !== declared(inputs) || session.outputNames.join(', ') !== declared(outputs)) {
    await session.release();
    throw invalid(`its tensors are not those of the manifest (${declared(inputs)} → ${declared(outputs)}).`);
  }
  return session;
}

/** Rows of one length: shorter ones are filled up with the padding node, whose row in the graph is empty. */
function pad(rows: readonly TermVector[], width: number, padding: number) {
  const length = Math.max(1, ...rows.map(({ nodes }) => nodes.length));
  const nodes = new BigInt64Array(rows.length * length).fill(BigInt(padding));
  const coefficients = new Float32Array(rows.length * length * width);
  rows.forEach((row, place) => {
    row.nodes.forEach((node, at) => {
      nodes[place * length + at] = BigInt(node);
    });
    coefficients.set(row.coefficients, place * length * width);
  });
  return { nodes, coefficients, length };
}
