import { toHoofbeatsError } from '../errors/hoofbeats-error.ts';
import { verifyChecksums } from './checksums.ts';
import { loadModelPackage, packageFiles, readPackageJson } from './model-package.ts';
import { rankerWeightsSchema } from './ranker-weights.ts';
import { evaluationSchema, referenceSchema } from './reports.ts';

export interface Verification {
  readonly ok: boolean;
  /** One line each, naming the file. */
  readonly problems: readonly string[];
}

/** Checks a package folder from end to end: every checksum, every schema, every profile. Never throws. */
export async function verifyModelPackage(dir: string): Promise<Verification> {
  const problems = [...(await verifyChecksums(dir, Object.values(packageFiles)))];
  const check = async (task: () => Promise<unknown>) => {
    try {
      await task();
    } catch (thrown) {
      problems.push(toHoofbeatsError(thrown).message);
    }
  };
  await check(async () => {
    const { profiles, diagnoses, vocabulary, support } = await loadModelPackage(dir);
    const wrong = diagnoses.findIndex(({ id }, diagnosis) => {
      try {
        const profile = profiles.get(diagnosis);
        return profile.id !== id || profile.annotations.some(({ node }) => vocabulary.ids[node] === undefined);
      } catch {
        return true;
      }
    });
    if (wrong >= 0) problems.push(`${packageFiles.profiles}:${wrong + 1}: not a profile of ${diagnoses[wrong]!.id}`);
    const strayed = support.cases.find(
      ({ diagnosis, present, excluded }) =>
        diagnoses[diagnosis] === undefined ||
        [...present, ...excluded].some((node) => vocabulary.ids[node] === undefined),
    );
    if (strayed)
      problems.push(`${packageFiles.support}: a case of ${strayed.publication} names what the package lacks`);
  });
  await check(() => readPackageJson(dir, packageFiles.potentials, rankerWeightsSchema));
  await check(() => readPackageJson(dir, packageFiles.reference, referenceSchema));
  await check(() => readPackageJson(dir, packageFiles.evaluation, evaluationSchema));
  return { ok: problems.length === 0, problems };
}
