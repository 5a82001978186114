import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { InputVocabulary } from '../features/vocabulary.ts';
import { type CalibrationFile, calibrationSchema } from './calibration.ts';
import { featureFileSchema, vocabularyOf } from './feature-file.ts';
import { type Diagnosis, labelsSchema } from './labels.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { openProfiles, type Profiles } from './profiles.ts';
import { type SourceAttributes, sourceAttributesSchema } from './source-attributes.ts';
import { openSupport, type Support, supportFileSchema } from './support.ts';
import { type Triage, triageSchema } from './triage.ts';

/** Every file of a package, beside its SHA256SUMS. */
export const packageFiles = {
  manifest: 'manifest.json',
  model: 'model.onnx',
  features: 'features.json',
  labels: 'labels.json',
  profiles: 'profiles.ndjson',
  support: 'support.json',
  potentials: 'potentials.json',
  calibration: 'calibration.json',
  triage: 'triage.json',
  reference: 'reference.json',
  evaluation: 'evaluation.json',
  sourceAttributes: 'source-attributes.json',
  card: 'MODEL_CARD.md',
} as const;

/** A model package in memory, as far as inference and explanation need it. Read-only. */
export interface ModelPackage {
  readonly dir: string;
  /** Path of the ONNX file. */
  readonly modelFile: string;
  readonly manifest: Manifest;
  readonly vocabulary: InputVocabulary;
  readonly diagnoses: readonly Diagnosis[];
  /** Disease id of any system → place in `diagnoses`. */
  readonly diagnosisOf: ReadonlyMap<string, number>;
  readonly profiles: Profiles;
  /** Published patients whose diagnosis is known. */
  readonly support: Support;
  readonly calibration: CalibrationFile;
  readonly sourceAttributes: SourceAttributes;
  /** How likely a rare disease is at all. */
  readonly triage: Triage;
}

/**
 * Reads a package folder. Checksums are the business of whoever serves it.
 * @throws HoofbeatsError PACKAGE_INVALID that names the file and the reason.
 */
export async function loadModelPackage(dir: string): Promise<ModelPackage> {
  const read = <S extends z.ZodType>(name: string, schema: S) => readPackageJson(dir, name, schema);
  const [manifest, features, labels, support, calibration, triage, sourceAttributes, profileBytes] = await Promise.all([
    read(packageFiles.manifest, manifestSchema),
    read(packageFiles.features, featureFileSchema),
    read(packageFiles.labels, labelsSchema),
    read(packageFiles.support, supportFileSchema),
    read(packageFiles.calibration, calibrationSchema),
    read(packageFiles.triage, triageSchema),
    read(packageFiles.sourceAttributes, sourceAttributesSchema),
    readBytes(dir, packageFiles.profiles),
  ]);
  const vocabulary = attempt(packageFiles.features, () => vocabularyOf(features));
  const profiles = openProfiles(profileBytes);
  const { diagnoses } = labels;
  if (profiles.size !== diagnoses.length) {
    throw invalid(packageFiles.profiles, `${profiles.size} lines for ${diagnoses.length} diagnoses`);
  }
  return Object.freeze({
    dir: resolve(dir),
    modelFile: resolve(dir, packageFiles.model),
    manifest,
    vocabulary,
    diagnoses,
    diagnosisOf: indexIds(diagnoses),
    profiles,
    support: attempt(packageFiles.support, () => openSupport(support)),
    calibration,
    sourceAttributes,
    triage,
  });
}

/** Reads and validates one JSON file of a package. */
export async function readPackageJson<S extends z.ZodType>(dir: string, name: string, schema: S): Promise<z.infer<S>> {
  const bytes = await readBytes(dir, name);
  const document = attempt(name, () => JSON.parse(bytes.toString('utf8')));
  const parsed = schema.safeParse(document);
  if (!parsed.success) throw invalid(name, z.prettifyError(parsed.error));
  return parsed.data;
}

/** An entity's own primary id wins over another entity's cross-reference to it. */
function indexIds(diagnoses: readonly Diagnosis[]): ReadonlyMap<string, number> {
  const index = new Map(diagnoses.map(({ id }, place) => [id, place]));
  diagnoses.forEach(({ ids }, place) => {
    for (const id of ids) if (!index.has(id)) index.set(id, place);
  });
  return index;
}

async function readBytes(dir: string, name: string): Promise<Buffer> {
  return readFile(join(dir, name)).catch((cause) => {
    throw new HoofbeatsError('PACKAGE_INVALID', `${name}: cannot be read.`, { cause, log: { dir } });
  });
}

function attempt<T>(name: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw invalid(name, (cause as Error).message, cause);
  }
}

function invalid(name: string, reason: string, cause?: unknown): HoofbeatsError {
  return new HoofbeatsError('PACKAGE_INVALID', `${name}: ${reason}`, { cause });
}
