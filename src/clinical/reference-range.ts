import { readConcept, readConcepts } from '../fhir/coding.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, stringOf } from '../fhir/json.ts';
import { lookupTable } from '../terminology/lookup-table.ts';
import type { Sex } from './case.ts';
import type { Limits } from './limits.ts';
import { parseMeasured } from './measured.ts';
import { unitOf } from './observation-value.ts';

/** Codes of `referenceRange.appliesTo` that name a sex: administrative gender, v3, v2-0001 and SNOMED CT. */
const sexCodes = lookupTable<Sex>({
  male: 'male',
  m: 'male',
  '248153007': 'male',
  female: 'female',
  f: 'female',
  '248152002': 'female',
});

// Age units that EHRs write; years for each.
const yearsIn = lookupTable({
  a: 1,
  year: 1,
  years: 1,
  yr: 1,
  mo: 1 / 12,
  month: 1 / 12,
  months: 1 / 12,
  wk: 7 / 365.2425,
  week: 7 / 365.2425,
  weeks: 7 / 365.2425,
  d: 1 / 365.2425,
  day: 1 / 365.2425,
  days: 1 / 365.2425,
});

/** Limits of the report, that it has some of no use here, or undefined when it has none. */
export type ReportedRange = Limits | 'unusable' | undefined;

/**
 * The report's own normal range for this patient: of the ranges of type *normal* whose `appliesTo` and `age` fit, the
 * most specific; `unusable` where there are ranges, none of which fits or can be read. Therapeutic ranges and ranges for what is not known of the patient (pregnancy, race) do not fit.
 * @param age years at the time of the observation
 */
export function reportedRange(value: unknown, sex: Sex | undefined, age: number | undefined): ReportedRange {
  let best: { limits: Limits; conditions: number } | undefined;
  let given = false;
  for (const range of listOf(value)) {
    if (!isObject(range) || Object.keys(range).length === 0) continue;
    given = true;
    if (!isNormal(range.type)) continue;
    const conditions = fits(range, sex, age);
    if (conditions === undefined || (best !== undefined && best.conditions >= conditions)) continue;
    const limits = limitsOf(range);
    if (limits) best = { limits, conditions };
  }
  return best?.limits ?? (given ? 'unusable' : undefined);
}

function isNormal(type: unknown): boolean {
  const { codings, text } = readConcept(type);
  if (codings.length > 0) return codings.some(({ code }) => code.toLowerCase() === 'normal');
  return text === undefined || /normal|reference/i.test(text);
}

/** How many conditions the range sets, all of them met; undefined when one is not met or not known. */
function fits(range: JsonObject, sex: Sex | undefined, age: number | undefined): number | undefined {
  let conditions = 0;
  for (const { codings, text } of readConcepts(range.appliesTo)) {
    const names = [...codings.flatMap(({ code, display }) => [code, display]), text ?? ''];
    const named = names.map((name) => sexCodes.get(name.toLowerCase())).find((known) => known !== undefined);
    if (named === undefined || named !== sex) return undefined;
    conditions += 1;
  }
  if (isObject(range.age)) {
    if (age === undefined) return undefined;
    const from = years(range.age.low);
    const to = years(range.age.high);
    if ((from !== undefined && age < from) || (to !== undefined && age > to)) return undefined;
    conditions += 1;
  }
  return conditions;
}

function years(quantity: unknown): number | undefined {
  const value = numberOf(objectOf(quantity).value);
  const factor = yearsIn.get((unitOf(objectOf(quantity)) ?? 'a').toLowerCase());
  return value === undefined || factor === undefined ? undefined : value * factor;
}

// Two numbers and a unit; what is longer is a comment, and is not looked at.
const longestRange = 100;

const twoEnded = /^\s*([-+]?\d+(?:[.,]\d+)?)\s*(?:-|–|to)\s*([-+]?\d+(?:[.,]\d+)?)\s*([%\p{L}].*)?$/u;

function limitsOf(range: JsonObject): Limits | undefined {
  const low = numberOf(objectOf(range.low).value);
  const high = numberOf(objectOf(range.high).value);
  if (low !== undefined || high !== undefined) {
    if (low !== undefined && high !== undefined && low > high) return undefined;
    const unit = unitOf(objectOf(range.low)) ?? unitOf(objectOf(range.high));
    return withUnit({ ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) }, unit);
  }
  return rangeOfText(stringOf(range.text));
}

/** Reads `3.5-5.0`, `3,5 – 5,0 mmol/L`, `<5` and `>= 60`. */
function rangeOfText(text: string | undefined): Limits | undefined {
  if (text === undefined || text.length > longestRange) return undefined;
  const [, from, to, unit] = twoEnded.exec(text.replace(/^[([]|[)\]]$/g, '')) ?? [];
  if (from !== undefined && to !== undefined) {
    const low = Number(from.replace(',', '.'));
    const high = Number(to.replace(',', '.'));
    return low <= high ? withUnit({ low, high }, unit?.trim()) : undefined;
  }
  const open = parseMeasured(text);
  if (open === undefined || !/^[<>]/.test(open.text)) return undefined;
  // "<5" as a range: 5 itself is high already.
  return open.text.startsWith('<')
    ? withUnit({ high: open.high, highIsAbnormal: open.highOpen }, open.unit)
    : withUnit({ low: open.low, lowIsAbnormal: open.lowOpen }, open.unit);
}

function withUnit(limits: Limits, unit: string | undefined): Limits {
  return unit === undefined ? limits : { ...limits, unit };
}
