import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { isInstalled, lockedPackages } from './locked-packages.ts';

interface Policy {
  /** By the licence expression, word for word. */
  readonly allowed: Readonly<Record<string, { readonly use: 'production' | 'development'; readonly why: string }>>;
  readonly exceptions: Readonly<
    Record<
      string,
      { readonly licence: string; readonly text: string; readonly states: readonly string[]; readonly why: string }
    >
  >;
}

const text = (...path: readonly string[]) => readFileSync(join(projectRoot, ...path), 'utf8');
const { allowed, exceptions }: Policy = JSON.parse(text('scripts', 'licences.json'));

/** Old packages name the licence in an object. */
const licenceIn = ({ license }: { readonly license?: string | { readonly type: string } }) =>
  typeof license === 'object' ? license.type : license;

/** Why a package may not be used, if so. */
function objection({ name, license, dev }: (typeof lockedPackages)[number]): string | undefined {
  if (license === undefined) return `${name} states no licence`;
  if (exceptions[name]) return exceptions[name].licence === license ? undefined : `${name} is now ${license}`;
  const rule = allowed[license];
  if (!rule) return `${name} is ${license}, which scripts/licences.json does not allow`;
  return rule.use === 'development' && !dev ? `${name} is ${license}, which may not ship` : undefined;
}

describe('licences of all dependencies', () => {
  it('are on the list of scripts/licences.json, in production and development', () => {
    expect(lockedPackages.length).toBeGreaterThan(300);
    expect(lockedPackages.flatMap((one) => objection(one) ?? [])).toEqual([]);
  });

  it('would be objected to when missing, unknown, or copyleft in production', () => {
    const made = { path: 'node_modules/x', name: 'x', version: '1.0.0' };
    expect(objection(made)).toContain('no licence');
    expect(objection({ ...made, license: 'AGPL-3.0-only' })).toContain('does not allow');
    expect(objection({ ...made, license: 'MPL-2.0' })).toContain('may not ship');
    expect(objection({ ...made, license: 'MPL-2.0', dev: true })).toBeUndefined();
    expect(objection({ ...made, name: '@lhncbc/ucum-lhc', license: 'MIT' })).toContain('is now MIT');
  });

  it('are what the installed packages state themselves', () => {
    const installed = lockedPackages.filter(isInstalled);
    expect(installed.length).toBeGreaterThan(200);
    const stated = installed.map(({ path }) => [path, licenceIn(JSON.parse(text(path, 'package.json')))]);
    expect(stated).toEqual(installed.map(({ path, license }) => [path, license]));
  });

  it('that are their own say what the exception says of them', () => {
    for (const [name, exception] of Object.entries(exceptions)) {
      const own = text('node_modules', name, exception.text);
      for (const words of exception.states) expect(own).toContain(words);
    }
  });

  it('are listed with a reason, and none that no package has', () => {
    const used = new Set(lockedPackages.map(({ license }) => license));
    expect(Object.keys(allowed).filter((licence) => !used.has(licence))).toEqual([]);
    for (const { why } of [...Object.values(allowed), ...Object.values(exceptions)]) expect(why).toMatch(/\w.*\.$/);
  });
});
