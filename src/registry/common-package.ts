import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { EvidenceVocabulary } from '../features/evidence-vocabulary.ts';
import { type CommonCalibration, commonCalibrationSchema } from './common-calibration.ts';
import { type CommonFeatures, commonFeaturesSchema, commonVocabularyOf } from './common-features.ts';
import { type CommonDiagnosis, commonLabelsSchema } from './common-labels.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { readPackageJson } from './model-package.ts';
import { type SourceAttributes, sourceAttributesSchema } from './source-attributes.ts';

/** Every file of a package of the task `common-disease-classification`, beside its SHA256SUMS. */
export const commonPackageFiles = {
  manifest: 'manifest.json',
  model: 'model.onnx',
  features: 'features.json',
  labels: 'labels.json',
  answers: 'answers.json',
  calibration: 'calibration.json',
  reference: 'reference.json',
  evaluation: 'evaluation.json',
  sourceAttributes: 'source-attributes.json',
  card: 'MODEL_CARD.md',
} as const;

const shares = z.array(z.number().min(0).max(1));

/** `answers.json`: how patients of each diagnosis answer, as AnswerShares has it. */
export const answersSchema = z.strictObject({
  prior: shares,
  female: shares,
  ages: z.array(shares),
  /** A row per evidence, and one per value, of one share per diagnosis. */
  present: z.array(shares),
  values: z.array(shares),
});
export type Answers = Readonly<z.infer<typeof answersSchema>>;

/** A package in memory, as far as inference, explanation and interviews need it. Read-only. */
export interface CommonPackage {
  readonly dir: string;
  readonly manifest: Manifest;
  readonly model: Uint8Array;
  readonly features: CommonFeatures;
  readonly vocabulary: EvidenceVocabulary;
  readonly diagnoses: readonly CommonDiagnosis[];
  readonly answers: Answers;
  readonly calibration: CommonCalibration;
  readonly sourceAttributes: SourceAttributes;
}

/**
 * Reads a package folder. Checksums are the business of whoever serves it.
 * @throws HoofbeatsError PACKAGE_INVALID that names the file and the reason.
 */
export async function loadCommonPackage(dir: string): Promise<CommonPackage> {
  const read = <S extends z.ZodType>(name: string, schema: S) => readPackageJson(dir, name, schema);
  const [manifest, features, { diagnoses }, answers, calibration, sourceAttributes, model] = await Promise.all([
    read(commonPackageFiles.manifest, manifestSchema),
    read(commonPackageFiles.features, commonFeaturesSchema),
    read(commonPackageFiles.labels, commonLabelsSchema),
    read(commonPackageFiles.answers, answersSchema),
    read(commonPackageFiles.calibration, commonCalibrationSchema),
    read(commonPackageFiles.sourceAttributes, sourceAttributesSchema),
    readModel(dir),
  ]);
  const vocabulary = vocabularyOf(features);
  requireShape(answers, vocabulary, diagnoses.length);
  return Object.freeze({
    ...{ dir: resolve(dir), manifest, model, features, vocabulary },
    ...{ diagnoses, answers, calibration, sourceAttributes },
  });
}

function readModel(dir: string): Promise<Uint8Array> {
  return readFile(join(dir, commonPackageFiles.model)).catch((cause) => {
    throw invalid(commonPackageFiles.model, 'cannot be read.', cause);
  });
}

function vocabularyOf(features: CommonFeatures): EvidenceVocabulary {
  try {
    return commonVocabularyOf(features);
  } catch (cause) {
    throw invalid(commonPackageFiles.features, (cause as Error).message, cause);
  }
}

function requireShape(answers: Answers, { evidences, columns, ageEdges }: EvidenceVocabulary, diagnoses: number): void {
  const expected = {
    present: evidences.length,
    values: columns.age - columns.values,
    ages: ageEdges.length,
  } as const;
  for (const [name, rows] of Object.entries(expected) as [keyof typeof expected, number][]) {
    const table = answers[name];
    if (table.length !== rows || table.some((row) => row.length !== diagnoses)) {
      throw invalid(commonPackageFiles.answers, `${name} is not a table of ${rows} × ${diagnoses} shares.`);
    }
  }
  if (answers.prior.length !== diagnoses || answers.female.length !== diagnoses) {
    throw invalid(commonPackageFiles.answers, `prior and female do not have ${diagnoses} shares.`);
  }
}

function invalid(name: string, reason: string, cause?: unknown): HoofbeatsError {
  return new HoofbeatsError('PACKAGE_INVALID', `${name}: ${reason}`, { cause });
}
