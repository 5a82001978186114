import type { CaseCondition } from '../clinical/case-condition.ts';
import { codeSystems } from '../terminology/terminology.ts';
import type { Codes } from './definition.ts';

/** The conditions that a patient has or had, to be found by their codes. */
export interface RecordedConditions {
  /** Oldest first. */
  readonly conditions: readonly CaseCondition[];
  /** ICD-10 codes without dots, as codes are compared. */
  readonly icd10: readonly string[];
  /** Places in `conditions` by SNOMED CT code, and by every ICD-10 code at or above their own. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

const isIcd10 = (system: string) => system === codeSystems.icd10 || system === codeSystems.icd10cm;
const bare = (code: string) => code.toUpperCase().replace('.', '');

/** Conditions that nobody doubts; what is refuted or only suspected does not count. */
export function recordedConditions(all: readonly CaseCondition[]): RecordedConditions {
  const conditions = all.filter(({ status }) => status === 'present');
  const icd10: string[] = [];
  const places = new Map<string, number[]>();
  const put = (code: string, place: number) => {
    const known = places.get(code);
    if (known) known.push(place);
    else places.set(code, [place]);
  };
  for (const [place, { codes }] of conditions.entries()) {
    for (const { system, code } of codes) {
      if (system === codeSystems.snomed) put(code, place);
      if (!isIcd10(system)) continue;
      const plain = bare(code);
      icd10.push(plain);
      // No code has more than seven characters; what is longer is none, and is not taken apart.
      for (let length = 1; length <= Math.min(plain.length, 7); length += 1) put(plain.slice(0, length), place);
    }
  }
  return { conditions, icd10, places };
}

const writtenCodes = new WeakMap<Codes, readonly string[]>();

/** The codes of a group as they are looked up; SNOMED CT has digits only, ICD-10 starts with a letter. */
function codesOf(codes: Codes): readonly string[] {
  const known = writtenCodes.get(codes);
  if (known) return known;
  const written = [...(codes.icd10 ?? []).map(bare), ...(codes.snomed ?? [])];
  writtenCodes.set(codes, written);
  return written;
}

/** The newest condition with one of the codes, or with an ICD-10 code below one of them, that is accepted. */
export function latestAmong(
  { conditions, places }: RecordedConditions,
  codes: Codes,
  accepts: (condition: CaseCondition) => boolean = () => true,
): CaseCondition | undefined {
  let best = -1;
  for (const code of codesOf(codes)) {
    for (const place of places.get(code) ?? []) {
      const condition = conditions[place];
      if (place > best && condition && accepts(condition)) best = place;
    }
  }
  return conditions[best];
}
