import { join } from 'node:path';
import { codeVersion } from '../../config/version.ts';
import { buildTermVector } from '../../features/term-vector.ts';
import { createEmbeddedInference } from '../../inference/embedded.ts';
import { vocabularyOf } from '../../registry/feature-file.ts';
import { loadModelPackage, packageFiles } from '../../registry/model-package.ts';
import type { Evaluation } from '../../registry/reports.ts';
import { writeOnnx } from '../onnx/model.ts';
import { fitCalibration } from './calibration.ts';
import { modelCard } from './card.ts';
import { isTuning, readCases, type SolvedCase } from './cases.ts';
import { buildDiseaseMatrix } from './disease-matrix.ts';
import { type DiseaseEntity, mergeEntities } from './entities.ts';
import { entitiesById, rankCases } from './evaluate.ts';
import { featureFile } from './feature-file.ts';
import { fitPotentials, type LabelledCase, label } from './fit-potentials.ts';
import { rankingGraph } from './graph.ts';
import { readKnowledge } from './knowledge.ts';
import { diagnosisLabels } from './labels.ts';
import { manifestOf, opset, packageVersion, sourceAttributesOf } from './package-content.ts';
import { packageWriter } from './package-writer.ts';
import { buildPotentials, combine } from './potentials.ts';
import { profileLine } from './profile-lines.ts';
import type { ReportProgress } from './progress.ts';
import { referenceOf } from './reference.ts';
import { scoreRow } from './reference-scorer.ts';
import { evaluationOf } from './report.ts';
import { quantise } from './weights.ts';

export interface TrainRequest {
  /** Folder with the publishers' files, laid out as `shared/data`. */
  readonly data: string;
  /** Package folder to write. */
  readonly out: string;
  readonly onProgress?: ReportProgress;
}

export interface TrainReport {
  readonly out: string;
  readonly candidates: number;
  readonly nodes: number;
  readonly entries: number;
  readonly tuningCases: number;
  readonly weights: Readonly<Record<string, number>>;
  readonly temperature: number;
  readonly groups: Evaluation['groups'];
  readonly seconds: number;
  readonly peakMb: number;
  /** HPO ids in the sources that the ontology does not know, with their number of rows. */
  readonly unknownTerms: Readonly<Record<string, number>>;
}

const developmentCases = 'phenopackets/phenopackets.ndjson.gz';

/**
 * Builds the rare-disease package from knowledge and a tuning fold of published cases, measures it on all cases through
 * ONNX Runtime, and writes it to `out`. The same sources and code give the same bytes.
 * @throws HoofbeatsError SOURCE_FILE_INVALID naming file, line and column.
 */
export async function trainRare({ data, out, onProgress }: TrainRequest): Promise<TrainReport> {
  const started = performance.now();
  onProgress?.({ phase: 'reading knowledge', done: 0 });
  const knowledge = await readKnowledge(data);
  const { ontology, report } = knowledge;
  const cases: SolvedCase[] = [];
  for await (const solved of readCases(join(data, developmentCases), ontology)) cases.push(solved);
  const entities = mergeEntities(knowledge);
  const matrix = buildDiseaseMatrix(ontology, entities);
  const features = featureFile(matrix, ontology);
  const vocabulary = vocabularyOf(features);

  const tuning = label(
    cases.filter(({ publication }) => isTuning(publication)),
    entitiesById(entities),
  );
  const potentials = buildPotentials(matrix, entities);
  const weightOf = fitPotentials(potentials, matrix, vocabulary, tuning, onProgress);
  const weights = quantise(combine(potentials, matrix, (name) => weightOf.get(name)!));

  onProgress?.({ phase: 'calibrating', done: 0, total: tuning.length });
  const calibration = fitCalibration(
    tuning.map(({ case: found, right, weight }: LabelledCase, index) => {
      const scores = Float32Array.from(scoreRow(buildTermVector(found.findings, vocabulary), weights));
      onProgress?.({ phase: 'calibrating', done: index + 1, total: tuning.length });
      return { scores, right, weight };
    }),
    'cases of the tuning publications whose disease is a candidate; for the temperature weighted by (cases of the disease)^−½',
  );

  const writer = packageWriter(out);
  const graph = writeOnnx(rankingGraph(weights), { opset, producer: 'hoofbeats', version: codeVersion });
  const manifest = manifestOf(entities.length, Object.fromEntries(report.versions));
  await writer.bytes(packageFiles.model, graph);
  await writer.json(packageFiles.manifest, manifest);
  await writer.json(packageFiles.features, features);
  await writer.json(packageFiles.labels, { diagnoses: diagnosisLabels(entities, ontology) });
  await writer.ndjson(
    packageFiles.profiles,
    entities.map((entity) => profileLine(entity, matrix.nodeOf)),
  );
  await writer.json(packageFiles.calibration, calibration);
  await writer.json(packageFiles.reference, referenceOf(cases, matrix, developmentCases));
  await writer.json(packageFiles.sourceAttributes, sourceAttributesOf('see evaluation.json'));

  const outcomes = await measure(out, cases, entities, onProgress);
  const evaluation = evaluationOf(outcomes, entities.length);
  await writer.json(packageFiles.evaluation, evaluation);
  await writer.json(packageFiles.sourceAttributes, sourceAttributesOf(validityOf(evaluation)));
  await writer.bytes(packageFiles.card, Buffer.from(modelCard(manifest, evaluation, calibration, weightOf)));
  await writer.seal();
  return {
    out,
    candidates: entities.length,
    nodes: matrix.ids.length,
    entries: weights.column.length,
    tuningCases: tuning.length,
    weights: Object.fromEntries(weightOf),
    temperature: calibration.temperature,
    groups: evaluation.groups,
    seconds: Math.round((performance.now() - started) / 1000),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    unknownTerms: Object.fromEntries(report.unknownTerms),
  };
}

/** Ranks the cases with the package as it was written, through ONNX Runtime. */
async function measure(
  dir: string,
  cases: readonly SolvedCase[],
  entities: readonly DiseaseEntity[],
  onProgress: ReportProgress | undefined,
) {
  const pkg = await loadModelPackage(dir);
  const port = await createEmbeddedInference(pkg);
  try {
    const places = entitiesById(entities);
    const outcomes = await rankCases(cases, pkg, port, onProgress);
    return outcomes.map((outcome, index) => {
      const { diseases, publication } = cases[index]!;
      const own = diseases.flatMap((id) => places.get(id) ?? []).flatMap((place) => entities[place]!.statements);
      return { ...outcome, seen: own.some(({ references }) => references.includes(publication)) };
    });
  } finally {
    await port.close();
  }
}

function validityOf({ groups }: Evaluation): string {
  const { name, cases, metrics } = groups.find((group) => group.name === 'held out')!;
  const percent = (key: string) => `${(100 * metrics[key]!.value).toFixed(1)} %`;
  return `Model ${packageVersion} on ${cases} published cases (${name}): right disease first in ${percent('reachableTop1')} and among the first ten in ${percent('reachableTop10')} of those whose disease is a candidate; details in evaluation.json.`;
}
