import { codeVersion } from '../../../config/version.ts';
import { commonPackageFiles as files } from '../../../registry/common-package.ts';
import type { CommonEvaluation } from '../../../registry/common-reports.ts';
import { writeOnnx } from '../../onnx/model.ts';
import { packageWriter } from '../../package-writer.ts';
import { type CommonCorpus, ddxplusFiles } from '../corpus.ts';
import type { FittedCommon } from '../fit-common.ts';
import { commonGraph } from '../graph/graph.ts';
import { representative } from '../patients/strata.ts';
import type { ReleaseEvidence } from '../release-evidences.ts';
import { conditions } from '../tables/conditions.ts';
import { answersFile } from './answers.ts';
import { commonCard } from './card.ts';
import { commonFeatures } from './features.ts';
import { commonLabels } from './labels.ts';
import { commonAttributes, commonManifest, opset } from './package-content.ts';
import { commonReference } from './reference.ts';

/** Writes the model package of a fitted model. The same numbers give the same bytes. */
export async function writeCommonPackage(
  out: string,
  { vocabulary, examples }: CommonCorpus,
  release: readonly ReleaseEvidence[],
  { weights, answerShares, calibration }: FittedCommon,
  evaluation: CommonEvaluation,
): Promise<void> {
  const diagnoses = commonLabels(conditions);
  const manifest = commonManifest(vocabulary.columns.width, diagnoses.length);
  const attributes = commonAttributes(evaluation);
  const graph = writeOnnx(commonGraph(weights), { opset, producer: 'hoofbeats', version: codeVersion });
  const reference = commonReference(examples.filter(representative), vocabulary, diagnoses, ddxplusFiles.patients);
  const writer = packageWriter(out);
  await writer.bytes(files.model, graph);
  await writer.json(files.manifest, manifest);
  await writer.json(files.features, commonFeatures(release, vocabulary));
  await writer.json(files.labels, { diagnoses });
  await writer.json(files.answers, answersFile(answerShares));
  await writer.json(files.calibration, calibration);
  await writer.json(files.reference, reference);
  await writer.json(files.evaluation, evaluation);
  await writer.json(files.sourceAttributes, attributes);
  await writer.bytes(files.card, Buffer.from(commonCard({ manifest, evaluation, calibration, attributes })));
  await writer.seal();
}
