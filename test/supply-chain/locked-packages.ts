import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/paths.ts';

/** What package-lock.json says of a package. */
export interface LockedPackage {
  /** Its folder, e.g. `node_modules/express`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** As the package states it. */
  readonly license?: string;
  readonly integrity?: string;
  /** Reached by development dependencies alone. */
  readonly dev?: boolean;
  /** Of another platform, unless it is installed. */
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'));

/** Every dependency, of every platform, in production and development. */
export const lockedPackages: readonly LockedPackage[] = Object.entries<Omit<LockedPackage, 'path'>>(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({
    ...entry,
    path,
    name: entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
  }));

/** What npm has put on this disk: packages of other platforms are locked, and not installed. */
export const isInstalled = ({ path }: LockedPackage) => existsSync(join(projectRoot, path, 'package.json'));
