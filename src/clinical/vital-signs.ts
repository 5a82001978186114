import { type Assertion, assertTerm } from './assertion.ts';
import type { Measured } from './measured.ts';
import { type Measurement, shown } from './measurement.ts';
import { reportImplausible } from './plausible.ts';
import { ignored, type Reading } from './reading.ts';
import type { RecordContext } from './record-context.ts';
import { type Band, type MeasurementRule, measurementRules } from './tables/measurement-rules.ts';
import { inUnit, limitsBeside } from './unit-conversion.ts';
import { unitSuffix } from './unit-words.ts';

const byLoinc = new Map<string, MeasurementRule[]>();
for (const rule of measurementRules) {
  for (const code of rule.loinc) {
    const known = byLoinc.get(code);
    if (known) known.push(rule);
    else byLoinc.set(code, [rule]);
  }
}

/** Judges a vital sign or function test by our own rules; undefined when there is none for its codes. */
export function readVitalSign(measurement: Measurement, context: RecordContext): Reading | undefined {
  const rules = measurement.loinc.map((code) => byLoinc.get(code)).find((found) => found !== undefined);
  const [first] = rules ?? [];
  if (!rules || !first) return undefined;
  const { value, age } = measurement;
  if (value.kind !== 'number') return ignored(value.kind === 'none' ? value.reason : 'value-undecided');
  const converted = inUnit(value.measured, first);
  if (converted.kind === 'failed') return ignored(converted.reason);
  const number = converted.measured;
  const [least, most] = first.plausible;
  if (number.high < least || number.low > most) {
    reportImplausible(measurement, value.measured, context);
    return ignored('implausible-value');
  }
  if (age === undefined && rules.every(({ ages }) => ages !== undefined)) return ignored('age-unknown');
  const rule = rules.find(
    ({ ages, sex }) =>
      (ages === undefined || (age !== undefined && age >= ages[0] && age < ages[1])) &&
      (sex === undefined || sex === context.sex),
  );
  if (!rule) return ignored('child-without-limits');
  const band = rule.bands.find((candidate) => contains(candidate, number));
  if (!band) return ignored('within-grey-zone');
  return { kind: 'mapped', assertions: assertBand(band, rule, measurement, value.measured, context) };
}

function contains({ from, above, upTo, below }: Band, { low, high, lowOpen, highOpen }: Measured): boolean {
  return (
    (from === undefined || low >= from) &&
    (above === undefined || low > above || (low === above && lowOpen)) &&
    (upTo === undefined || high <= upTo) &&
    (below === undefined || high < below || (high === below && highOpen))
  );
}

function assertBand(
  band: Band,
  rule: MeasurementRule,
  measurement: Measurement,
  value: Measured,
  { terminology, issues }: RecordContext,
): readonly Assertion[] {
  const derivation = `${bandWords(band, limitsBeside(value, rule))} (${band.source ?? rule.source})`;
  const terms = [
    ...(band.present ?? []).map((term) => ({ term, status: 'present' as const })),
    ...(band.excluded ?? []).map((term) => ({ term, status: 'excluded' as const })),
  ];
  return terms.flatMap(({ term, status }) => {
    const how = { status, ...shown(value), derivation };
    return assertTerm(term, measurement.from, how, terminology, issues) ?? [];
  });
}

function bandWords(
  { from, above, upTo, below, note }: Band,
  { shown: limit, unit }: ReturnType<typeof limitsBeside>,
): string {
  const parts = [
    from === undefined ? undefined : `at or above ${limit(from)}`,
    above === undefined ? undefined : `above ${limit(above)}`,
    upTo === undefined ? undefined : `at or below ${limit(upTo)}`,
    below === undefined ? undefined : `below ${limit(below)}`,
  ].filter((part) => part !== undefined);
  const limits = `${parts.join(' and ')}${unitSuffix(unit)}`;
  return note === undefined ? limits : `${limits}, ${note}`;
}
