import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testTitles } from '../scripts/conformance-titles.ts';
import { projectRoot } from '../src/config/paths.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

/** The rows of the table of threats. */
const threats = read('docs/threat-model.md')
  .split('\n')
  .filter((line) => /^\| TM\d/.test(line))
  .map((line) => line.slice(2, -2).split(' | '))
  .map(([id = '', kinds = '', , done = '', proof = '']) => ({
    id,
    kinds: kinds.split(' '),
    done,
    proofs: proof.split('<br>').map((one) => {
      const [, path = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(one) ?? [];
      return { path, title };
    }),
  }));

/** Titles of the tests of a file that run. */
const titlesOf = new Map<string, ReadonlySet<string>>();
function running(path: string): ReadonlySet<string> {
  const known = titlesOf.get(path);
  if (known) return known;
  const titles = testTitles(read(path)).filter(({ runs }) => runs);
  const set = new Set(titles.map((title) => title.path.at(-1)!));
  titlesOf.set(path, set);
  return set;
}

describe('the threat model', () => {
  it('numbers its threats, and knows all six kinds', () => {
    expect(threats.length).toBeGreaterThanOrEqual(40);
    expect(threats.map(({ id }) => id)).toEqual(threats.map((_, at) => `TM${String(at + 1).padStart(2, '0')}`));
    expect([...new Set(threats.flatMap(({ kinds }) => kinds))].sort()).toEqual([...'DEIRST']);
  });

  it.each(threats)('$id says what is done, and is proven by tests that exist and run', ({ done, proofs }) => {
    expect(done).toMatch(/\w/);
    expect(proofs.length).toBeGreaterThan(0);
    const missing = proofs.filter(
      ({ path, title }) => !existsSync(join(projectRoot, path)) || !running(path).has(title),
    );
    expect(missing).toEqual([]);
  });
});
