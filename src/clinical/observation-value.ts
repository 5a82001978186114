import { type ConceptRead, readConcept } from '../fhir/coding.ts';
import { isObject, type JsonObject, numberOf, objectOf, stringOf } from '../fhir/json.ts';
import { canonicalSystem } from '../terminology/code-system.ts';
import { codeSystems } from '../terminology/terminology.ts';
import type { IgnoreReason } from './ignore-reason.ts';
import { type Measured, measured, measuredRange, parseMeasured } from './measured.ts';

/** `Observation.value[x]`, or a component's, in the few kinds that the rules tell apart. */
export type ObservedValue =
  | { readonly kind: 'number'; readonly measured: Measured }
  | { readonly kind: 'words'; readonly concept: ConceptRead }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'none'; readonly reason: IgnoreReason };

const none = (reason: IgnoreReason): ObservedValue => ({ kind: 'none', reason });

// R4 §10.1: every type that value[x] may have. The first one present is read.
const readers = Object.entries<(value: unknown) => ObservedValue>({
  valueQuantity: readQuantity,
  valueCodeableConcept: (value) => words(readConcept(value)),
  valueString: readText,
  valueBoolean: (value) => (typeof value === 'boolean' ? { kind: 'boolean', value } : none('no-value')),
  valueInteger: (value) => number(numberOf(value)),
  valueRange: readRange,
  valueRatio: readRatio,
  valueSampledData: () => none('value-type'),
  valueTime: () => none('value-type'),
  valueDateTime: () => none('value-type'),
  valuePeriod: () => none('value-type'),
  valueAttachment: () => none('value-type'),
});

/** The value of an Observation or of one of its components. A `dataAbsentReason` beside a value is outvoted by it. */
export function readValue(item: JsonObject): ObservedValue {
  for (const [key, read] of readers) {
    if (item[key] !== undefined && item[key] !== null) return read(item[key]);
  }
  return none('no-value');
}

function number(value: number | undefined): ObservedValue {
  const read = value === undefined ? undefined : measured(value, undefined);
  return read === undefined ? none('no-value') : { kind: 'number', measured: read };
}

/** The unit of a Quantity: its UCUM code, else the words for people, else whatever code there is. */
export function unitOf(quantity: JsonObject): string | undefined {
  const code = stringOf(quantity.code);
  const system = stringOf(quantity.system);
  const isUcum = system === undefined || canonicalSystem(system) === codeSystems.ucum;
  return (isUcum ? code : undefined) ?? stringOf(quantity.unit) ?? code;
}

function readQuantity(value: unknown): ObservedValue {
  if (!isObject(value)) return none('no-value');
  const unit = unitOf(value);
  const amount = numberOf(value.value);
  if (amount === undefined) {
    // Some interfaces write the number as a string, with or without its comparator.
    const written = stringOf(value.value);
    const parsed = written === undefined ? undefined : parseMeasured(written, unit);
    return parsed === undefined ? none('no-value') : { kind: 'number', measured: parsed };
  }
  const read = measured(amount, unit, stringOf(value.comparator));
  return read === undefined ? none('value-undecided') : { kind: 'number', measured: read };
}

function readText(value: unknown): ObservedValue {
  const text = stringOf(value);
  if (text === undefined) return none('no-value');
  const parsed = parseMeasured(text);
  return parsed === undefined ? words({ codings: [], text }) : { kind: 'number', measured: parsed };
}

function words(concept: ConceptRead): ObservedValue {
  return concept.codings.length === 0 && concept.text === undefined ? none('no-value') : { kind: 'words', concept };
}

function readRange(value: unknown): ObservedValue {
  const { low, high } = objectOf(value);
  const from = numberOf(objectOf(low).value);
  const to = numberOf(objectOf(high).value);
  const unit = unitOf(objectOf(low)) ?? unitOf(objectOf(high));
  if (from !== undefined && to !== undefined && from <= to) {
    return { kind: 'number', measured: measuredRange(from, to, unit) };
  }
  const open =
    from !== undefined && to === undefined
      ? measured(from, unit, '>=')
      : to !== undefined && from === undefined
        ? measured(to, unit, '<=')
        : undefined;
  return open === undefined ? none('no-value') : { kind: 'number', measured: open };
}

function readRatio(value: unknown): ObservedValue {
  const numerator = objectOf(objectOf(value).numerator);
  const denominator = objectOf(objectOf(value).denominator);
  const above = numberOf(numerator.value);
  const below = numberOf(denominator.value) ?? 1;
  // A titre such as 1:128 is a dilution, not a quantity: only the laboratory can say what it means.
  if (above === undefined || below === 0 || (above === 1 && below > 1)) return none('value-undecided');
  const units = [unitOf(numerator), unitOf(denominator)];
  const unit = units.every((part) => part !== undefined) ? units.join('/') : units[0];
  const read = measured(above / below, unit);
  return read === undefined ? none('no-value') : { kind: 'number', measured: read };
}
