import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';
import { type TestTitle, testTitles } from './conformance-titles.ts';

/** A requirement of a standard, one line of a file of requirements. */
export interface Requirement {
  readonly id: string;
  /** SHALL, SHOULD, MAY …, or where the requirement comes from when it is no rule of the standard. */
  readonly level: string;
  readonly requirement: string;
  /** Requirements that say the same and whose tests prove it; empty when its own tests do. */
  readonly provenBy: readonly string[];
  /** Why it does not apply to us. */
  readonly notApplicable?: string;
}

export interface CitingTest extends TestTitle {
  /** Relative to the project. */
  readonly file: string;
}

/** A requirement with its verdict. */
export interface ConformanceRow extends Requirement {
  readonly verdict: 'met' | 'unmet' | `n/a: ${string}`;
  readonly tests: readonly CitingTest[];
}

/** Lines of id, level, requirement and basis with tabs between. The basis is nothing, `by` other ids, or `n/a:` a reason. */
export function readRequirements(tsv: string): readonly Requirement[] {
  const [, ...lines] = tsv.trimEnd().split('\n');
  return lines.map((line) => {
    const [id = '', level = '', requirement = '', basis = ''] = line.split('\t');
    const [, reason] = /^n\/a: (.+)$/.exec(basis) ?? [];
    const [, ids] = /^by (.+)$/.exec(basis) ?? [];
    if (basis !== '' && !reason && !ids) throw new Error(`${id}: the basis is neither "by …" nor "n/a: …".`);
    return { id, level, requirement, provenBy: ids?.split(' ') ?? [], ...(reason && { notApplicable: reason }) };
  });
}

/** All tests below folders of the project, in the order of their files. */
export function testsIn(folders: readonly string[]): readonly CitingTest[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  return files
    .filter((name) => /(\.test|-suite)\.ts$/.test(name))
    .toSorted()
    .flatMap((file) => testTitles(readFileSync(join(projectRoot, file), 'utf8')).map((title) => ({ ...title, file })));
}

/** `C7: …`, `J5, J6: …`, `D12 D13 …` at the beginning of a text, or `(R13)` anywhere in it; `(R4)` is FHIR. */
const citation = (id: string) =>
  new RegExp(`^${id}(?:,? ${id})*(?=[: ]|$)|(?<=\\()(?!R4\\))${id}(?:,? ${id})*(?=\\))`, 'g');

/**
 * The requirements that a test says it proves.
 * @param letters of the ids of one standard, e.g. `T`, `CH`
 */
export function citedBy({ texts }: Pick<TestTitle, 'texts'>, letters: readonly string[]): readonly string[] {
  const cited = citation(`(?:${letters.join('|')})\\d{1,3}`);
  return [...new Set(texts.flatMap((text) => text.match(cited) ?? []).flatMap((found) => found.split(/,? /)))];
}

/** Each requirement with the tests that prove it. It is met when a test that runs cites it: whether it passes, CI says. */
export function conformance(
  requirements: readonly Requirement[],
  tests: readonly CitingTest[],
  letters: readonly string[],
): readonly ConformanceRow[] {
  const citing = new Map<string, CitingTest[]>();
  for (const test of tests.filter(({ runs }) => runs))
    for (const id of citedBy(test, letters)) citing.set(id, [...(citing.get(id) ?? []), test]);
  return requirements.map((requirement) => {
    const { id, provenBy, notApplicable } = requirement;
    const proofs = [id, ...provenBy].map((one) => citing.get(one) ?? []);
    const [own = [], ...others] = proofs;
    const proven = own.length > 0 || (others.length > 0 && others.every((list) => list.length > 0));
    const verdict = notApplicable ? (`n/a: ${notApplicable}` as const) : proven ? 'met' : 'unmet';
    return { ...requirement, verdict, tests: [...new Set(proofs.flat())] };
  });
}
