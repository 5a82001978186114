import type { CaseCondition } from './case-condition.ts';
import type { CaseMeasurement } from './case-measurement.ts';
import type { EvidenceKeeper } from './evidence-keeper.ts';
import { keepMeasurement } from './keep-measurement.ts';

/** Keeps the results of these LOINC codes only: a record may hold a hundred thousand others. */
export function createEvidenceKeeper(codes: ReadonlySet<string>): EvidenceKeeper {
  const measurements: CaseMeasurement[] = [];
  const conditions: CaseCondition[] = [];
  const add = (measurement: CaseMeasurement) => void measurements.push(measurement);
  return {
    codes,
    add,
    measurement(measurement, sex) {
      const kept = keepMeasurement(measurement, codes, sex);
      if (kept) add(kept);
    },
    condition: (condition) => void conditions.push(condition),
    measurements: () => inOrder(measurements, ({ loinc, value }) => `${loinc.join(' ')} ${value?.text ?? ''}`),
    conditions: () => inOrder(conditions, (condition) => condition.codes.map(({ code }) => code).join(' ')),
  };
}

function inOrder<T extends { readonly instant?: number; readonly reference: string }>(
  items: readonly T[],
  rest: (item: T) => string,
): readonly T[] {
  const keyed = items.map((item) => ({ item, key: `${item.reference}\n${rest(item)}` }));
  const instant = ({ item }: { readonly item: T }) => item.instant ?? Number.NEGATIVE_INFINITY;
  keyed.sort((a, b) => {
    const [one, other] = [instant(a), instant(b)];
    return one === other ? (a.key < b.key ? -1 : Number(a.key > b.key)) : one < other ? -1 : 1;
  });
  return keyed.map(({ item }) => item);
}
