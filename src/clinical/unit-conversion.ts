import { convert } from '../terminology/ucum.ts';
import { convertGlycated } from './glycated-haemoglobin.ts';
import type { IgnoreReason } from './ignore-reason.ts';
import type { Measured } from './measured.ts';

/** What is needed to bring a result into the unit of its limits. */
export interface TargetUnit {
  readonly unit: string;
  readonly sameAs?: readonly string[];
  readonly molarMass?: number;
  readonly valence?: 1 | 2;
  /** Haemoglobin A1c: `%` and `mmol/mol` are scales of their own, not the same share in two units. */
  readonly glycated?: boolean;
}

export type Converted =
  | { readonly kind: 'converted'; readonly measured: Measured }
  | { readonly kind: 'failed'; readonly reason: IgnoreReason & ('unit-missing' | 'unit-mismatch') };

/** The measured value in the target unit. `text` and `unit` stay as reported. */
export function inUnit(value: Measured, target: TargetUnit): Converted {
  const { unit } = value;
  // A pure number needs no unit; UCUM writes annotations such as {ratio} for people only.
  const pure = target.unit === '1';
  if (unit === undefined) return pure ? { kind: 'converted', measured: value } : failed('unit-missing');
  if (unit === target.unit || target.sameAs?.includes(unit) || (pure && /^[{(].*[})]$|^ratio$/i.test(unit))) {
    return { kind: 'converted', measured: value };
  }
  const factorOrUnit = equivalents(unit, target);
  if (factorOrUnit === undefined) return failed('unit-mismatch');
  const [from, factor] = factorOrUnit;
  const low = end(value.low * factor, from, target);
  const high = value.high === value.low ? low : end(value.high * factor, from, target);
  if (low === undefined || high === undefined) return failed('unit-mismatch');
  return { kind: 'converted', measured: { ...value, low, high } };
}

function end(value: number, from: string, { unit, molarMass, glycated }: TargetUnit): number | undefined {
  if (!Number.isFinite(value)) return value;
  return glycated ? convertGlycated(value, from, unit) : convert(value, from, unit, molarMass);
}

/**
 * Writes limits of the target unit in the value's own unit, as a clinician reads them beside the value. In the target's
 * unit where the value has none.
 */
export function limitsBeside(value: Measured, target: TargetUnit): { shown: (limit: number) => string; unit: string } {
  const same = { shown: String, unit: target.unit };
  const { unit } = value;
  if (unit === undefined || unit === target.unit) return same;
  // Every conversion is linear, so that two points give its inverse.
  const [zero, one] = [0, 1].map((end) => inUnit({ ...value, low: end, high: end }, target));
  if (zero?.kind !== 'converted' || one?.kind !== 'converted') return same;
  const offset = zero.measured.low;
  const scale = one.measured.low - offset;
  return { shown: (limit) => String(Number(((limit - offset) / scale).toPrecision(4))), unit };
}

const equivalent = /^(m|u)?eq\//i;

/** mEq/L is mmol/L divided by the charge; without a known charge it cannot be compared with anything. */
function equivalents(unit: string, { valence }: TargetUnit): readonly [string, number] | undefined {
  const match = equivalent.exec(unit);
  if (!match) return [unit, 1];
  if (valence === undefined) return undefined;
  return [unit.replace(equivalent, `${(match[1] ?? '').toLowerCase()}mol/`), 1 / valence];
}

function failed(reason: 'unit-missing' | 'unit-mismatch'): Converted {
  return { kind: 'failed', reason };
}
