import { lookupTable } from '../terminology/lookup-table.ts';
import { codeSystems } from '../terminology/terminology.ts';
import type { IgnoreReason } from './ignore-reason.ts';
import type { SystemCoding } from './system-coding.ts';
import { ignoredLocal, ignoredLoinc, ignoredSystems } from './tables/ignored-codes.ts';

const reasons = new Map<string, IgnoreReason>();

function register(system: string, table: Readonly<Partial<Record<IgnoreReason, readonly string[]>>>): void {
  for (const [reason, codes] of Object.entries(table)) {
    for (const code of codes ?? []) reasons.set(`${system}|${code}`, reason as IgnoreReason);
  }
}

const wholeSystems = lookupTable(ignoredSystems);

register(codeSystems.loinc, ignoredLoinc);
for (const [system, table] of Object.entries(ignoredLocal)) register(system, table);

/** Why an Observation with these codes is deliberately not used; undefined when nothing speaks against it. */
export function ignoredObservation(codings: readonly SystemCoding[]): IgnoreReason | undefined {
  for (const { system, code } of codings) {
    const reason = reasons.get(`${system}|${code}`) ?? wholeSystems.get(system);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
