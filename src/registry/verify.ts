import { toHoofbeatsError } from '../errors/hoofbeats-error.ts';
import { verifyChecksums } from './checksums.ts';
import { commonPackageFiles, loadCommonPackage } from './common-package.ts';
import { commonEvaluationSchema, commonReferenceSchema } from './common-reports.ts';
import { criteriaPackageFiles, verifyCriteriaPackage } from './criteria-package.ts';
import { type PackageTask, packageManifestSchema } from './manifest.ts';
import { loadModelPackage, packageFiles, readPackageJson } from './model-package.ts';
import { rankerWeightsSchema } from './ranker-weights.ts';
import { evaluationSchema, referenceSchema } from './reports.ts';

export interface Verification {
  readonly ok: boolean;
  /** One line each, naming the file. */
  readonly problems: readonly string[];
}

/** Adds what a task throws to the problems. */
type Check = (task: () => Promise<unknown>) => Promise<void>;

/** Checks a package folder from end to end, by the files of its task: checksums, schemas, contents. Never throws. */
export async function verifyModelPackage(dir: string): Promise<Verification> {
  const problems: string[] = [];
  const check: Check = async (task) => {
    try {
      await task();
    } catch (thrown) {
      problems.push(toHoofbeatsError(thrown).message);
    }
  };
  const { files, contents } = verifications[await taskOf(dir)];
  problems.push(...(await verifyChecksums(dir, Object.values(files))));
  await contents(dir, check, problems);
  return { ok: problems.length === 0, problems };
}

/** A manifest that cannot be read is named by whatever reads it next. */
function taskOf(dir: string): Promise<PackageTask> {
  return readPackageJson(dir, packageFiles.manifest, packageManifestSchema).then(
    ({ task }) => task,
    () => 'rare-disease-ranking',
  );
}

const verifications: Readonly<
  Record<
    PackageTask,
    {
      readonly files: Readonly<Record<string, string>>;
      readonly contents: (dir: string, check: Check, problems: string[]) => Promise<void>;
    }
  >
> = {
  'rare-disease-ranking': { files: packageFiles, contents: verifyRanking },
  'common-disease-classification': { files: commonPackageFiles, contents: verifyClassification },
  'guideline-criteria': { files: criteriaPackageFiles, contents: verifyCriteria },
};

async function verifyClassification(dir: string, check: Check): Promise<void> {
  await check(() => loadCommonPackage(dir));
  await check(() => readPackageJson(dir, commonPackageFiles.reference, commonReferenceSchema));
  await check(() => readPackageJson(dir, commonPackageFiles.evaluation, commonEvaluationSchema));
}

async function verifyCriteria(dir: string, check: Check, problems: string[]): Promise<void> {
  await check(async () => problems.push(...(await verifyCriteriaPackage(dir))));
}

async function verifyRanking(dir: string, check: Check, problems: string[]): Promise<void> {
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
}
