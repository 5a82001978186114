import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { isInstalled, lockedPackages } from './locked-packages.ts';

const npmrc = readFileSync(join(projectRoot, '.npmrc'), 'utf8').split('\n');

/** Packages with a script of their own, which works without it: the tests run where none has run. */
const known = ['esbuild', 'msgpackr-extract', 'onnxruntime-node'];

describe('scripts of dependencies', () => {
  it('do not run when Hoofbeats is installed', () => {
    expect(npmrc).toContain('ignore-scripts=true');
  });

  it('are those of three packages that are known to work without', () => {
    const scripted = lockedPackages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
    expect([...new Set(scripted)].sort()).toEqual(known);
  });

  it('are none of our own either: what npm ci would run is named prepare, install or around it', () => {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
  });

  it('are locked by content, like everything else that is installed', () => {
    const loose = lockedPackages.filter((one) => isInstalled(one) && !/^sha512-/.test(one.integrity ?? ''));
    expect(loose.map(({ path }) => path)).toEqual([]);
  });
});
