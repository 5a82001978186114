import { lookupTable } from '../terminology/lookup-table.ts';
import { codeSystems } from '../terminology/terminology.ts';
import type { IgnoreReason } from './ignore-reason.ts';
import type { SystemCoding } from './system-coding.ts';
import { type IgnoredCategories, ignoredIcd9, ignoredIcd10 } from './tables/ignored-icd.ts';

const tables = lookupTable<readonly IgnoredCategories[]>({
  [codeSystems.icd10cm]: ignoredIcd10,
  [codeSystems.icd10]: ignoredIcd10,
  [codeSystems.icd9cm]: ignoredIcd9,
});

/** Why a Condition with these codes is deliberately not used, before (`always`) or after (`unmapped`) the maps. */
export function ignoredCondition(
  codings: readonly SystemCoding[],
  when: IgnoredCategories['when'],
): IgnoreReason | undefined {
  for (const { system, code } of codings) {
    const table = tables.get(system);
    if (!table) continue;
    const category = categoryOf(system, code);
    const row = table.find(
      (candidate) => candidate.when === when && category >= candidate.from && category <= candidate.to,
    );
    if (row) return row.reason;
  }
  return undefined;
}

/** The category of a code with or without its dot: `E119` and `E11.9` are `E11`; ICD-9 `E8859` is `E885`. */
function categoryOf(system: string, code: string): string {
  const length = system === codeSystems.icd9cm && /^e/i.test(code) ? 4 : 3;
  return code.toUpperCase().replace('.', '').slice(0, length);
}
