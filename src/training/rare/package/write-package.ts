import { codeVersion } from '../../../config/version.ts';
import { packageFiles } from '../../../registry/model-package.ts';
import type { Evaluation } from '../../../registry/reports.ts';
import { supportFile } from '../../../registry/support.ts';
import type { Triage } from '../../../registry/triage.ts';
import { writeOnnx } from '../../onnx/model.ts';
import { packageWriter } from '../../package-writer.ts';
import { type Corpus, caseFile } from '../cases/corpus.ts';
import { rankingGraph } from '../graph/graph.ts';
import { quantise, type Weights } from '../graph/weights.ts';
import { buildColumns, combine } from '../ranker/columns.ts';
import type { FittedRanker } from '../ranker/fitted-ranker.ts';
import { modelCard } from './card.ts';
import { diagnosisLabels } from './labels.ts';
import { manifestOf, opset, sourceAttributesOf } from './package-content.ts';
import { referenceOf } from './reference.ts';

/** Writes the model package of a fitted ranker; returns the weights that are in it. */
export async function writePackage(
  out: string,
  corpus: Corpus,
  { weights: potentials, calibrations, table }: FittedRanker,
  triage: Triage,
  evaluation: Evaluation,
): Promise<Weights> {
  const { knowledge, candidates, diseases, features, vocabulary, solved } = corpus;
  const { cases: support } = table.support;
  const [withoutSupport, calibration] = calibrations;
  // The columns without one publication each have done their work.
  const weights = quantise(combine(buildColumns(diseases, support, vocabulary, { withoutEach: false }), potentials));
  const manifest = manifestOf(candidates.length, Object.fromEntries(knowledge.report.versions));
  const attributes = sourceAttributesOf(evaluation);
  const supportedDiseases = new Set(support.map(({ diagnosis }) => diagnosis)).size;
  const counts = { supportCases: support.length, supportedDiseases };
  const graph = writeOnnx(rankingGraph(weights), { opset, producer: 'hoofbeats', version: codeVersion });
  const card = modelCard({ manifest, evaluation, calibration, potentials, attributes, ...counts });
  const profiles = candidates.map(({ profile }) => profile);
  const writer = packageWriter(out);
  await writer.bytes(packageFiles.model, graph);
  await writer.json(packageFiles.manifest, manifest);
  await writer.json(packageFiles.features, features);
  await writer.json(packageFiles.labels, { diagnoses: diagnosisLabels(candidates, knowledge.ontology) });
  await writer.ndjson(packageFiles.profiles, profiles);
  await writer.json(packageFiles.support, supportFile(support, 'phenopacket-store, 2026-06', 'BSD-3-Clause'));
  await writer.json(packageFiles.potentials, potentials);
  await writer.json(packageFiles.calibration, { ...calibration, withoutSupport });
  await writer.json(packageFiles.triage, triage);
  await writer.json(packageFiles.reference, referenceOf(solved, vocabulary, caseFile));
  await writer.json(packageFiles.evaluation, evaluation);
  await writer.json(packageFiles.sourceAttributes, attributes);
  await writer.bytes(packageFiles.card, Buffer.from(card));
  await writer.seal();
  return weights;
}
