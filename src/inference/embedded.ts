import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { SparseRow } from '../features/term-vector.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import { packageFiles } from '../registry/model-package.ts';
import { readConstants } from '../registry/onnx-constants.ts';
import { type HighestScore, highestScore } from './highest-score.ts';
import type { InferencePort, ScoreOptions } from './inference-port.ts';
import { type RankingTables, rankingTables } from './ranking-tables.ts';
import { createRunQueue, type RunQueueLimits } from './run-queue.ts';
import { runsOf } from './run-sizes.ts';
import { singleScores } from './single-scores.ts';

/** Some seconds of work on one core: whoever waits longer has gone. */
const usualLimits: RunQueueLimits = { depth: 1024, ageMs: 10_000 };

/**
 * Runs the package's ONNX graph in this process. A run is synchronous inside ONNX Runtime whatever its promise says
 * (microsoft/onnxruntime#19611), so runs go one after another and the event loop breathes between them. Concurrent calls
 * share runs. A long call queues for each of its runs anew, so that a single patient waits for one run and not for a batch.
 * @throws HoofbeatsError PACKAGE_INVALID when the graph cannot be loaded or does not have the manifest's tensors.
 */
export async function createEmbeddedInference(
  pkg: ModelPackage,
  limits: RunQueueLimits = usualLimits,
): Promise<InferencePort> {
  const [session, tables] = await Promise.all([openSession(pkg), openTables(pkg)]);
  const single = tables && singleScores(tables);
  const diagnoses = pkg.diagnoses.length;
  const width = pkg.vocabulary.channels.length;
  // The graph keeps one empty row after the last node for padding.
  const padding = pkg.vocabulary.ids.length;
  const active = new Set<Promise<unknown>>();
  let closed: Promise<void> | undefined;

  const queue = createRunQueue(
    async (rows, withoutSupport) => {
      const { nodes, coefficients, length } = pad(rows, width, padding);
      const output = await session.run({
        nodes: new Tensor('int64', nodes, [rows.length, length]),
        coefficients: new Tensor('float32', coefficients, [rows.length, length, width]),
        support: new Tensor('int64', BigInt64Array.of(withoutSupport ? 0n : 1n), [1]),
      });
      return output.scores!.data as Float32Array;
    },
    diagnoses,
    limits,
  );

  async function scoresOf(rows: readonly SparseRow[], options: ScoreOptions): Promise<Float32Array> {
    const { withoutSupport = false, diagnoses: wanted } = options;
    if (!wanted) return runAll(rows, withoutSupport);
    return single?.(rows, wanted, withoutSupport) ?? pick(await runAll(rows, withoutSupport), rows.length, wanted);
  }

  async function runAll(rows: readonly SparseRow[], withoutSupport: boolean): Promise<Float32Array> {
    const scores = new Float32Array(rows.length * diagnoses);
    let done = 0;
    for (const some of runsOf(rows)) {
      scores.set(await queue.add(some, withoutSupport), done * diagnoses);
      done += some.length;
    }
    return scores;
  }

  return {
    diagnoses,
    ...(tables && { highest: whenAsked(tables) }),
    score(rows, options = {}) {
      if (closed) return Promise.reject(new HoofbeatsError('MODEL_UNAVAILABLE', 'The model has been shut down.'));
      const result = scoresOf(rows, options);
      active.add(result);
      const forget = () => active.delete(result);
      result.then(forget, forget);
      return result;
    },
    close() {
      closed ??= Promise.allSettled(active).then(() => session.release());
      return closed;
    },
  };
}

/** Only a screening asks, and many times. */
function whenAsked(tables: RankingTables): HighestScore {
  let opened: HighestScore | undefined;
  return (row) => {
    opened ??= highestScore(tables);
    return opened(row);
  };
}

/** The columns of some diagnoses, row by row. */
function pick(scores: Float32Array, rows: number, diagnoses: readonly number[]): Float32Array {
  const width = scores.length / rows;
  return Float32Array.from({ length: rows * diagnoses.length }, (_, at) => {
    const row = Math.floor(at / diagnoses.length);
    return scores[row * width + diagnoses[at % diagnoses.length]!]!;
  });
}

/** Undefined for a graph that is not the ranking graph. */
async function openTables({ modelFile }: ModelPackage): Promise<RankingTables | undefined> {
  try {
    return rankingTables(readConstants(await readFile(modelFile)));
  } catch {
    // ONNX Runtime reads more than we do, and says what is wrong with a file that it cannot read.
    return undefined;
  }
}

async function openSession(pkg: ModelPackage): Promise<InferenceSession> {
  const invalid = (reason: string, cause?: unknown) =>
    new HoofbeatsError('PACKAGE_INVALID', `${packageFiles.model}: ${reason}`, { cause });
  let session: InferenceSession;
  try {
    // One thread: a single patient takes a millisecond or two, and a pool would only add tail latency.
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
function pad(rows: readonly SparseRow[], width: number, padding: number) {
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
