import type { CaseCondition } from '../clinical/case-condition.ts';
import { codeSystems } from '../terminology/terminology.ts';
import type { Codes } from './definition.ts';

/** A condition that the patient has or had, its codes by system; ICD-10 without dots, as codes are compared. */
export interface RecordedCondition {
  readonly condition: CaseCondition;
  readonly icd10: readonly string[];
  readonly snomed: readonly string[];
}

const isIcd10 = (system: string) => system === codeSystems.icd10 || system === codeSystems.icd10cm;
const bare = (code: string) => code.toUpperCase().replace('.', '');

/** Conditions that nobody doubts, oldest first; what is refuted or only suspected does not count. */
export function recordedConditions(conditions: readonly CaseCondition[]): readonly RecordedCondition[] {
  return conditions
    .filter(({ status }) => status === 'present')
    .map((condition) => ({
      condition,
      icd10: condition.codes.flatMap(({ system, code }) => (isIcd10(system) ? [bare(code)] : [])),
      snomed: condition.codes.flatMap(({ system, code }) => (system === codeSystems.snomed ? [code] : [])),
    }));
}

const bareIcd10 = new WeakMap<Codes, readonly string[]>();

/** Whether one of a condition's codes is among those named: an ICD-10 code also where it lies below one of them. */
export function isAmong({ icd10, snomed }: RecordedCondition, codes: Codes): boolean {
  let above = bareIcd10.get(codes);
  if (above === undefined) {
    above = (codes.icd10 ?? []).map(bare);
    bareIcd10.set(codes, above);
  }
  const categories = above;
  return (
    icd10.some((code) => categories.some((category) => code.startsWith(category))) ||
    snomed.some((code) => codes.snomed?.includes(code))
  );
}
