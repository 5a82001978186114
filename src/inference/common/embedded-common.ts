import { InferenceSession, Tensor } from 'onnxruntime-node';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { denseRows } from '../../features/evidence-vector.ts';
import { type CommonPackage, commonPackageFiles } from '../../registry/common-package.ts';
import type { CommonInference, CommonOutput } from './common-inference.ts';

/** Rows of one run: some milliseconds of work, between which other requests get their turn. */
const rowsPerRun = 256;

const outputs = ['scores', 'probabilities', 'differential'] as const;

/**
 * Runs the package's graph in this process, one run after the other.
 * @throws HoofbeatsError PACKAGE_INVALID when the graph cannot be loaded or does not have the manifest's tensors.
 */
export async function createCommonInference(pkg: CommonPackage): Promise<CommonInference> {
  const session = await openSession(pkg);
  const diagnoses = pkg.diagnoses.length;
  const { width } = pkg.vocabulary.columns;
  let turn: Promise<unknown> = Promise.resolve();
  let closed: Promise<void> | undefined;

  async function scoreAll(rows: readonly Int32Array[]): Promise<CommonOutput> {
    const table = () => new Float32Array(rows.length * diagnoses);
    const result = { scores: table(), probabilities: table(), differential: table() };
    for (let start = 0; start < rows.length; start += rowsPerRun) {
      const some = rows.slice(start, start + rowsPerRun);
      const features = new Tensor('float32', denseRows(some, width), [some.length, width]);
      const output = await session.run({ features });
      for (const name of outputs) result[name].set(output[name]!.data as Float32Array, start * diagnoses);
    }
    return result;
  }

  return {
    diagnoses,
    score(rows) {
      if (closed) return Promise.reject(new HoofbeatsError('MODEL_UNAVAILABLE', 'The model has been shut down.'));
      const result = turn.then(() => scoreAll(rows));
      turn = result.catch(() => {});
      return result;
    },
    close() {
      closed ??= turn.then(() => session.release());
      return closed;
    },
  };
}

async function openSession({ model, manifest }: CommonPackage): Promise<InferenceSession> {
  const invalid = (reason: string, cause?: unknown) =>
    new HoofbeatsError('PACKAGE_INVALID', `${commonPackageFiles.model}: ${reason}`, { cause });
  let session: InferenceSession;
  try {
    session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 4 });
  } catch (cause) {
    throw invalid('ONNX Runtime cannot load it.', cause);
  }
  const declared = (names: readonly { name: string }[]) => names.map(({ name }) => name).join(', ');
  if (
    session.inputNames.join(', ') !== declared(manifest.inputs) ||
    session.outputNames.join(', ') !== declared(manifest.outputs)
  ) {
    await session.release();
    throw invalid(
      `its tensors are not those of the manifest (${declared(manifest.inputs)} → ${declared(manifest.outputs)}).`,
    );
  }
  return session;
}
