import { buildTermVector } from '../../../features/term-vector.ts';
import { createEmbeddedInference } from '../../../inference/embedded.ts';
import { type ModelPackage, packageFiles, readPackageJson } from '../../../registry/model-package.ts';
import { rankerWeightsSchema } from '../../../registry/ranker-weights.ts';
import { loadTerminology } from '../../../terminology/load.ts';
import { readCases, type SolvedCase } from '../cases/cases.ts';
import { entitiesById } from '../cases/entities-by-id.ts';
import type { ReportProgress } from '../progress.ts';
import { type RankMetrics, rankMetrics } from './metrics.ts';
import { type CaseOutcome, outcomeOf } from './outcome.ts';
import { withoutPublication } from './own-publication.ts';

export interface EvaluateRequest {
  readonly package: ModelPackage;
  /** `.ndjson`, `.ndjson.gz` or `.json` with GA4GH phenopackets. */
  readonly phenopackets: string;
  /** Rank with knowledge alone. */
  readonly withoutSupport: boolean;
  readonly onProgress?: ReportProgress;
}

export interface RareEvaluation extends RankMetrics {
  /** Wall time per case, from findings to ranked list. */
  readonly msPerCase: number;
}

const batch = 32;

/**
 * Ranks every case of a file through the ONNX session and compares with its diagnosis. A case whose publication is among
 * the support of the package is ranked without the support of that publication.
 * @throws HoofbeatsError SOURCE_FILE_INVALID, PACKAGE_INVALID.
 */
export async function evaluateRare(request: EvaluateRequest): Promise<RareEvaluation> {
  const { package: pkg, phenopackets, withoutSupport, onProgress } = request;
  const { ontology } = loadTerminology();
  const weights = await readPackageJson(pkg.dir, packageFiles.potentials, rankerWeightsSchema);
  const cases: SolvedCase[] = [];
  for await (const solved of readCases(phenopackets, ontology)) cases.push(solved);
  const forget = withoutPublication(pkg, weights);
  const calibration = withoutSupport ? pkg.calibration.withoutSupport : pkg.calibration;
  const places = entitiesById(pkg.diagnoses);
  const outcomes: CaseOutcome[] = [];
  const port = await createEmbeddedInference(pkg);
  try {
    const start = performance.now();
    for (let at = 0; at < cases.length; at += batch) {
      const chunk = cases.slice(at, at + batch);
      const rows = chunk.map(({ case: found }) => buildTermVector(found.findings, pkg.vocabulary));
      const scores = await port.score(rows, { withoutSupport });
      chunk.forEach(({ diseases, publication }, place) => {
        const own = scores.subarray(place * port.diagnoses, (place + 1) * port.diagnoses);
        if (!withoutSupport) forget(rows[place]!, publication, own);
        const hits = diseases.flatMap((id) => places.get(id) ?? []);
        outcomes.push(outcomeOf({ disease: diseases.join(' '), publication, places: hits }, own, calibration));
      });
      onProgress?.({ phase: 'ranking cases', done: outcomes.length, total: cases.length });
    }
    const msPerCase = (performance.now() - start) / Math.max(1, cases.length);
    return { ...rankMetrics(outcomes, pkg.diagnoses.length), msPerCase };
  } finally {
    await port.close();
  }
}
