import { readdir } from 'node:fs/promises';
import { scores } from '../clinical/scores/scores.ts';
import { loadCriteria } from '../criteria/load-criteria.ts';
import { verifyChecksums } from './checksums.ts';

/** Files of a package of guideline criteria beside its criteria, one per condition, and its SHA256SUMS. */
export const criteriaPackageFiles = {
  manifest: 'manifest.json',
  definitions: 'definitions.json',
  schema: 'schema.json',
  readme: 'README.md',
} as const;

/**
 * Problems of a folder of guideline criteria: every file must be listed, because a criterion that nobody sealed would be
 * read all the same.
 * @throws HoofbeatsError PACKAGE_INVALID that names the criterion that cannot be read.
 */
export async function verifyCriteriaPackage(dir: string): Promise<readonly string[]> {
  await loadCriteria(dir, new Set(scores.keys()));
  const known: readonly string[] = Object.values(criteriaPackageFiles);
  const criteria = (await readdir(dir)).filter((name) => name.endsWith('.json') && !known.includes(name));
  const problems = await verifyChecksums(dir, criteria);
  return problems.filter((problem) => criteria.some((name) => problem === `${name}: not listed in SHA256SUMS`));
}
