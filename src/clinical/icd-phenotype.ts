import { codeSystems } from '../terminology/terminology.ts';
import type { SystemCoding } from './system-coding.ts';
import { type IcdPhenotype, icdPhenotypes } from './tables/icd-phenotypes.ts';

function indexBy(codesOf: (row: IcdPhenotype) => readonly string[]): ReadonlyMap<string, string> {
  return new Map(icdPhenotypes.flatMap((row) => codesOf(row).map((code) => [code, row.term] as const)));
}

const byIcd10 = indexBy(({ icd10 }) => icd10);
const byIcd9 = indexBy(({ icd9 }) => icd9 ?? []);

const indexes: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  [codeSystems.icd10cm]: byIcd10,
  [codeSystems.icd10]: byIcd10,
  [codeSystems.icd9cm]: byIcd9,
};

// Three characters are a category; nothing shorter has a meaning of its own.
const shortest = 3;

/** The HPO term of our own table for an ICD code, by its longest entry: `E1142` is found under `E11`. */
export function icdPhenotype({ system, code }: SystemCoding): string | undefined {
  const index = indexes[system];
  if (!index) return undefined;
  const plain = code.toUpperCase().replace('.', '');
  for (let length = plain.length; length >= shortest; length -= 1) {
    const term = index.get(plain.slice(0, length));
    if (term !== undefined) return term;
  }
  return undefined;
}
