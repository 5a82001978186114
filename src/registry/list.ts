import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type PackageManifest, packageManifestSchema } from './manifest.ts';
import { packageFiles, readPackageJson } from './model-package.ts';

/** One family folder of the registry; `problem` instead of a manifest when its manifest cannot be read. */
export type ListedPackage = { readonly family: string; readonly dir: string } & (
  | { readonly manifest: PackageManifest }
  | { readonly problem: string }
);

/**
 * The packages of a models folder, by family name. Only manifests are read.
 * @throws HoofbeatsError PACKAGE_INVALID when the folder itself cannot be read.
 */
export async function listModelPackages(modelsDir: string): Promise<readonly ListedPackage[]> {
  const entries = await readdir(modelsDir, { withFileTypes: true }).catch((cause) => {
    throw new HoofbeatsError('PACKAGE_INVALID', 'The folder of the model packages cannot be read.', {
      cause,
      log: { modelsDir },
    });
  });
  const families = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    families.sort().map(async (family) => {
      const dir = join(modelsDir, family);
      try {
        return { family, dir, manifest: await readPackageJson(dir, packageFiles.manifest, packageManifestSchema) };
      } catch (thrown) {
        return { family, dir, problem: (thrown as Error).message };
      }
    }),
  );
}
