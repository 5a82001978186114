import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { isInstalled, type LockedPackage, lockedPackages } from './locked-packages.ts';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string };
    readonly expression?: string;
  }[];
}

/** Subresource integrity, as CycloneDX writes hashes. */
function hashOf({ integrity = '' }: LockedPackage) {
  const [algorithm = '', digest = ''] = integrity.split('-', 2);
  return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') };
}

const licenceOf = ({ licenses = [] }: Component) =>
  licenses.map(({ license, expression }) => license?.id ?? license?.name ?? expression);

describe('npm run sbom', { timeout: 120_000 }, () => {
  const bill = () => JSON.parse(execFileSync('npm', ['run', '-s', 'sbom'], { cwd: projectRoot, encoding: 'utf8' }));
  const shipped = lockedPackages.filter((one) => !one.dev && isInstalled(one));

  it('is a CycloneDX bill of every production dependency, with version, licence and integrity', () => {
    const { bomFormat, specVersion, metadata, components } = bill();
    expect([bomFormat, Number(specVersion) >= 1.5]).toEqual(['CycloneDX', true]);
    expect(metadata.component).toMatchObject({ name: 'hoofbeats', type: 'application' });
    const listed = new Map((components as readonly Component[]).map((one) => [`${one.name}@${one.version}`, one]));
    expect(shipped.length).toBeGreaterThan(80);
    expect([...listed.keys()].sort()).toEqual(
      [...new Set(shipped.map(({ name, version }) => `${name}@${version}`))].sort(),
    );
    for (const one of shipped) {
      const component = listed.get(`${one.name}@${one.version}`)!;
      expect([component.name, component.hashes]).toEqual([one.name, [hashOf(one)]]);
      expect([component.name, licenceOf(component)]).toEqual([one.name, [one.license]]);
    }
  });

  it('leaves out what only develops and tests', () => {
    const names = new Set((bill().components as readonly Component[]).map(({ name }) => name));
    for (const name of ['vitest', '@biomejs/biome', 'playwright-core']) expect(names.has(name)).toBe(false);
  });
});
