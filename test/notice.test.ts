import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../src/config/paths.ts';

const read = (...path: readonly string[]) => readFileSync(join(projectRoot, ...path), 'utf8');
const dependencies = Object.keys(JSON.parse(read('package.json')).dependencies);
const notice = read('NOTICE').split('\n');

/** Packages that NOTICE lists under the heading of their licence. */
const headings: Readonly<Record<string, string>> = {
  MIT: 'MIT',
  'Apache-2.0': 'Apache-2.0',
  'SEE LICENSE IN LICENSE.md': 'Its own licence (LICENSE.md of the package)',
};

function listedUnder(heading: string | undefined): readonly string[] {
  const from = notice.indexOf(heading ?? '') + 1;
  const rest = notice.slice(from);
  const to = rest.findIndex((line) => !line.startsWith('  '));
  return (to === -1 ? rest : rest.slice(0, to)).map((line) => line.trim().split(' ')[0]!);
}

describe('NOTICE', () => {
  it.each(dependencies)('lists %s under its licence', (name) => {
    const { license } = JSON.parse(read('node_modules', name, 'package.json'));
    expect(listedUnder(headings[license])).toContain(name);
  });
});
