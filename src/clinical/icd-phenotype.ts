import { isInRemission } from '../terminology/icd.ts';
import { lookupTable } from '../terminology/lookup-table.ts';
import { codeSystems } from '../terminology/terminology.ts';
import type { SystemCoding } from './system-coding.ts';
import { type IcdPhenotype, icdPhenotypes } from './tables/icd-phenotypes.ts';

function indexBy(codesOf: (row: IcdPhenotype) => readonly string[]): ReadonlyMap<string, string> {
  return new Map(icdPhenotypes.flatMap((row) => codesOf(row).map((code) => [code, row.term] as const)));
}

const byIcd10 = indexBy(({ icd10 }) => icd10);
const byIcd9 = indexBy(({ icd9 }) => icd9 ?? []);

const indexes = lookupTable({
  [codeSystems.icd10cm]: byIcd10,
  [codeSystems.icd10]: byIcd10,
  [codeSystems.icd9cm]: byIcd9,
});

// Three characters are a category; nothing shorter has a meaning of its own.
const shortest = 3;
// ICD-10-CM conventions §I.A.2: at most seven.
const longest = 7;

/** Whether the code says that the disease is in remission, so that its category no longer holds of the patient. */
export function isRemission({ system, code }: Pick<SystemCoding, 'system' | 'code'>): boolean {
  if (system === codeSystems.icd9cm) return isInRemission(9, code);
  return (system === codeSystems.icd10cm || system === codeSystems.icd10) && isInRemission(10, code);
}

/** The HPO term of our own table for an ICD code, by its longest entry: `E1142` is found under `E11`. */
export function icdPhenotype({ system, code }: SystemCoding): string | undefined {
  const index = indexes.get(system);
  if (!index || isRemission({ system, code })) return undefined;
  const plain = code.toUpperCase().replace('.', '');
  for (let length = Math.min(plain.length, longest); length >= shortest; length -= 1) {
    const term = index.get(plain.slice(0, length));
    if (term !== undefined) return term;
  }
  return undefined;
}
