import { readFile } from 'node:fs/promises';
import { codeVersion } from '../../../config/version.ts';
import { HoofbeatsError } from '../../../errors/hoofbeats-error.ts';
import { manifestSchema } from '../../../registry/manifest.ts';
import { loadModelPackage, type ModelPackage, packageFiles, readPackageJson } from '../../../registry/model-package.ts';
import { type RankerWeights, rankerWeightsSchema } from '../../../registry/ranker-weights.ts';
import { indexSupport, type SupportCase, supportFile, supportFileSchema } from '../../../registry/support.ts';
import { writeOnnx } from '../../onnx/model.ts';
import { copyPackage } from '../../package-writer.ts';
import { diseaseOf, factsOf } from '../candidates/candidates.ts';
import type { SolvedCase } from '../cases/cases.ts';
import { placesOf, supportCaseOf } from '../cases/development-cases.ts';
import { entitiesById } from '../cases/entities-by-id.ts';
import { rankingGraph } from '../graph/graph.ts';
import { readWeights } from '../graph/read-weights.ts';
import { chooseColumn, replaceColumn } from '../graph/replace-column.ts';
import { columnOf } from '../ranker/columns.ts';
import { opset } from './package-content.ts';

export interface AddCaseRequest {
  /** Package folder to start from; it stays as it is. */
  readonly model: string;
  /** Folder for the new version. */
  readonly out: string;
  readonly solved: SolvedCase;
}

export interface AddCaseReport {
  readonly out: string;
  readonly version: string;
  readonly diagnosis: string;
  readonly label: string;
  /** The disease was no candidate before. */
  readonly added: boolean;
  /** Support cases that the disease has now. */
  readonly supportCases: number;
  /** Wall time of everything, from reading the package to its checksums. */
  readonly seconds: number;
}

/**
 * Adds a confirmed case to a package, as a new version: the prototype of its disease is updated with the weights that the
 * package was trained with. A disease that the package does not know becomes a candidate.
 * @throws HoofbeatsError USAGE when the case has no diagnosis, no finding that the model knows, or is there already;
 *   PACKAGE_INVALID.
 */
export async function addCase({ model, out, solved }: AddCaseRequest): Promise<AddCaseReport> {
  const started = performance.now();
  const [pkg, weights, file] = await Promise.all([
    loadModelPackage(model),
    readPackageJson(model, packageFiles.potentials, rankerWeightsSchema),
    readPackageJson(model, packageFiles.support, supportFileSchema),
  ]);
  const [disease] = solved.diseases;
  if (disease === undefined) throw new HoofbeatsError('USAGE', 'The phenopacket names no disease.');
  const { right } = placesOf(solved.diseases, entitiesById(pkg.diagnoses), pkg.diagnoses);
  const added = right < 0;
  const diagnosis = added ? pkg.diagnoses.length : right;
  const label = added ? (solved.diseaseLabels[disease] ?? disease) : pkg.diagnoses[right]!.label;
  const newcomer = supportCaseOf(solved, diagnosis, pkg.vocabulary);
  if (newcomer.present.length === 0) {
    throw new HoofbeatsError('USAGE', 'The phenopacket has no present finding that the model knows.');
  }
  if (pkg.support.casesOf(diagnosis).some((known) => isSame(known, newcomer))) {
    throw new HoofbeatsError('USAGE', 'The package has this case already.');
  }
  const support = [...pkg.support.cases, newcomer];
  const profile = added ? { id: disease, references: [], annotations: [], absent: [] } : undefined;
  const flags = added ? ['only-support'] : pkg.diagnoses[right]!.flags;
  const known = diseaseOf(profile ?? pkg.profiles.get(right), flags, pkg.vocabulary);
  const facts = factsOf(known, indexSupport(support).casesOf(diagnosis), pkg.vocabulary);
  const bytes = await updatedModel(pkg, diagnosis, facts, weights);

  const manifest = manifestSchema.parse(pkg.manifest);
  const version = nextVersion(manifest.version);
  const writer = await copyPackage(model, out, Object.values(packageFiles));
  await writer.bytes(packageFiles.model, bytes);
  await writer.json(packageFiles.manifest, {
    ...manifest,
    version,
    outputs: manifest.outputs.map((output) => ({ ...output, shape: [-1, pkg.diagnoses.length + (added ? 1 : 0)] })),
  });
  await writer.json(packageFiles.support, supportFile(support, file.source, file.licence));
  if (profile) {
    await writer.json(packageFiles.labels, {
      diagnoses: [...pkg.diagnoses, { id: disease, ids: [...solved.diseases], label, flags }],
    });
    await writer.append(packageFiles.profiles, profile);
  }
  await writer.seal();
  const supportCases = support.filter((each) => each.diagnosis === diagnosis).length;
  const seconds = Number(((performance.now() - started) / 1000).toFixed(2));
  return { out, version, diagnosis: disease, label, added, supportCases, seconds };
}

async function updatedModel(
  { modelFile, support }: ModelPackage,
  diagnosis: number,
  facts: Parameters<typeof columnOf>[0],
  ranker: RankerWeights,
): Promise<Uint8Array> {
  const weights = readWeights(await readFile(modelFile));
  const { choice, columns } = weights;
  // With support cases a diagnosis has a column of its own beside that of knowledge alone.
  const place = support.casesOf(diagnosis).length > 0 ? choice[1][diagnosis]! : columns;
  const updated = chooseColumn(replaceColumn(weights, place, columnOf(facts, ranker)), diagnosis, place);
  return writeOnnx(rankingGraph(updated), { opset, producer: 'hoofbeats', version: codeVersion });
}

const isSame = (one: SupportCase, other: SupportCase) =>
  one.publication === other.publication &&
  String(one.present.toSorted()) === String(other.present.toSorted()) &&
  String(one.excluded.toSorted()) === String(other.excluded.toSorted());

function nextVersion(version: string): string {
  const [major, minor, patch] = version.split('.');
  return `${major}.${minor}.${Number(patch) + 1}`;
}
