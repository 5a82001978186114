import { buildTermVector } from '../../features/term-vector.ts';
import { calibrate } from '../../inference/calibrate.ts';
import { createEmbeddedInference } from '../../inference/embedded.ts';
import type { InferencePort } from '../../inference/inference-port.ts';
import { pessimisticRank } from '../../inference/rank.ts';
import type { ModelPackage } from '../../registry/model-package.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { readCases, type SolvedCase } from './cases.ts';
import { type CaseOutcome, type RankMetrics, rankMetrics } from './metrics.ts';
import type { ReportProgress } from './progress.ts';

export interface EvaluateRequest {
  readonly package: ModelPackage;
  /** `.ndjson`, `.ndjson.gz` or `.json` with GA4GH phenopackets. */
  readonly phenopackets: string;
  /** Rank with knowledge alone. This package holds no support cases, so that is what happens in any case. */
  readonly withoutSupport: boolean;
  readonly onProgress?: ReportProgress;
}

export interface RareEvaluation extends RankMetrics {
  /** Wall time per case, from findings to ranked list. */
  readonly msPerCase: number;
}

/**
 * Ranks every case of a file through the ONNX session and compares with its diagnosis.
 * @throws HoofbeatsError SOURCE_FILE_INVALID, PACKAGE_INVALID.
 */
export async function evaluateRare(request: EvaluateRequest): Promise<RareEvaluation> {
  const { package: pkg, phenopackets, onProgress } = request;
  const { ontology } = loadTerminology();
  const cases: SolvedCase[] = [];
  for await (const solved of readCases(phenopackets, ontology)) cases.push(solved);
  const port = await createEmbeddedInference(pkg);
  try {
    const start = performance.now();
    const outcomes = await rankCases(cases, pkg, port, onProgress);
    const msPerCase = (performance.now() - start) / Math.max(1, cases.length);
    return { ...rankMetrics(outcomes, pkg.diagnoses.length), msPerCase };
  } finally {
    await port.close();
  }
}

const batch = 32;

/** Runs cases through a model, in their order. */
export async function rankCases(
  cases: readonly SolvedCase[],
  pkg: ModelPackage,
  port: InferencePort,
  onProgress?: ReportProgress,
): Promise<readonly CaseOutcome[]> {
  const outcomes: CaseOutcome[] = [];
  const entities = entitiesById(pkg.diagnoses);
  for (let start = 0; start < cases.length; start += batch) {
    const chunk = cases.slice(start, start + batch);
    const scores = await port.score(chunk.map(({ case: found }) => buildTermVector(found.findings, pkg.vocabulary)));
    chunk.forEach((solved, place) => {
      outcomes.push(
        toOutcome(solved, pkg, entities, scores.subarray(place * port.diagnoses, (place + 1) * port.diagnoses)),
      );
    });
    onProgress?.({ phase: 'ranking cases', done: outcomes.length, total: cases.length });
  }
  return outcomes;
}

function toOutcome(
  { diseases, publication }: SolvedCase,
  pkg: ModelPackage,
  entities: ReadonlyMap<string, readonly number[]>,
  scores: Float32Array,
): CaseOutcome {
  const { probabilities, conformalSize } = calibrate(scores, pkg.calibration);
  const places = diseases.flatMap((id) => entities.get(id) ?? []);
  const ranks = places.map((diagnosis) => pessimisticRank(scores, diagnosis));
  return {
    disease: diseases.join(' '),
    publication,
    topProbability: probabilities.reduce((a, b) => Math.max(a, b)),
    conformalSize,
    ...(ranks.length === 0 ? {} : { rank: Math.min(...ranks) }),
  };
}

/** Disease id → every candidate that carries it: an id may belong to several entities. */
export function entitiesById(
  diagnoses: readonly { readonly ids: readonly string[] }[],
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  diagnoses.forEach(({ ids }, place) => {
    for (const id of ids) {
      const known = places.get(id);
      if (known) known.push(place);
      else places.set(id, [place]);
    }
  });
  return places;
}
