import type { CaseMeasurement } from '../clinical/case-measurement.ts';
import { inUnit } from '../clinical/unit-conversion.ts';
import type { Conclusion, EvidenceMeanings, ResultMeaning } from './evidence-meanings.ts';
import type { EvidenceSource, Statement } from './evidence-statement.ts';
import { valueColumn } from './evidence-vocabulary.ts';

/** What a result says of the evidences: smoking status, body mass index, a pain score. */
export function readMeasurement(
  result: CaseMeasurement,
  { results, vocabulary }: EvidenceMeanings,
): readonly Statement[] {
  const { reference, display, date, value } = result;
  const source: EvidenceSource = { kind: 'measurement', reference, display, ...(date !== undefined && { date }) };
  const meanings = result.loinc.flatMap((loinc) => results.get(loinc) ?? []);
  return meanings.flatMap((meaning): Statement[] => {
    const { evidence, isScore } = meaning;
    if (isScore) {
      const column = value && valueColumn(vocabulary.evidences[evidence]!, String(value.low));
      return column === undefined ? [] : [{ evidence, conclusion: 'present', value: column, source }];
    }
    const conclusion = concludes(meaning, result);
    return conclusion === undefined ? [] : [{ evidence, conclusion, source }];
  });
}

function concludes(
  { present, absent, limits }: ResultMeaning,
  { coded = [], value, ageYears }: CaseMeasurement,
): Conclusion | undefined {
  if (coded.some((code) => present.has(code))) return 'present';
  if (coded.some((code) => absent.has(code))) return 'absent';
  if (!limits || !value || (ageYears ?? 0) < limits.fromAge) return undefined;
  // Scores come with their annotation as the unit, with 1, or with none.
  const isAnnotation = limits.unit.startsWith('{');
  const given = isAnnotation ? { ...value, unit: value.unit ?? limits.unit } : value;
  const converted = inUnit(given, { unit: limits.unit, ...(isAnnotation && { sameAs: ['1'] }) });
  if (converted.kind === 'failed') return undefined;
  const { low, high } = converted.measured;
  if (low >= limits.from && high < limits.below) return 'present';
  // An interval that reaches over a limit decides nothing.
  return high < limits.from || low >= limits.below ? 'absent' : undefined;
}
