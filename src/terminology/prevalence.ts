import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fhirProfilesDir } from '../config/paths.ts';

/**
 * Orphanet's prevalence classes and the share of people that stands for each: the geometric mean of the class's bounds, and
 * 1 in 10 million as the lower bound of the open lowest class. Orphanet, "Prevalence and incidence of rare diseases:
 * bibliographic data", Orphanet Report Series.
 */
export const prevalenceClasses = {
  '>1 / 1000': 1e-3,
  '6-9 / 10 000': 7.3e-4,
  '1-5 / 10 000': 2.2e-4,
  '1-9 / 100 000': 3e-5,
  '1-9 / 1 000 000': 3e-6,
  '<1 / 1 000 000': 3.2e-7,
} as const satisfies Readonly<Record<string, number>>;

export type PrevalenceClass = keyof typeof prevalenceClasses;

/**
 * Class of a disease that no source counts: 84.5 % of the rare diseases with a point prevalence have this one (Nguengang
 * Wakap S et al. Eur J Hum Genet 2020;28:165-173).
 */
export const unknownPrevalence: PrevalenceClass = '<1 / 1 000 000';

/** `ORPHA:…` → class. */
export type PrevalenceTable = ReadonlyMap<string, PrevalenceClass>;

/** The file that ships, beside the maps of codes. */
export const prevalenceFile = 'prevalence-orphanet.tsv';

let shipped: PrevalenceTable | undefined;

/** The shipped table, read once per process. */
export function loadPrevalence(): PrevalenceTable {
  shipped ??= new Map(
    readFileSync(join(fhirProfilesDir, 'terminology', prevalenceFile), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('ORPHA:'))
      .map((line) => line.split('\t') as [string, PrevalenceClass]),
  );
  return shipped;
}

/** Class of a disease known by any of its ids; undefined where Orphanet states none. */
export function prevalenceOf(ids: readonly string[], table: PrevalenceTable): PrevalenceClass | undefined {
  for (const id of ids) {
    const known = table.get(id);
    if (known !== undefined) return known;
  }
  return undefined;
}
